"""The edited Word copy, read."""
