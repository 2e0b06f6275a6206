"""Calling plugins one by one, each kind of hook with its own way to fail."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Final, TypeVar

import pluggy

from venue_kiosk.api import (
    Attendee,
    CheckIn,
    Commands,
    DataItem,
    GreetingLine,
    Kiosk,
    KioskError,
    Material,
    MigrationSet,
    Missing,
    Objection,
    Paper,
    Papers,
    StatusLine,
)
from venue_kiosk.errors import ConfigError
from venue_kiosk.i18n import _, current_language
from venue_kiosk.plugin import hookspecs, hookspecs_ui
from venue_kiosk.plugin.discovery import FoundPlugin
from venue_kiosk.plugin.gaps import (
    failed_judge,
    failed_step_judge,
    greeting_gap,
    paper_gap,
    status_gap,
)
from venue_kiosk.plugin.handing_over import take_material
from venue_kiosk.ports.erasure import WitnessAnswer

_Answer = TypeVar("_Answer")

_OPENING: Final = "kiosk_open"
_WITNESS: Final = "kiosk_find_residue"
_DECLARING: Final = "kiosk_register_"


class PluginHost:
    """The plugins of this kiosk, declared at first and living after ``open``.

    It is the services' ``Listeners``: what plugins hear and say goes through here.
    """

    def __init__(self, found: Sequence[FoundPlugin]) -> None:
        self.found = tuple(found)
        self.living: dict[str, object] = {}
        """The living objects by plugin name; empty before ``open``."""
        self._declared = _hooks((plugin.name, plugin.hooks) for plugin in found)
        self._alive = _hooks([], living=True)
        self._failures: list[str] = []

    @property
    def names(self) -> Sequence[str]:
        """The plugins' names in order."""
        return [plugin.name for plugin in self.found]

    def data_items(self) -> Sequence[DataItem]:
        """Return every plugin's declarations, each owned by its plugin.

        Raises:
            ConfigError: a plugin failed to declare, or claims a table that is not its own.
        """
        items = []
        for name, declared in self._declare("kiosk_register_data_items"):
            for item in _each(DataItem, declared, name):
                if item.table is not None and not item.table.startswith(f"{name}_"):
                    raise ConfigError(
                        _("Plugin {name} claims the table {table}.", name=name, table=item.table),
                        _("Take the plugin out of kiosk.toml."),
                    )
                items.append(replace(item, owner=name))
        return items

    def migrations(self) -> Sequence[MigrationSet]:
        """Return the plugins' tables.

        Raises:
            ConfigError: a plugin failed to declare, or its set belongs to another owner.
        """
        sets = []
        for name, declared in self._declare("kiosk_register_migrations"):
            if not isinstance(declared, MigrationSet) or declared.owner != name:
                raise not_startable(name)
            sets.append(declared)
        return sets

    def register_commands(self, commands_for: Callable[[str], Commands]) -> None:
        """Let every plugin add its commands.

        Raises:
            ConfigError: a plugin failed.
        """
        for name, register in self._implementations(self._declared, "kiosk_register_commands"):
            _started(name, register, commands=commands_for(name))

    def open(self, kiosk_for: Callable[[FoundPlugin], Kiosk]) -> None:
        """Bring every plugin to life.

        Raises:
            ConfigError: a plugin failed to open, or its object cannot answer.
        """
        living = []
        for name, opener in self._implementations(self._declared, _OPENING):
            plugin = next(each for each in self.found if each.name == name)
            living.append((name, _started(name, opener, kiosk=kiosk_for(plugin))))
        self._alive = _hooks(living, living=True)
        self.living = dict(living)

    def register_screens(self, screens: object, modules: Sequence[tuple[str, ModuleType]]) -> None:
        """Let every plugin with a screen half add its screens.

        Raises:
            ConfigError: a plugin failed.
        """
        hooks = _hooks(modules, specifications=hookspecs_ui)
        for name, register in self._implementations(hooks, "kiosk_register_screens"):
            _started(name, register, screens=screens)

    def judge_check_in(
        self, attendee: Attendee, at: dt.datetime
    ) -> Sequence[tuple[str, Objection]]:
        """Return objections with the name of who objects; a failing plugin objects."""
        return list(
            self._ask("kiosk_judge_check_in", Objection, failed_judge, attendee=attendee, at=at)
        )

    def judge_closing(self) -> Sequence[Missing]:
        """Return what stands in the way of closing; a failing plugin objects."""
        return self._judge_step("kiosk_judge_closing")

    def judge_hand_over(self) -> Sequence[Missing]:
        """Return what stands in the way of handing over; a failing plugin objects."""
        return self._judge_step("kiosk_judge_hand_over")

    def greetings(self, attendee: Attendee) -> Sequence[GreetingLine]:
        """Return the lines plugins add to the verdict; a failing plugin leaves a visible gap."""
        answers = self._ask(
            "kiosk_contribute_greeting", GreetingLine, greeting_gap, attendee=attendee
        )
        return [line for _name, line in answers]

    def checked_in(self, attendee: Attendee, check_in: CheckIn) -> None:
        """Tell of a committed check-in."""
        self._tell("kiosk_checked_in", attendee=attendee, check_in=check_in)

    def check_in_revoked(self, attendee: Attendee, check_in: CheckIn) -> None:
        """Tell of a committed revocation."""
        self._tell("kiosk_check_in_revoked", attendee=attendee, check_in=check_in)

    def status_lines(self) -> Sequence[StatusLine]:
        """Return the plugins' lines for the home screen."""
        answers = self._ask("kiosk_contribute_status", StatusLine, status_gap)
        return [line for _name, line in answers]

    def residue(self, event: Path) -> dict[str, WitnessAnswer]:
        """Ask every plugin what of it is left of an erased event; silence confirms nothing."""
        answers: dict[str, WitnessAnswer] = dict.fromkeys(self.names, "not_confirmed")
        for name, find in self._implementations(self._declared, _WITNESS):
            try:
                left = _call(find, event=event)
            except Exception:  # noqa: BLE001, S112 - a witness that fails has not confirmed
                continue
            if isinstance(left, Sequence):
                answers[name] = "found" if left else "confirmed"
        return answers

    def papers(self) -> Sequence[Paper]:
        """Return what plugins have to print; a failing plugin leaves a visible gap."""
        answers = self._ask("kiosk_contribute_papers", Papers, paper_gap)
        return [paper for _name, each in answers for paper in each.papers]

    def material(self) -> Sequence[tuple[str, Material]]:
        """Return what plugins hand over to the ward; one that fails stops it, by name."""
        hooks = self._implementations(self._alive, "kiosk_hand_over")
        return [(name, take_material(self.title(name), hook)) for name, hook in hooks]

    def take_failures(self) -> Sequence[str]:
        """Return the plugins that failed to hear something since the last call, for staff."""
        failures, self._failures = self._failures, []
        return failures

    def title(self, name: str) -> str:
        """Return a plugin's title in the current language."""
        manifest = next(plugin.manifest for plugin in self.found if plugin.name == name)
        return manifest.title_ja if current_language() == "ja" else manifest.title_en

    def _ask(
        self,
        hook: str,
        kind: type[_Answer],
        gap: Callable[[str, str], _Answer],
        **values: object,
    ) -> Iterator[tuple[str, _Answer]]:
        """Yield each plugin's answer, silent ones left out.

        A plugin that raises, or answers with another kind of thing, gets ``gap(name, words)``.
        """
        for name, implementation in self._implementations(self._alive, hook):
            try:
                answer = _call(implementation, **values)
            except Exception as error:  # noqa: BLE001 - one plugin must not silence the others
                answer = error
            if isinstance(answer, kind):
                yield name, answer
            elif answer is not None:
                yield name, gap(name, _("{plugin} could not answer.", plugin=self.title(name)))

    def _judge_step(self, hook: str) -> Sequence[Missing]:
        answers = self._ask(hook, Missing, failed_step_judge)
        return [replace(missing, owner=name) for name, missing in answers]

    def _tell(self, hook: str, **values: object) -> None:
        for name, hear in self._implementations(self._alive, hook):
            try:
                _call(hear, **values)
            except Exception:  # noqa: BLE001 - what happened has happened; staff are told
                self._failures.append(name)

    def _declare(self, hook: str) -> Iterator[tuple[str, Any]]:
        for name, declare in self._implementations(self._declared, hook):
            yield name, _started(name, declare)

    def _implementations(
        self, hooks: pluggy.PluginManager, hook: str
    ) -> Sequence[tuple[str, pluggy.HookImpl]]:
        """Return a hook's implementations in the order of the settings."""
        found = {impl.plugin_name: impl for impl in getattr(hooks.hook, hook).get_hookimpls()}
        return [(name, found[name]) for name in self.names if name in found]


