"""Documents made at random, and written in every format that a draft may have.

These writers share no code with the readers under test.
"""
