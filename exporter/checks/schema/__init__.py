"""Validation by the schema of articles (RELAX NG), and what its messages advise."""
