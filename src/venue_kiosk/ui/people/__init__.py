"""The screens of the list of handlers."""
