"""Every deed that plugins log has words of its own: the ward reads the log and incident reports."""

import re
from pathlib import Path

import pytest

from plugins.custody.ledger import ACTS
from plugins.custody.slip import STAGES
from venue_kiosk.bootstrap import Installation
from venue_kiosk.i18n import in_language
from venue_kiosk.services.audit_words import name_act, show_act

PLUGINS = Installation.find().plugins_folder
WAYS = {
    "": r'log\.record\(\s*"([a-z_]+)"',
    "childcare_": r'(?:once|_on_stay)\(\s*"([a-z_]+)"',
    "exchange_": r'(?:_book|book)\.change\(\s*"([a-z_]+)"|(?:_reseat|_set_host)\(\s*"([a-z_]+)"',
}


def deeds():
    """Return every code that a plugin's source gives to the log."""
    sources = [path.read_text(encoding="utf-8") for path in Path(PLUGINS).rglob("*.py")]
    found = {
        prefix + next(filter(None, match.groups()))
        for prefix, pattern in WAYS.items()
        for source in sources
        for match in re.finditer(pattern, source)
    }
    found |= {f"custody_{stage}" for stage in STAGES}
    found |= {f"custody_paper_{act}" for act in ACTS}
    return sorted(found | {"survey_given_out", "survey_paper"})


def test_the_sources_were_read():
    assert {"custody_slip", "childcare_pick_up", "exchange_moved", "report_made"} <= set(deeds())


@pytest.fixture(scope="module", autouse=True)
def _plugins():
    installation = Installation.find()
    installation.load_plugins(installation.read_config())


@pytest.mark.parametrize("deed", deeds())
def test_a_deed_has_japanese_words(deed):
    with in_language("ja"):
        assert not re.search(r"[a-z]{3}", show_act(deed))
    with in_language("en"):
        assert show_act(deed) != deed


def test_a_plugin_does_not_rename_what_the_host_does():
    name_act("check_in", ja="別の言葉", en="other words")
    with in_language("en"):
        assert show_act("check_in") == "check-in"
