"""Amounts, durations, days, dates and times of day as people write them."""
