"""From readings to tables, files and papers."""
