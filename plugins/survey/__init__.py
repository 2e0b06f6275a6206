"""Paper questionnaires: printed, read, reviewed and counted, never silently guessed."""
