"""`python -m fupin_report` is the command `fupin-report`."""

from fupin_report.cli import main

if __name__ == "__main__":
    main()
