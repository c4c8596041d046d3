"""Objects of the PDF: their store, the structure tree, images."""
