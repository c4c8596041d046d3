"""Where notes are called, and which spans are annotated."""
