"""The header and the registers: facts about the document and the world."""
