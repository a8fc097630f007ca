"""The command line: one verb a file, each one call on the library."""

from sijill.cli.main import main

__all__ = ["main"]
