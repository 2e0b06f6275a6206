"""The words of ``kiosk doctor``: what each row is called, and what to do about it."""

from typing import Final

from venue_kiosk.i18n import N_

STATES: Final = {
    "ok": N_("ready"),
    "warning": N_("look at"),
    "bad": N_("not ready"),
    "not_checkable": N_("ask"),
}
TITLES: Final = {
    "settings": N_("settings (kiosk.toml)"),
    "plugins": N_("plugins as they were trusted"),
    "camera": N_("camera"),
    "readers": N_("QR readers"),
    "terminal_size": N_("size of this window"),
    "ambiguous_width": N_("width of the signs ○ △ ■"),
    "fonts": N_("fonts for paper"),
    "file_system": N_("file system that really overwrites"),
    "sync_folder": N_("not in a folder that is copied to a cloud"),
    "swap": N_("swap"),
    "hibernation": N_("hibernation"),
    "core_dumps": N_("crash dumps of the system"),
    "memory_lock": N_("memory kept out of swap"),
    "own_dumps": N_("crash dumps of the kiosk"),
    "ui_log": N_("no log of the screens"),
    "screenshots": N_("no pictures of the screens"),
    "temp_files": N_("no temporary files of a database"),
    "clock": N_("clock; compare it with another one"),
    "free_space": N_("free space"),
    "scanner": N_("hand scanner"),
    "sound": N_("sound of the laptop"),
    "updates": N_("updates put off"),
    "printer": N_("printer"),
}
ADVICE: Final = {
    "settings": N_("Put kiosk.toml right; the line above names the place."),
    "plugins": N_("Find out who changed it. If it is right, run: kiosk plugins trust"),
    "camera": N_("Plug it in, or set [camera] source. Hand scanner and numbers work without."),
    "readers": N_("The kiosk works; libzbar0 adds a second reader."),
    "terminal_size": N_("Make the window larger or the letters smaller: 60 × 18 at least."),
    "ambiguous_width": N_("Set ambiguous characters to narrow in the terminal's settings."),
    "fonts": N_("Start the kiosk once with the network: ./kiosk"),
    "file_system": N_("Here no erasure can be certified. Move the event to ext4, xfs or NTFS."),
    "sync_folder": N_("Move the event out of the synchronised folder."),
    "swap": N_("Turn swap off for the event: sudo swapoff -a"),
    "hibernation": N_("Turn hibernation off for the event."),
    "core_dumps": N_("Delete the dumps and turn them off."),
    "memory_lock": N_("Turn swap off, or raise the limit: ulimit -l"),
    "own_dumps": N_("Start the kiosk with the launcher: ./kiosk"),
    "ui_log": N_("Delete the log and unset TEXTUAL_LOG."),
    "screenshots": N_("Delete the pictures."),
    "temp_files": N_("Restart the laptop; the files go with it."),
    "clock": N_("The clock is behind files written here. Set it before the event opens."),
    "free_space": N_("Free 1 GB on this disk."),
    "scanner": N_("Switch Japanese input off, or set the scanner to the same keyboard."),
    "sound": N_("Turn the laptop's sound up, or set [desk] sound = false."),
    "updates": N_("Put updates off until the day after the event."),
    "printer": N_("Print a page now, not at 17:30."),
}
