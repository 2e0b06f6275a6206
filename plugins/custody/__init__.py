"""Custody: carry-out slips, pre-flight checks, the paper ledger, incidents and inspections."""
