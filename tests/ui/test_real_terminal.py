"""The kiosk on a real terminal: strange bytes, signals, developer switches."""

import os
import signal
import subprocess
import sys

import pytest

RUN = """
import os, sys
from venue_kiosk.i18n import use_language
use_language("en")
from venue_kiosk.ui.base_app import BaseApp
from venue_kiosk.ui.textual_hacks import quiet_descriptor_2
class Kiosk(BaseApp):
    def on_mount(self):
        os.write(2, b"noise")
        print("ready", file=sys.__stdout__, flush=True)
    def on_key(self, event):
        print("key", event.key, file=sys.__stdout__, flush=True)
    def on_unmount(self):
        print("unmounted", file=sys.__stdout__, flush=True)
quiet_descriptor_2(os.open(os.devnull, os.O_WRONLY))
app = Kiosk()
app.run()
print("ended", app.return_code, flush=True)
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_on_a_real_terminal_strange_bytes_signals_and_developer_switches_do_no_harm(
    tmp_path, number
):
    import pty

    main, side = pty.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TEXTUAL_LOG": str(tmp_path / "log"),
        "TEXTUAL_DEBUG": "1",
        "TERM": "xterm-256color",
    }
    kiosk = subprocess.Popen(
        [sys.executable, "-c", RUN],
        stdin=side,
        stdout=subprocess.PIPE,
        stderr=side,
        cwd=tmp_path,
        env=environment,
        start_new_session=True,
    )
    os.close(side)
    try:
        assert b"ready" in kiosk.stdout.readline()
        painted = os.read(main, 65536)
        os.write(main, b"\x82\xffz")  # bytes of another encoding, then a key
        assert any(b"key z" in line for line in iter(kiosk.stdout.readline, b""))
        kiosk.send_signal(number)
        rest = kiosk.stdout.read().decode()
        assert kiosk.wait(10) == 0
    finally:
        kiosk.kill()
        kiosk.wait()
        kiosk.stdout.close()
        os.close(main)
    assert "unmounted" in rest
    assert "ended 0" in rest
    assert b"noise" not in painted
    assert list(tmp_path.iterdir()) == []
