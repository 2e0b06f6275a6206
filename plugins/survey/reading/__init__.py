"""From a picture of a filled sheet to marks, with a reason wherever a person is needed."""
