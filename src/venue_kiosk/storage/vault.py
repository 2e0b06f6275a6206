"""One event folder: label, key slots and the encrypted database."""

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Self, TypeAlias

from venue_kiosk.domain.credential import Credential
from venue_kiosk.errors import NotNowError, VaultDamagedError
from venue_kiosk.i18n import _
from venue_kiosk.ports import TokenSource
from venue_kiosk.services.key_card import card_secret_of
from venue_kiosk.storage.core_tables import CORE_MIGRATIONS
from venue_kiosk.storage.database import BeforeStatement, Database
from venue_kiosk.storage.durable import (
    create_private,
    flush_folder,
    told_as_vault_errors,
)
from venue_kiosk.storage.event_file import (
    EVENT_FILE,
    EventLabel,
    compose_event_label,
    new_event_label,
)
from venue_kiosk.storage.event_folder import (
    DATABASE_FILE,
    SLOT_FILE,
    claim,
    require_whole,
    unfinished_of,
)
from venue_kiosk.storage.head_file import HEAD_FILE, HeadFile, HeadWatch
from venue_kiosk.storage.keys import record_new_keys
from venue_kiosk.storage.lanes import Lane, take_lane
from venue_kiosk.storage.migrations import migrate, refuse_newer
from venue_kiosk.storage.rollback import Remembered, Rollback, find_rollback, remember
from venue_kiosk.storage.rollback_words import rolled_back
from venue_kiosk.storage.row_sums import arm, keep_sums
from venue_kiosk.storage.slot_body import KEY_BYTES, Argon2Parameters, Purpose
from venue_kiosk.storage.slots import STANDARD, SlotFile
from venue_kiosk.storage.sqlite_errors import damaged


