"""Files: written whole or not at all, found in the package, zipped the same way every time."""
