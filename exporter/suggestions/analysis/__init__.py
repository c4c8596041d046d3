"""Text → tokens, quotations, sentences, noun phrases: what every kind of suggestion reads."""
