"""What the commands for suggestions share: which are meant, how each is told, yes and no."""
