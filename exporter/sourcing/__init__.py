"""Article → Edition: which spans get a note, what it says, what the registers hold."""
