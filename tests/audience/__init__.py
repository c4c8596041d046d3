"""What the public may not see is in nothing that the public gets."""
