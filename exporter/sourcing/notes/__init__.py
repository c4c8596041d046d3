"""Which spans get a note, where it is called, what it says, how it is numbered."""
