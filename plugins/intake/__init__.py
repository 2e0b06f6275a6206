"""Taking in the applications that a contractor's site or the office collected."""
