"""Which reports there are."""

from dataclasses import dataclass
from typing import Final

from venue_kiosk.api import N_, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of report."""

    name: str
    """As the command calls it."""
    title: str
    """Message id."""
    ja: str
    """Its title for the ward, whatever language the screen shows."""
    task: Task
    paper: str = ""
    """The kind of ``Paper`` that it sets in type; empty for reports of this plugin's own."""

    @property
    def template(self) -> str:
        """File name in the folder of the texts."""
        return f"report_{self.name.replace('-', '_')}.typ"


KINDS: Final = (
    Kind(
        name="performance",
        title=N_("Performance report"),
        ja="実績報告書",
        task=Task.SEE_COUNTS,
    ),
    Kind(
        name="handling",
        title=N_("Handling status report"),
        ja="個人情報取扱状況報告書",
        task=Task.SEE_LOG,
    ),
    Kind(name="handlers", title=N_("Handlers' report"), ja="取扱責任者等報告書", task=Task.SEE_LOG),
    Kind(
        name="carry-out",
        title=N_("Carry-out slips"),
        ja="持ち出し確認票",
        task=Task.SEE_LOG,
        paper="carry_out_slip",
    ),
    Kind(
        name="ledger",
        title=N_("Paper ledger"),
        ja="紙媒体管理簿",
        task=Task.SEE_LOG,
        paper="paper_ledger",
    ),
    Kind(
        name="preflight",
        title=N_("Pre-flight check"),
        ja="開場前点検票",
        task=Task.SEE_LOG,
        paper="preflight",
    ),
    Kind(
        name="inspection",
        title=N_("Inspection record"),
        ja="立入調査記録",
        task=Task.SEE_LOG,
        paper="inspection",
    ),
    Kind(
        name="incident",
        title=N_("Incident report"),
        ja="事故報告書",
        task=Task.SEE_LOG,
        paper="incident",
    ),
)
TOTALS: Final = "totals"
"""The frozen numbers, as JSON."""


def kind_of(name: str) -> Kind:
    """Return the kind called ``name``; KeyError when there is none."""
    return next(each for each in KINDS if each.name == name)
