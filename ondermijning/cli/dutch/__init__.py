"""Typer's commands, help and errors in Dutch: all that leans on how Typer is made."""
