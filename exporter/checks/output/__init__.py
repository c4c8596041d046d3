"""A report as text, JSON and SARIF."""
