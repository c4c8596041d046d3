"""Runs of text to broken lines."""
