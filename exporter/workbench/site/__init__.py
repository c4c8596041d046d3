"""The web application: pages, changes, events; on this machine alone."""
