"""Alternatives in a text: what is chosen of them, and what is said of the others."""
