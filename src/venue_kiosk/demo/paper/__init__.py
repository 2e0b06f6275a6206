"""Survey sheets filled in by invented people, and pictures of them; each with what was meant."""