def _hooks(
    plugins: Iterable[tuple[str, object]],
    *,
    living: bool = False,
    specifications: ModuleType = hookspecs,
) -> pluggy.PluginManager:
    """Register what modules declare, or what living objects answer; one kind is not the other."""
    manager = pluggy.PluginManager("venue_kiosk")
    manager.add_hookspecs(specifications)
    for name, plugin in plugins:
        try:
            manager.register(plugin, name)
            manager.check_pending()
        except (pluggy.PluginValidationError, ValueError) as error:
            raise not_startable(name) from error
        hooks = manager.get_hookcallers(plugin) or []
        # A judge that stands where nobody asks would let everybody in.
        if plugin is None or any(living is _is_declaring(hook.name) for hook in hooks):
            raise not_startable(name)
    return manager


def _is_declaring(hook: str) -> bool:
    return hook in {_OPENING, _WITNESS} or hook.startswith(_DECLARING)


def _each(kind: type[_Answer], declared: object, name: str) -> Sequence[_Answer]:
    if not isinstance(declared, Sequence):
        raise not_startable(name)
    items = [each for each in declared if isinstance(each, kind)]
    if len(items) < len(declared):
        raise not_startable(name)
    return items


def _call(implementation: pluggy.HookImpl, **values: object) -> Any:
    return implementation.function(*(values[name] for name in implementation.argnames))


def _started(name: str, implementation: pluggy.HookImpl, **values: object) -> Any:
    try:
        return _call(implementation, **values)
    except KioskError:
        raise
    except Exception as error:
        raise not_startable(name) from error


def not_startable(name: str) -> ConfigError:
    """Compose the error for a plugin whose mistake keeps the kiosk from starting."""
    return ConfigError(
        _("Plugin {name} cannot start.", name=name), _("Take it out of kiosk.toml, or correct it.")
    )
