"""A run that is cut off anywhere goes on to the right end, and is never certified before."""

import os
import shutil
from functools import partialmethod
from pathlib import Path

import pytest

from tests.certificate.asking import ask_json
from tests.erasure.closing import TOTALS
from tests.erasure.test_erasing import FINAL
from venue_kiosk.errors import KioskError, RefusedError, VaultError

EVERY = int(os.environ.get("KIOSK_CUT_EVERY", "12"))
"""1 cuts at every flush to the disk; the suite takes every twelfth."""


class Cut(BaseException):
    """The power went off."""


class Flushes:
    """Counts flushes to the disk and cuts the run off at one of them."""

    def __init__(self, monkeypatch):
        self.count = 0
        self.cut_at = None
        self._flush = os.fsync
        monkeypatch.setattr(os, "fsync", self._counted)

    def _counted(self, descriptor):
        self.count += 1
        if self.count == self.cut_at:
            raise Cut
        self._flush(descriptor)


@pytest.fixture
def flushes(monkeypatch):
    return Flushes(monkeypatch)


@pytest.fixture
def fresh(closing, tmp_path):
    """Put event and medium back as they were before the erasure."""
    shutil.copytree(closing.event, tmp_path / "kept")

    def restore():
        for folder in (closing.event, closing.medium):
            shutil.rmtree(folder)
        shutil.copytree(tmp_path / "kept", closing.event)
        closing.medium.mkdir()

    return restore


def is_certified(closing):
    return (closing.medium / "erasure-certificate.json").exists()


def test_cut_off_at_any_flush_it_is_taken_up_again_and_ends_right(closing, flushes, fresh):
    flushes.count = 0
    closing.erase()
    total = flushes.count
    assert total > 40
    last_ones = range(total - 9, total + 1)  # where what remains is put in its place
    for cut_at in sorted({*range(1, total + 1, EVERY), *last_ones}):
        fresh()
        flushes.count, flushes.cut_at = 0, cut_at
        with pytest.raises(Cut):
            closing.erase()
        flushes.cut_at = None
        began = (closing.medium / "erasure-started.json").exists()
        was_signed = is_certified(closing)
        if was_signed:
            assert ask_json(closing.medium / "erasure-certificate.json")["verdict"] == "PASS"
        if not (closing.medium / "closing-keys.bin").exists() and was_signed:
            continue  # cut off in the very last flush: all was done
        certificate = closing.erase()
        assert certificate.verdict == "PASS", (cut_at, certificate.reasons)
        assert certificate.record.resumed == int(began and not was_signed)
        assert closing.on_medium() == FINAL
        assert closing.event.joinpath("totals.json").read_bytes() == TOTALS
        with pytest.raises(RefusedError):
            closing.erase()


def test_cut_off_twice_it_counts_two_resumptions(closing, flushes):
    for cut_at in (25, 5):
        flushes.count, flushes.cut_at = 0, cut_at
        with pytest.raises(Cut):
            closing.erase()
    flushes.cut_at = None
    certificate = closing.erase()
    assert (certificate.verdict, certificate.record.resumed) == ("PASS", 2)
    assert certificate.scan.needles_by_kind.data_key == 0


def test_cut_off_again_while_the_record_is_made_anew_it_still_goes_on(closing, monkeypatch):
    replace = Path.replace

    def cut_with_record(part, target, *, there):
        if target.name != "erasure-started.json":
            return replace(part, target)
        if there:
            replace(part, target)
        raise Cut

    for there in (True, False):
        monkeypatch.setattr(Path, "replace", partialmethod(cut_with_record, there=there))
        with pytest.raises(Cut):
            closing.erase()
        assert (closing.event / "vault.db").exists()
        closing.venue.clock.tick(60)
    monkeypatch.setattr(Path, "replace", replace)
    assert closing.erase().verdict == "PASS"
    assert closing.on_medium() == FINAL


@pytest.mark.parametrize("error", [28, 30, 5])
def test_a_medium_that_fills_or_goes_stops_the_run_and_loses_nothing(closing, monkeypatch, error):
    write = os.open
    allowed = iter(range(9))

    def refuse(path, flags, *rest, **options):
        on_medium = closing.medium.name in os.fspath(path) and flags & os.O_WRONLY
        if on_medium and next(allowed, None) is None:
            raise OSError(error, "no")
        return write(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(VaultError) as caught:
        closing.erase()
    assert "medium" in caught.value.message or "媒体" in caught.value.message
    assert not is_certified(closing)
    monkeypatch.setattr(os, "open", write)
    assert closing.erase().verdict == "PASS"


def test_a_medium_that_cannot_be_written_at_first_destroys_nothing(closing, monkeypatch):
    closing.medium.rmdir()
    with pytest.raises(KioskError):
        closing.erase()
    closing.venue.open().close()


def test_a_medium_full_from_the_start_destroys_nothing(closing, monkeypatch):
    write = os.open

    def refuse(path, flags, *rest, **options):
        if closing.medium.name in os.fspath(path) and flags & os.O_WRONLY:
            raise OSError(28, "no space")
        return write(path, flags, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(VaultError):
        closing.erase()
    monkeypatch.setattr(os, "open", write)
    closing.venue.open().close()
