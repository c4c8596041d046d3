"""The article that is open on the page: its file, its states, and what was done to it."""
