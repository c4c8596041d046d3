"""What each kind of element becomes: one generator or function a treatment."""
