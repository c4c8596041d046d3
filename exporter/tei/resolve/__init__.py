"""What can be told only when the whole text was read."""
