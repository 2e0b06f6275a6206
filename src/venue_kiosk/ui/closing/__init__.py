"""The closing wizard: one step at a time, what is done is ticked."""
