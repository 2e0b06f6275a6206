"""How plugins are found, trusted, called and kept apart; the only user of pluggy."""
