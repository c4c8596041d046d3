"""What the page asks for, as values; and the edits that it comes down to."""
