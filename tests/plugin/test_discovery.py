"""Only plugins that are listed, whole and unchanged run on this laptop."""

import importlib.util
import os
import subprocess
import sys
from importlib.machinery import EXTENSION_SUFFIXES
from pathlib import Path

import pytest

from venue_kiosk.bootstrap import Installation
from venue_kiosk.cli.trust import record_digests
from venue_kiosk.config import read_kiosk_config
from venue_kiosk.errors import ConfigError
from venue_kiosk.plugin.discovery import load_module
from venue_kiosk.plugin.manifest import folder_digest

MANIFEST = 'name = "{name}"\nversion = "1"\napi = {api}\ntitle_ja = "見本"\ntitle_en = "Sample"\n'


def refused(workshop, *names, entries=None):
    with pytest.raises(ConfigError) as caught:
        workshop.find(*names, entries=entries)
    return caught.value.message


# -- trust ---------------------------------------------------------------------------------


def change_a_byte(folder):
    path = folder / "hooks.py"
    path.write_bytes(path.read_bytes().replace(b"import os", b"import  os"))


def add_a_file(folder):
    (folder / "extra.py").write_text("", encoding="utf-8")


def remove_a_file(folder):
    (folder / "__init__.py").unlink()


def rename_a_file(folder):
    (folder / "hooks.py").rename(folder / "hooks2.py")


CHANGES = [
    change_a_byte,
    add_a_file,
    remove_a_file,
    rename_a_file,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: each.__name__)
def test_a_changed_plugin_is_refused_by_name_before_its_code_runs(workshop, change):
    folder = workshop.write("changed")
    workshop.write("honest")
    entries = workshop.entries("honest", "changed")
    change(folder)
    message = refused(workshop, entries=entries)
    assert message == "Plugin changed is not the one that was trusted."
    assert "plugins.changed" not in sys.modules


@pytest.mark.parametrize(
    ("file", "to_delete"),
    [
        ("hooks.pyc", "hooks.pyc"),
        (f"hooks{EXTENSION_SUFFIXES[0]}", f"hooks{EXTENSION_SUFFIXES[0]}"),
        ("deeper/hooks.pyd", "deeper/hooks.pyd"),
        ("__pycache__/hooks.cpython-311.pyc", "__pycache__"),
        ("deeper/__pycache__/gone.cpython-311.pyc", "deeper/__pycache__"),
    ],
)
def test_compiled_code_in_a_plugin_is_refused_and_never_trusted(workshop, file, to_delete):
    folder = workshop.write("honest")
    entries = workshop.entries("honest")
    (folder / file).parent.mkdir(parents=True, exist_ok=True)
    (folder / file).write_bytes(b"anything")
    with pytest.raises(ConfigError) as caught:
        workshop.find(entries=entries)
    assert caught.value.message == f"Plugin honest holds compiled code: {file}"
    assert caught.value.hint.endswith(f"Delete plugins/honest/{to_delete}")
    assert "plugins.honest" not in sys.modules
    settings = workshop.root / "config" / "kiosk.toml"
    with settings.open("a", encoding="utf-8") as lines:
        lines.write(f'\n[[plugins]]\nname = "honest"\nsha256 = "{"0" * 64}"\n')
    with pytest.raises(ConfigError, match="holds compiled code"):
        record_digests(Installation(root=workshop.root))
    assert "0" * 64 in settings.read_text(encoding="utf-8")


def test_a_module_that_a_folder_hides_is_refused_and_named(workshop):
    folder = workshop.write("honest")
    (folder / "hooks").mkdir()
    (folder / "hooks" / "__init__.py").touch()
    with pytest.raises(ConfigError, match=r"Plugin honest has one module twice: hooks\.py"):
        workshop.entries("honest")


@pytest.mark.parametrize("file", ["json.py", "venue_kiosk/__init__.py", "random.pyc"])
def test_what_would_stand_in_for_pythons_or_the_hosts_modules_is_refused(workshop, file):
    workshop.write("honest")
    (workshop.root / file).parent.mkdir(exist_ok=True)
    (workshop.root / file).touch()
    named = Path(file).parts[0]
    said = f"{named} stands in the way of a module of Python or of the kiosk."
    assert refused(workshop, "honest") == said


def plant(source, code):
    """Write compiled code that Python takes for that of ``source``."""
    stale = Path(importlib.util.cache_from_source(str(source)))
    stale.parent.mkdir()
    stat = source.stat()
    evil = compile(code, str(source), "exec")
    stale.write_bytes(
        importlib._bootstrap_external._code_to_timestamp_pyc(evil, int(stat.st_mtime), stat.st_size)
    )


@pytest.mark.parametrize("module", ["hooks", "__init__"])
def test_compiled_code_that_claims_to_be_of_the_source_is_never_run(workshop, module, monkeypatch):
    folder = workshop.write("honest")
    entries = workshop.entries("honest")
    plant(folder / f"{module}.py", "import os; os.environ['EVIL_RAN'] = 'yes'")
    assert "holds compiled code" in refused(workshop, entries=entries)
    monkeypatch.syspath_prepend(str(workshop.root))
    assert hasattr(load_module(folder, "hooks"), "Living")
    assert "EVIL_RAN" not in os.environ


