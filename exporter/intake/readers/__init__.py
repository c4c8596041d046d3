"""One reader a format: bytes → :class:`exporter.intake.document.Document`."""
