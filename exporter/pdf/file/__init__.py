"""The PDF file: objects written, metadata, colour profile, attachments."""
