"""The package and its XML (ECMA-376, part 2)."""
