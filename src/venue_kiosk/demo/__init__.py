"""A synthetic event: people, places and papers that belong to nobody."""
