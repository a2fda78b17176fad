"""`python -m ondermijning`."""

from ondermijning.cli.main import main

main()
