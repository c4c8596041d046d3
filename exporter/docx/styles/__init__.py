"""Styles, numbering and languages of a Word copy, and the template they may come from."""
