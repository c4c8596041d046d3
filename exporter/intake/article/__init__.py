"""A document → the article in plain TEI: its header, its register of sources, its text."""
