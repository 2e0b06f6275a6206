"""The vault on disk: key slots, the encrypted database and the registers in it."""
