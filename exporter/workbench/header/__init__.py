"""What the article's header says of it as a whole: title, authors, publication, language."""
