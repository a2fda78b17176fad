"""`python -m ondermijning`."""

from ondermijning.cli import main

main()
