"""The steps of an erasure in words, for screen and command."""

from typing import Final

from venue_kiosk.domain.certificate.measures import Step
from venue_kiosk.i18n import N_

STEP_WORDS: Final[dict[Step, str]] = {
    "slots_destroyed": N_("Destroying the keys …"),
    "slots_read_back": N_("Reading the keys' place back …"),
    "files_overwritten": N_("Overwriting the files …"),
    "files_removed": N_("Removing the files …"),
    "plugins_asked": N_("Asking every plugin what is left …"),
    "volume_scanned": N_("Erased. Checking now that nothing is left …"),
}
BEFORE: Final = N_("Sealing the operation log and writing the record. Nothing is erased yet …")
