"""Who said what: cues, the speakers beside them, and the words that they say."""
