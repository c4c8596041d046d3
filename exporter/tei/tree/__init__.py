"""The lxml tree before anything is read from it: names, ids, pointers, audience."""
