"""What the kiosk costs and how well it does, measured on data it makes itself."""

from venue_kiosk.bytecode import run_from_source

run_from_source("plugins")  # else Python leaves compiled code in the plugins' folders
