"""The command line: what is wanted, said in words and exit codes. click is known here alone."""

from builder.cli.running import main

__all__ = ["main"]
