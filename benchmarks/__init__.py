"""What the kiosk costs and how well it does, measured on data it makes itself."""
