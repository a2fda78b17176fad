"""The hash that snapshots are named and checked by."""

try:
    from _blake2 import blake2b  # what hashlib gives too, after 2 ms for loading OpenSSL in every call
except ImportError:  # another Python than CPython
    from hashlib import blake2b

__all__ = ["blake2b"]
