"""township YAML → Word."""
__version__ = "0.1.0"
