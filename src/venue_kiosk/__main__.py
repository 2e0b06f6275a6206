"""Runs the ``kiosk`` command."""

from venue_kiosk.cli.run import main

if __name__ == "__main__":
    main()
