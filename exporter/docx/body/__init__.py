"""The body of the document: paragraphs, runs, tables, pictures, fields."""
