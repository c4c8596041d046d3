"""What Word and its accessibility checker would refuse."""
