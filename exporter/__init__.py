"""Annotated, sourced TEI articles as footnoted DOCX, PDF and accessible HTML."""
