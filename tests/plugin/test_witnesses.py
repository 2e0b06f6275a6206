"""After an erasure every plugin is asked what of it is left; silence confirms nothing."""

import pytest


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("return []", "confirmed"),
        ("return ['sheets/1.pdf']", "found"),
        ("return None", "not_confirmed"),
        ("1 / 0", "not_confirmed"),
    ],
)
def test_a_plugin_confirms_finds_or_has_not_confirmed(workshop, answer, said, tmp_path):
    workshop.write(
        "witness",
        declares=f"""
        @hookimpl
        def kiosk_find_residue(event): {answer}
        """,
    )
    host = workshop.venue("witness").open().host
    assert host.residue(tmp_path) == {"witness": said}


def test_a_plugin_that_is_not_asked_has_not_confirmed(workshop, tmp_path):
    workshop.write("silent")
    assert workshop.venue("silent").open().host.residue(tmp_path) == {"silent": "not_confirmed"}


def test_delivered_plugins_look_into_their_workspace(venue):
    host = venue.open().host
    assert set(host.residue(venue.event).values()) == {"confirmed"}
    for name in host.names:
        left = venue.event / "files" / name / "left.pdf"
        left.parent.mkdir(parents=True)
        left.write_bytes(b"x")
        assert host.residue(venue.event)[name] == "found"
