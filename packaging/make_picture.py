"""Draw docs/desk.png: the demo's desk while its camera sees a notice.

python packaging/make_picture.py
"""

import asyncio
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from venue_kiosk.config import CameraConfig
from venue_kiosk.demo.camera import pretend_camera
from venue_kiosk.demo.event import demo_installation, make_demo_event
from venue_kiosk.demo.run import compose_demo_app
from venue_kiosk.ui.picture import screen_svg, svg_png
from venue_kiosk.ui.screen_text import screen_text

ROOT = Path(__file__).resolve().parent.parent
FONTS = [
    *sorted((ROOT / "packaging" / "fonts").glob("*.ttf")),
    *sorted((ROOT / "src" / "venue_kiosk" / "fonts").glob("*.ttf")),
    *(Path(str(path)) for path in files("pylopdf_fonts_jp").iterdir() if path.name.endswith("otf")),
]
SIZE = (100, 26)
SEED = 5
WAIT_S = 60.0


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        maker = demo_installation(CameraConfig(source="off"))
        event = make_demo_event(maker, Path(folder) / "d", attendees=60, seed=SEED, say=print)
        with pretend_camera(event.notices, seed=SEED, fps=15, steps=24, most=40) as address:
            app = compose_demo_app(demo_installation(CameraConfig(source=address)), event)

            async def take(_pilot: Pilot[Any]) -> None:
                for _wait in range(int(WAIT_S / 0.05)):
                    shown = screen_text(app)
                    if app.opened.desk.counts().present > 8 and "○" in shown and "さま" in shown:
                        break
                    await asyncio.sleep(0.05)
                svg = screen_svg(app)
                (ROOT / "docs" / "desk.png").write_bytes(svg_png(svg, FONTS))
                app.exit()

            app.run(headless=True, size=SIZE, auto_pilot=take)


if __name__ == "__main__":
    main()
