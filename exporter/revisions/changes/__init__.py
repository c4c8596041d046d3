"""What changed, as edits of the source."""
