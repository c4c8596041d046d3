"""Pages painted: text, strokes, running heads, marked content."""
