"""What checks of several topics use."""
