"""People, organisations and places: where they are named, and who is meant by "she"."""
