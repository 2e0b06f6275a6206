"""The steps of an erasure and its questions in words."""

from typing import Final

from venue_kiosk.domain.certificate.measures import Step
from venue_kiosk.i18n import N_, _
from venue_kiosk.services.erasure_ahead import NOT_LOOKED, Question

STEP_WORDS: Final[dict[Step, str]] = {
    "slots_destroyed": N_("Destroying the keys …"),
    "slots_read_back": N_("Reading the keys' place back …"),
    "files_overwritten": N_("Overwriting the files …"),
    "files_removed": N_("Removing the files …"),
    "plugins_asked": N_("Asking every plugin what is left …"),
    "volume_scanned": N_("Erased. Checking now that nothing is left …"),
}
BEFORE: Final = N_("Sealing the operation log and writing the record. Nothing is erased yet …")

_ASKED: Final = {
    "removable_copies": N_(
        "USB sticks and other media: does one hold people's data, besides what the ward has?"
    ),
    "paper": N_("Paper with people's data: is any here that is not listed for return to the ward?"),
    "print_spool": N_("The printer's queue: does a page of the event still wait in it?"),
    "terminal_scrollback": N_("Terminal windows: can people's data be read further up in one?"),
    "clipboard": N_("The clipboard: does it still hold something that was copied?"),
    "input_method": N_("The kana conversion: did it learn people's names?"),
    "os_caches": N_("Caches of the operating system: do they show files of the event?"),
    "backup_agents": N_("Backup programs: did one copy the event's folder?"),
}
_STATES: Final = {
    "card": {
        "surrendered": N_("given to the ward"),
        "destroyed_in_presence": N_("destroyed before the ward's eyes"),
        "missing": N_("missing"),
        "left": N_("still here"),
    },
    "copy": {
        "surrendered": N_("given to the ward"),
        "destroyed": N_("destroyed"),
        "left": N_("still here"),
    },
    "residue": {
        "none": N_("looked: nothing"),
        NOT_LOOKED: N_("not looked, or it cannot be told"),
        "found": N_("yes, there is something"),
        "unsafe": N_("nothing seen, but it may keep copies"),
    },
}


def ask_words(question: Question) -> str:
    """Return a question as people are asked."""
    match question.kind:
        case "card":
            return _("Key card {label}: what became of it?", label=question.subject)
        case "copy":
            return _(
                "Second copy under the ward's document {document}: what became of it?",
                document=question.subject,
            )
        case "residue":
            return _(_ASKED[question.subject])


def ask_exports_words(files: int) -> str:
    """Return the question about files that are not where they were written any more."""
    return _(
        "{n} files with personal data (notices, cards) were written outside the event and are not"
        " there any more. Is every one of them erased or in the ward's hands?",
        n=files,
    )


def state_words(question: Question, state: str) -> str:
    """Return one of a question's answers in words."""
    return _(_STATES[question.kind][state])
