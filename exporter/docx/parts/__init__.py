"""The parts beside the body: notes, comments, headers and footers, settings, the TEI inside."""
