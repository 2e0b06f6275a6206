"""A run of notices is whole or absent, in order, counted, and stoppable."""

import stat
from pathlib import Path

import pytest

from plugins.notice import printing
from tests.plugins.notice.notices import contact, press, programme, recipient
from tests.plugins.notice.pages import pages, payload
from venue_kiosk.domain.attendee import Channel, Decision
from venue_kiosk.errors import ConfigError, KioskError, NotNowError, RefusedError

PEOPLE = [recipient(number) for number in range(1, 8)]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_many_people_come_in_several_files_in_their_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printing, "SHEETS_A_FILE", 3)
    told: list[tuple[int, int]] = []
    made = press().make(
        Channel.FAX, PEOPLE, tmp_path, progress=lambda done, total: told.append((done, total))
    )
    assert [path.name for path in made.files] == ["fax-01.pdf", "fax-02.pdf", "fax-03.pdf"]
    printed = [payload(page.picture) for path in made.files for page in pages(path, 100)]
    assert printed == [ticket for _who, ticket in PEOPLE]
    assert told == [(0, 7), (3, 7), (6, 7), (7, 7)]


@pytest.mark.parametrize("channel", [Channel.HAGAKI, Channel.FAX, Channel.WEB])
def test_a_stopped_run_leaves_nothing_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, channel: Channel
) -> None:
    monkeypatch.setattr(printing, "SHEETS_A_FILE", 3)
    monkeypatch.setattr(printing, "MAILS_A_STEP", 3)

    class StoppedError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 6:
            raise StoppedError

    press().make(channel, PEOPLE[:1], tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    with pytest.raises(StoppedError):
        press().make(channel, PEOPLE, tmp_path, replace=True, progress=stop)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_notices_are_never_overwritten_unasked(tmp_path: Path) -> None:
    press().make(Channel.WEB, PEOPLE, tmp_path)
    with pytest.raises(RefusedError):
        press().make(Channel.WEB, PEOPLE[:1], tmp_path)
    assert len(_names(tmp_path)) == 7
    press().make(Channel.WEB, PEOPLE[:1], tmp_path, replace=True)
    assert _names(tmp_path) == [f"{PEOPLE[0][0].attendee.reception_no}.eml"]


def test_what_is_replaced_is_overwritten_where_it_lay(tmp_path: Path) -> None:
    [mail] = press().make(Channel.WEB, PEOPLE[:1], tmp_path).files
    with mail.open("rb") as held:
        size = len(held.read())
        press().make(Channel.WEB, PEOPLE[:1], tmp_path, replace=True)
        held.seek(0)
        assert held.read() == bytes(size)
    assert mail.read_bytes().startswith(b"Subject:")


def test_what_a_killed_run_left_behind_is_removed(tmp_path: Path) -> None:
    (tmp_path / "postcard-front-09.pdf.part").write_bytes(b"somebody's address")
    press().make(Channel.FAX, PEOPLE[:1], tmp_path)
    assert _names(tmp_path) == ["fax-01.pdf"]


def test_only_the_owner_may_read_the_files(tmp_path: Path) -> None:
    made = press().make(Channel.HAGAKI, PEOPLE[:1], tmp_path)
    assert {stat.S_IMODE(path.stat().st_mode) for path in made.files} == {0o600}


def test_the_undecided_and_the_withdrawn_get_no_notice(tmp_path: Path) -> None:
    people = [
        recipient(1),
        recipient(2, decision=Decision.UNDECIDED),
        recipient(3, decision=Decision.WITHDRAWN),
    ]
    made = press().make(Channel.HAGAKI, people, tmp_path)
    assert made.made == 1
    assert [one.reception_no for one in made.left_out] == [
        each[0].attendee.reception_no for each in people[1:]
    ]


def test_nobody_to_tell_is_no_file_and_no_error(tmp_path: Path) -> None:
    made = press().make(Channel.HAGAKI, [], tmp_path)
    assert (made.made, made.files, made.left_out) == (0, (), ())


@pytest.mark.parametrize("channel", [Channel.HAGAKI, Channel.FAX, Channel.WEB])
def test_a_programme_without_a_phone_number_is_refused_clearly(
    tmp_path: Path, channel: Channel
) -> None:
    with pytest.raises(ConfigError) as refused:
        press(programme(contact=contact(phone="　"))).make(channel, PEOPLE, tmp_path)
    assert "contact.phone" in refused.value.message


def test_a_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(NotNowError):
        press().make(Channel.FAX, PEOPLE, tmp_path / "taken")


@pytest.mark.parametrize("channel", [Channel.HAGAKI, Channel.FAX, Channel.WEB])
def test_missing_texts_are_named(tmp_path: Path, channel: Channel) -> None:
    with pytest.raises(KioskError) as refused:
        press(texts=tmp_path / "none").make(channel, PEOPLE, tmp_path / "out")
    assert ".typ" in refused.value.message or ".txt" in refused.value.message
