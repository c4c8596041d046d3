"""Fonts found, shaped, encoded, subset and embedded."""
