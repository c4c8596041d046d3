"""Blocks and lines while they are written."""
