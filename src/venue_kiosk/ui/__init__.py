"""The terminal screens; the only package that knows Textual."""
