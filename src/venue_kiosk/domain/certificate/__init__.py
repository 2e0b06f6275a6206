"""The erasure certificate: its exact form, its verdict, and the record opened before it."""
