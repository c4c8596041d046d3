"""Two copies compared: paragraphs, then words."""
