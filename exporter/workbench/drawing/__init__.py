"""The article as HTML, drawn from the source: every character knows where it stands."""
