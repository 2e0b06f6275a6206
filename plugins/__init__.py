"""The plugins this kiosk may load; ``config/kiosk.toml`` says which, in which order."""
