"""Numbers, quantities and dates in prose, with their values."""
