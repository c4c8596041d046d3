"""What is known of an article and of what is chosen in it: fields, notes, findings, indexes."""