class Vault:
    """An opened event; knows the data key, so keep it no longer than needed."""

    def __init__(
        self,
        folder: Path,
        label: EventLabel,
        slots: SlotFile,
        *,
        key: bytes,
        card_secret: bytes = b"",
    ) -> None:
        self.folder = folder
        self.label = label
        self.slots = slots
        """For the witness's signing key; data slots are written with ``write_slot``."""
        self._key = key
        self.rollback: Rollback | None = None
        """What shows that the database is not the one written last; ``database`` refuses then."""
        self._card_secret = card_secret
        self.renewal_was_cut_off = False
        """Whether slots of the former or of the future key were found beside the right one."""

    @classmethod
    def create(
        cls,
        folder: Path,
        credential: Credential,
        *,
        title: str,
        sample: bool,
        at: dt.datetime,
        tokens: TokenSource,
        event_id: str | None = None,
        prepare: "Prepare | None" = None,
        parameters: Argon2Parameters = STANDARD,
    ) -> Self:
        """Make the event ``folder`` with a new key; ``credential`` gets slot 0.

        Everything is made in a folder of another name, which is renamed at the very end:
        ``folder`` is complete or absent. ``prepare`` is given the vault before that.

        Raises:
            RefusedError: the folder exists and is not empty, or an earlier attempt was cut off.
            VaultError: the disk is full or cannot be written; nothing is left behind.
        """
        folder = folder.absolute()
        unfinished = unfinished_of(folder)
        event_id = tokens.octets(16).hex() if event_id is None else event_id
        label = new_event_label(
            event_id, title=title, sample=sample, key_card=bool(credential.card_secret)
        )
        with told_as_vault_errors():
            claim(folder, unfinished)
            try:
                key = tokens.octets(KEY_BYTES)
                slots = SlotFile.create(
                    unfinished / SLOT_FILE, tokens=tokens, parameters=parameters
                )
                slots.write(0, credential, key=key)
                vault = cls(unfinished, label, slots, key=key, card_secret=credential.card_secret)
                _fill(vault, at=at, tokens=tokens)
                if prepare is not None:
                    prepare(vault)
                _finish(vault, folder)
            except BaseException:
                shutil.rmtree(unfinished, ignore_errors=True)
                raise
        slots = cls.slots_in(folder, tokens, parameters)
        return cls(folder, label, slots, key=key, card_secret=credential.card_secret)

    @staticmethod
    def slots_in(folder: Path, tokens: TokenSource, parameters: Argon2Parameters) -> SlotFile:
        """Return the key slots of the event in ``folder``, to be asked before it is open."""
        return SlotFile(folder / SLOT_FILE, tokens=tokens, parameters=parameters)

    @classmethod
    def open(
        cls,
        folder: Path,
        credential: Credential,
        *,
        tokens: TokenSource,
        parameters: Argon2Parameters = STANDARD,
    ) -> Self:
        """Open the event in ``folder``; takes as long as one derivation of a key.

        ``parameters`` are those of slots written later, and of the time a wrong id takes.

        Raises:
            UsageError: the folder is not an event.
            SignInError: the credential was not accepted.
            UsageError: the event needs a key card, and this is none of it.
            VaultError: the event is damaged, read-only, unfinished or from a newer version.
        """
        folder = folder.absolute()
        label = require_whole(folder)
        if label.key_card and not credential.card_secret:
            secret = card_secret_of(credential.card, label.event_id)
            credential = replace(credential, card_secret=secret)
        slots = cls.slots_in(folder, tokens, parameters)
        found = slots.open_all(credential)
        remembered = remember(HeadFile(folder / HEAD_FILE), folder / DATABASE_FILE)
        for slot_no, key in found:
            vault = cls(folder, label, slots, key=key, card_secret=credential.card_secret)
            if vault._fits(remembered):
                vault._drop_other_slots(slot_no, found)
                return vault
        raise _being_renewed() if _has_twins(slots) else damaged()

    def database(self, *, before_statement: BeforeStatement | None = None) -> Database:
        """Open a connection of its own, for the calling thread; the caller closes it.

        Raises:
            VaultRolledBackError: the database is older than what was last seen of it.
        """
        if self.rollback is not None:
            raise rolled_back(self.rollback)
        with told_as_vault_errors():
            self._head_file.begin()
        watch = HeadWatch(self._head_file, self.folder / DATABASE_FILE)
        return self._database(before_statement, watch)

    def unwatched_database(self) -> Database:
        """Open a connection that looks at an older database, or answers for it."""
        return self._database(None, None)

    def _database(
        self, before_statement: BeforeStatement | None, watch: HeadWatch | None
    ) -> Database:
        path = self.folder / DATABASE_FILE
        database = Database.open(path, self._key, watch=watch)
        try:
            arm(database)
        except BaseException:
            database.close()
            raise
        database.before_statement = before_statement
        return database

    def go_on_from(self, count: int, head: bytes) -> None:
        """Take this head of the log for the last one: somebody answers for the rollback."""
        with told_as_vault_errors():
            self._head_file.restart(count, head)
        self.rollback = None

    @property
    def _head_file(self) -> HeadFile:
        return HeadFile(self.folder / HEAD_FILE)

    def credential(self, user_id: str, passphrase: str) -> Credential:
        """Return what somebody would open this event with: the card is already here."""
        return Credential(user_id, passphrase, self._card_secret)

    def adopt(self, key: bytes) -> None:
        """Go on with the key that the database was just encrypted under."""
        self._key = key

    def _fits(self, remembered: Remembered) -> bool:
        try:
            database = self.unwatched_database()
        except VaultDamagedError:
            return False
        with database:
            _require_sound(database, closed_in_order=bool(remembered.same_file))
            self.rollback = find_rollback(remembered, database)
        return True

    def _drop_other_slots(self, slot_no: int, found: Sequence[tuple[int, bytes]]) -> None:
        for other_no, _key in found:
            if other_no != slot_no:
                self.slots.clear(other_no)
                self.renewal_was_cut_off = True

    def write_slot(self, slot_no: int, credential: Credential) -> None:
        """Let ``credential`` open this event from slot ``slot_no`` (0 to 7)."""
        self.slots.write(slot_no, credential, key=self._key)

    def key_to_search_for(self) -> bytes:
        """Return the data key, for the scan after erasure to look for."""
        return self._key

    def take_lane(self, name: str | None = None) -> Lane:
        """Take a lane of this event: see ``lanes.take_lane``."""
        return take_lane(self.folder, name)

    def __repr__(self) -> str:
        return f"Vault({self.label.event_id})"


Prepare: TypeAlias = Callable[[Vault], None]
"""What else a new event needs before it counts as made, such as its programme."""


def _fill(vault: Vault, *, at: dt.datetime, tokens: TokenSource) -> None:
    create_private(vault.folder / DATABASE_FILE, b"")
    HeadFile(vault.folder / HEAD_FILE).create()
    with vault.database() as database:
        migrate(database, CORE_MIGRATIONS, at=at)
        with database.transaction():
            record_new_keys(database, tokens)
            arm(database)
            keep_sums(database, CORE_MIGRATIONS.owner)


def _finish(vault: Vault, folder: Path) -> None:
    create_private(vault.folder / EVENT_FILE, compose_event_label(vault.label))
    flush_folder(vault.folder)
    if folder.exists():
        folder.rmdir()
    vault.folder.rename(folder)
    flush_folder(folder.parent)


def _require_sound(database: Database, *, closed_in_order: bool) -> None:
    # A file known byte for byte needs no long look; else an old page of an index must be found.
    check = "quick_check" if closed_in_order else "integrity_check"
    if database.query(f"PRAGMA {check}(1)") != [("ok",)]:
        raise damaged()
    refuse_newer(database, CORE_MIGRATIONS)


def _has_twins(slots: SlotFile) -> bool:
    holders = [each.user_id for each in slots.holders() if each.purpose is Purpose.DATA_KEY]
    return len(set(holders)) < len(holders)


def _being_renewed() -> NotNowError:
    return NotNowError(
        _("Renewing the event's key was interrupted."),
        _("Whoever renewed it signs in first; then they give you a new passphrase."),
    )
