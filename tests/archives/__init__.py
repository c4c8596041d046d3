"""The copy that is kept."""
