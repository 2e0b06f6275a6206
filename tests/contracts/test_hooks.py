"""A hook without a docstring, a caller, an implementer and a test does not exist."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from venue_kiosk.plugin import hookspecs, hookspecs_ui

ROOT = Path(__file__).resolve().parent.parent.parent
SPECS = {
    name: spec
    for module in (hookspecs, hookspecs_ui)
    for name, spec in inspect.getmembers(module, inspect.isfunction)
    if name.startswith("kiosk_")
}
FORMS = re.compile(
    r"kiosk_(open|closing|hand_over|(register|judge|contribute|find)_[a-z_]+|[a-z_]*ed(_[a-z]+)?)"
)
"""The grammar of the names: each form is a way to fail."""
NOT_DELIVERED: dict[str, str] = {}
"""Hooks that no delivered plugin answers, and why they exist all the same."""


def words(folder: str, *, but: str = "") -> str:
    """Return every Python file below a folder, one after another."""
    paths = (path for path in (ROOT / folder).rglob("*.py") if path.name != but)
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def implemented() -> set[str]:
    """Return the functions of the delivered plugins that are marked as answers."""
    return {
        node.name
        for path in (ROOT / "plugins").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and any(
            isinstance(mark, ast.Name) and mark.id == "hookimpl" for mark in node.decorator_list
        )
    }


DELIVERED = sorted(path.parent.name for path in ROOT.glob("plugins/*/hooks.py"))
CALLER = (ROOT / "src/venue_kiosk/plugin/host.py").read_text(encoding="utf-8")
TESTS = words("tests", but=Path(__file__).name)


def test_there_are_hooks_to_look_at() -> None:
    assert len(SPECS) >= 10


@pytest.mark.parametrize("hook", SPECS)
def test_a_hook_is_named_by_the_way_it_fails(hook: str) -> None:
    assert FORMS.fullmatch(hook)


@pytest.mark.parametrize("hook", SPECS)
def test_a_hook_explains_itself_and_its_arguments(hook: str) -> None:
    spec = SPECS[hook]
    assert (inspect.getdoc(spec) or "").split("\n")[0].endswith(".")
    signature = inspect.signature(spec)
    assert signature.return_annotation is not inspect.Signature.empty
    for parameter in signature.parameters.values():
        assert parameter.annotation is not inspect.Parameter.empty, parameter.name


@pytest.mark.parametrize("hook", SPECS)
def test_the_host_calls_every_hook(hook: str) -> None:
    assert f'"{hook}"' in CALLER


@pytest.mark.parametrize("hook", SPECS)
def test_a_delivered_plugin_answers_every_hook_or_it_is_said_why_none_does(hook: str) -> None:
    assert (hook in implemented()) is (hook not in NOT_DELIVERED)


@pytest.mark.parametrize("hook", SPECS)
def test_every_hook_stands_in_a_test(hook: str) -> None:
    assert re.search(rf"\b{hook}\b", TESTS)


def test_no_plugin_answers_what_nobody_asks() -> None:
    answers = {name for name in implemented() if name.startswith("kiosk_")}
    assert answers - set(SPECS) == set()


@pytest.mark.parametrize("plugin", DELIVERED)
def test_every_delivered_plugin_bears_witness_to_an_erasure(plugin: str) -> None:
    """One that stays silent keeps every certificate from being a PASS."""
    hooks = (ROOT / "plugins" / plugin / "hooks.py").read_text(encoding="utf-8")
    assert "def kiosk_find_residue(" in hooks
