"""The reception desk: from a notice, a number or a name to a durable check-in."""
