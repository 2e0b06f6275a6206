"""What is still to be decided."""
