"""The commands for what is kept: bags made, signed and verified, and the TEI taken out again."""
