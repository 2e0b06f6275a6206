"""What the manager is told of records that are older than they were, and asked to answer for."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from venue_kiosk.errors import VaultRolledBackError
from venue_kiosk.i18n import N_, _
from venue_kiosk.ui.base_app import BaseDialog
from venue_kiosk.ui.widgets.key_bar import KeyBar, KeyHint
from venue_kiosk.ui.widgets.sentence import Sentence

REASON_WORDS: Final[Sequence[tuple[str, str]]] = (
    ("power_failure", N_("the power or the laptop failed")),
    ("copy_restored", N_("an approved copy was put back")),
    ("disk_fault", N_("the disk is faulty")),
    ("not_known", N_("not known")),
)
"""Codes for the log, with their words."""


class RollbackScreen(BaseDialog[str | None]):
    """Dismisses with the code of a reason, or with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(n), f"choose({n})", show=False) for n in range(1, 5)),
        Binding("escape", "choose(0)", show=False),
    ]

    def __init__(self, error: VaultRolledBackError) -> None:
        super().__init__()
        self._error = error

    def compose(self) -> ComposeResult:
        """Lay out what happened, what to do, reasons and keys."""
        with Vertical(classes="question"):
            yield Sentence()
            yield KeyBar(
                [
                    KeyHint("1-4", N_("go on for this reason"), "choose(1)"),
                    KeyHint("Esc", N_("do not go on"), "choose(0)"),
                ]
            )

    def on_mount(self) -> None:
        """Show the words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Show every word in the current language."""
        lines = [
            f"■ {self._error.message}",
            "",
            _("1. Work on with the paper ledger until this is settled."),
            _("2. Compare the last paper slip: what was recorded after it may be missing."),
            _("3. Tell the security officer, and the ward if anything is missing."),
            "",
            _(
                "Going on is recorded in the log with your id and the reason, and the certificate"
                " of erasure will say that this check failed."
            ),
            "",
            *(f"{n}  {_(words)}" for n, (_code, words) in enumerate(REASON_WORDS, 1)),
        ]
        self.query_one(Sentence).update("\n".join(lines))

    def action_choose(self, number: int) -> None:
        """Go back with the reason, or with nothing."""
        self.dismiss(REASON_WORDS[number - 1][0] if number else None)
