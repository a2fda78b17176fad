"""`python -m ondermijning`."""

from ondermijning.cli.main import start

start()
