"""Confirmation notices: postcards, FAX sheets and mails that carry the ticket as a QR code."""
