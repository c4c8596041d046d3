"""A small article to put things into."""

from __future__ import annotations

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">
<teiHeader><fileDesc><titleStmt><title>Small</title></titleStmt><publicationStmt><p/></publicationStmt>
<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>
"""
LINK = '<p>See <ref target="https://a.example/">here</ref>.</p>'


def article(body: str, stand_off: str = "", before: str = "") -> bytes:
    """A document; ``body`` begins in line 6, or in the line after ``stand_off``."""
    head = HEAD.replace("<TEI", f"{before}<TEI", 1)
    return f"{head}{stand_off}<text><body>\n{body}\n</body></text></TEI>\n".encode()
