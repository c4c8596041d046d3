"""The words of notes, registers and legends; one catalogue a language."""
