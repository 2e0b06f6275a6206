"""The exchange session: who sits at which table, why, and how to change it with few moves."""
