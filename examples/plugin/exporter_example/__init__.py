"""A format, a rule and a citation style for exporter, as an example."""
