"""Kill an erasure at random instants and take it up again until it ends (real processes).

python packaging/kill_erasure.py [--times 200] [--seed 1]
"""

import argparse
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

from tests.certificate.asking import ask_json  # noqa: E402 - the root comes first
from tests.erasure.closing import Closing  # noqa: E402
from venue_kiosk.errors import KioskError  # noqa: E402
from venue_kiosk.testing import Venue  # noqa: E402


def erase_in_child(closing, after):
    """Erase in a process of its own, killed ``after`` seconds; return whether it was."""
    child = os.fork()
    if child == 0:
        try:
            closing.erase()
        except BaseException:  # noqa: BLE001 - the child only reports
            os._exit(3)
        os._exit(0)
    if after is None:
        return os.waitpid(child, 0)[1] == 0
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    dice = random.Random(chosen.seed)
    work = Path(tempfile.mkdtemp(prefix="kills-"))
    tally, resumed = Counter(), Counter()
    with pytest.MonkeyPatch.context() as patch, Venue(work / "venue") as venue:
        closing = Closing(venue, patch, people=50)
        shutil.copytree(closing.event, work / "kept")
        began = time.monotonic()
        closing.erase()  # also loads everything once, so that a child begins at once
        whole = time.monotonic() - began
        for _run in range(chosen.times):
            for folder in (closing.event, closing.medium):
                shutil.rmtree(folder)
            shutil.copytree(work / "kept", closing.event)
            closing.medium.mkdir()
            kills = 0
            while erase_in_child(closing, dice.uniform(0, 0.6 * whole)) and kills < 3:
                kills += 1
                path = closing.medium / "erasure-certificate.json"
                if path.exists():
                    tally["signed before the kill"] += 1
                    assert ask_json(path)["verdict"] == "PASS"
                    break
            try:
                closing.erase()
            except KioskError:
                tally["had ended"] += 1
            answer = ask_json(closing.medium / "erasure-certificate.json", "--require-pass")
            tally["PASS and valid" if answer["exit"] == 0 else "WRONG"] += 1
            tally["kills"] += kills
            content = (closing.medium / "erasure-certificate.json").read_text("utf-8")
            resumed[content.split('"resumed": ')[1].split(",")[0]] += 1
    shutil.rmtree(work)
    print(f"{chosen.times} erasures, one alone takes {whole:.2f} s: {dict(tally)}")
    print(f"taken up again n times: {dict(sorted(resumed.items()))}")
    return tally["WRONG"] > 0


if __name__ == "__main__":
    sys.exit(main())
