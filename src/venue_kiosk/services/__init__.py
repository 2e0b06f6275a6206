"""Use cases: each reads, decides, writes, then tells."""
