"""The text: every element is opened and closed by the handler of its treatment."""
