"""The commands that make an article and change it: from a draft, by decisions, from a Word copy."""
