"""Completion with Tab: the shells' scripts, and the answers to them."""
