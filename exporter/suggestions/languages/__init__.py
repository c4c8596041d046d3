"""What is known of each language: one TOML file a language, beside this module."""
