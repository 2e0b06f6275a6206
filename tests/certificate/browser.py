"""A real browser, driven through its own driver's HTTP on this machine."""

import json
import shutil
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager

FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
MISSING = shutil.which("chromium") is None or shutil.which("chromedriver") is None
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"


class Browser:
    """One session: open pages, choose files, run scripts."""

    def __init__(self, port, folder):
        self._base = f"http://127.0.0.1:{port}"
        options = {"args": [*FLAGS, f"--user-data-dir={folder}"], "binary": "/usr/bin/chromium"}
        asked = {"capabilities": {"alwaysMatch": {"goog:chromeOptions": options}}}
        self._session = self._ask("POST", "/session", asked)["sessionId"]

    def open(self, path):
        self._in_session("POST", "/url", {"url": path.as_uri()})

    def reload(self):
        self._in_session("POST", "/refresh", {})

    def choose(self, selector, *paths):
        self._on(selector, "value", {"text": "\n".join(map(str, paths))})

    def type(self, selector, text):
        self._on(selector, "value", {"text": text})

    def text(self, selector):
        found = self._find(selector)
        return self._in_session("GET", f"/element/{found}/text")

    def run(self, script, *arguments):
        """Run an asynchronous script: it calls its last argument with the answer."""
        body = {"script": script, "args": list(arguments)}
        return self._in_session("POST", "/execute/async", body)

    def patient(self, seconds):
        self._in_session("POST", "/timeouts", {"script": seconds * 1000})

    def screenshot(self):
        return self._in_session("GET", "/screenshot")

    def quit(self):
        self._in_session("DELETE", "")

    def _find(self, selector):
        asked = {"using": "css selector", "value": selector}
        return self._in_session("POST", "/element", asked)[_ELEMENT]

    def _on(self, selector, act, body):
        self._in_session("POST", f"/element/{self._find(selector)}/{act}", body)

    def _in_session(self, method, path, body=None):
        return self._ask(method, f"/session/{self._session}{path}", body)

    def _ask(self, method, path, body=None):
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, content, method=method)
        with urllib.request.urlopen(request, timeout=600) as answer:
            return json.load(answer)["value"]


@contextmanager
def browser(folder):
    """Run a browser with a profile of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    driver = subprocess.Popen(
        ["chromedriver", f"--port={port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait_for(port)
        opened = Browser(port, folder)
        yield opened
        opened.quit()
    finally:
        driver.terminate()
        driver.wait()


def _wait_for(port):
    for _glance in range(200):
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the driver never listened")
