"""Sources as citations."""
