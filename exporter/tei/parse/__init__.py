"""Bytes to an lxml tree, safely."""
