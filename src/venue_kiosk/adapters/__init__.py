"""Hardware, libraries and the real world behind the ports."""
