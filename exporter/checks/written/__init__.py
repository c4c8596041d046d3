"""Amounts, durations and times of day as people write them."""
