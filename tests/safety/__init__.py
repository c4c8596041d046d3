"""What strangers send: nothing gets in, nothing falls over."""