@pytest.mark.parametrize(
    ("how", "said"), [("begin_from_source('plugins', call)", "source"), ("loads(call)()", "evil")]
)
def test_nor_by_a_process_that_a_plugin_starts(workshop, how, said):
    source = workshop.write("honest") / "work.py"
    source.write_text("def work(): print('source')", encoding="utf-8")
    plant(source, "def work(): print('evil')")
    child = f"""
import sys
from pickle import loads
from venue_kiosk.bytecode import begin_from_source
sys.path.insert(0, {str(workshop.root)!r})
call = b"cplugins.honest.work\\nwork\\n."
{how}
"""
    ran = subprocess.run([sys.executable, "-c", child], capture_output=True, check=True)
    assert ran.stdout.decode().strip() == said


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("__init__.py", '"""Plugins."""\nimport os'),
        ("__init__.py", "this is no Python"),
        ("helper.py", ""),
        (f"honest{EXTENSION_SUFFIXES[0]}", ""),
        ("honest.pyc", ""),
    ],
)
def test_code_in_the_plugins_folder_that_belongs_to_no_plugin_is_refused(workshop, name, source):
    workshop.write("honest")
    (workshop.plugins / name).write_text(source, encoding="utf-8")
    assert refused(workshop, "honest") == f"plugins/{name} holds code that belongs to no plugin."


def test_a_digest_tells_apart_trees_of_the_same_bytes(tmp_path):
    trees = [
        {"a.py": b"12", "b.py": b"3"},
        {"a.py": b"1", "b.py": b"23"},
        {"a.py": b"123"},
        {"b.py": b"12", "a.py": b"3"},
        {"a.py": b"12", "sub/b.py": b"3"},
        {"a.py": b"b.py3"},
        {"a.py": b"", "b.py": b"3"},
        {},
    ]
    digests = set()
    for number, tree in enumerate(trees):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, content in tree.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
        digests.add(folder_digest(folder))
    assert len(digests) == len(trees)


def test_a_folder_below_a_cache_folder_is_digested_all_the_same(tmp_path):
    folder = tmp_path / "__pycache__" / "plugin"
    folder.mkdir(parents=True)
    empty = folder_digest(folder)
    (folder / "hooks.py").write_text("changed", encoding="utf-8")
    assert folder_digest(folder) != empty


@pytest.mark.parametrize("target", ["hooks.py", "..", "nowhere"])
def test_a_link_in_a_plugin_is_refused_and_named(workshop, target):
    folder = workshop.write("linked")
    entries = workshop.entries("linked")
    (folder / "stray").symlink_to(target)
    assert refused(workshop, entries=entries) == "Plugin linked holds a link: stray"


# -- what is listed ------------------------------------------------------------------------


def test_plugins_come_in_the_order_of_the_settings(workshop):
    for name in ("alpha", "beta", "gamma"):
        workshop.write(name)
    assert [each.name for each in workshop.find("gamma", "alpha")] == ["gamma", "alpha"]
    assert "plugins.beta" not in sys.modules


def test_a_missing_plugin_is_named(workshop):
    workshop.write("there")
    entries = workshop.entries("there")
    workshop.plugins.joinpath("there").rename(workshop.plugins / "elsewhere")
    assert refused(workshop, entries=entries) == "Plugin there is missing."


def test_a_plugin_listed_twice_is_refused(workshop):
    workshop.write("twice")
    assert "twice" in refused(workshop, "twice", "twice")


@pytest.mark.parametrize(
    ("manifest", "said"),
    [
        (MANIFEST.format(name="other", api=1), "plugins/own/plugin.toml names another plugin"),
        (MANIFEST.format(name="own", api=2), "plugins/own/plugin.toml is wrong"),
        (MANIFEST.format(name="own", api=1) + "colour = 1", "colour"),
        ('name = "own"', "plugins/own/plugin.toml is wrong"),
        ("not toml", "plugins/own/plugin.toml is wrong"),
    ],
)
def test_a_manifest_must_be_the_plugins_own_for_this_contract(workshop, manifest, said):
    workshop.write("own", manifest=manifest)
    assert said in refused(workshop, "own")
    assert "plugins.own" not in sys.modules


def test_a_plugin_without_a_manifest_is_refused(workshop):
    (workshop.write("bare") / "plugin.toml").unlink()
    assert "plugin.toml" in refused(workshop, "bare")


@pytest.mark.parametrize("name", ["core", "sqlite"])
def test_no_plugin_takes_the_name_of_the_hosts_own_tables(workshop, name):
    workshop.write(name)
    assert refused(workshop, name) == f"No plugin may be called {name}."


@pytest.mark.parametrize("name", ["a_b", "Core", "../other", "", "1st"])
def test_the_settings_take_no_name_that_a_plugin_cannot_have(workshop, name):
    path = workshop.root / "config" / "kiosk.toml"
    digest = "0" * 64
    path.write_text(
        f'format = "venue-kiosk-config/1"\n[[plugins]]\nname = "{name}"\nsha256 = "{digest}"',
        encoding="utf-8",
    )
    with pytest.raises(ConfigError, match="plugins"):
        read_kiosk_config(path)


# -- loading -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("import nothing_of_that_name", "ModuleNotFoundError"),
        ("this is no Python", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
    ],
)
def test_a_plugin_that_cannot_be_loaded_is_named(workshop, source, kind):
    workshop.write("broken", hooks=source)
    assert refused(workshop, "broken") == f"Plugin broken cannot be loaded: {kind}"


def test_a_package_of_the_same_name_elsewhere_cannot_stand_in(workshop, tmp_path, monkeypatch):
    workshop.write("honest")
    entries = workshop.entries("honest")
    other = tmp_path / "other" / "plugins" / "honest"
    other.mkdir(parents=True)
    for path in (other.parent / "__init__.py", other / "__init__.py", other / "hooks.py"):
        path.touch()
    monkeypatch.syspath_prepend(str(tmp_path / "other"))
    assert refused(workshop, entries=entries) == "Another package hides plugin honest."
