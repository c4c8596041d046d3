"""The bench: our outputs beside pandoc's, Typst's and WeasyPrint's, in one run (`make bench`)."""
