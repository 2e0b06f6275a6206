"""Firefox, driven over Marionette: its own protocol on a local socket."""

import json
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager

PROGRAM = shutil.which("firefox-esr") or shutil.which("firefox")
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Firefox:
    """One session, with the same words as ``browser.Browser``."""

    def __init__(self, connection):
        self._connection = connection
        self._buffer = b""
        self._number = 0
        self._receive()
        self._ask("WebDriver:NewSession")

    def open(self, path):
        self._ask("WebDriver:Navigate", url=path.as_uri())

    def patient(self, seconds):
        self._ask("WebDriver:SetTimeouts", script=seconds * 1000)

    def run(self, script, *arguments):
        answer = self._ask("WebDriver:ExecuteAsyncScript", script=script, args=list(arguments))
        return answer["value"]

    def choose(self, selector, *paths):
        text = "\n".join(map(str, paths))
        self._ask("WebDriver:ElementSendKeys", id=self._find(selector), text=text)

    def text(self, selector):
        return self._ask("WebDriver:GetElementText", id=self._find(selector))["value"]

    def quit(self):
        self._ask("Marionette:Quit", flags=["eForceQuit"])

    def _find(self, selector):
        found = self._ask("WebDriver:FindElement", using="css selector", value=selector)
        return found["value"][_ELEMENT]

    def _ask(self, name, **values):
        self._number += 1
        message = json.dumps([0, self._number, name, values]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _kind, _number, error, answer = self._receive()
        assert error is None, error
        return answer

    def _receive(self):
        while b":" not in self._buffer:
            self._buffer += self._connection.recv(65_536)
        length, _colon, rest = self._buffer.partition(b":")
        while len(rest) < int(length):
            rest += self._connection.recv(1 << 20)
        self._buffer = rest[int(length) :]
        return json.loads(rest[: int(length)])


@contextmanager
def firefox(folder):
    """Run Firefox with a profile of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder.mkdir()
    (folder / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
    process = subprocess.Popen(
        [PROGRAM, "--headless", "--marionette", "--profile", folder],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        with _connect(port) as connection:
            opened = Firefox(connection)
            yield opened
            opened.quit()
    finally:
        process.terminate()
        process.wait()


def _connect(port):
    for _glance in range(600):
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=300)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("Firefox never listened")
