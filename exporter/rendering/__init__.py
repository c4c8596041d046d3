"""What the renderers share: widths of table columns, marks of annotated spans."""
