"""`python -m fupin_report` is the command `fupin-report`, which begins here as well."""


def main() -> None:
    """Run the command and leave the process with its exit code."""
    from fupin_report import cli  # not above: the processes of a batch load this file, and need no click

    cli.main()


if __name__ == "__main__":
    main()
