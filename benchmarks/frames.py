"""Frames a reception camera would give at 1280x720: one code, one set of faults, one seed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.lens import WIDTH, Frame, Scene, develop, render, room_seen
from benchmarks.papers import KINDS, Paper, paper, ticket

FPS = 15
GLARE_SHIFT = 0.42
"""Edges of a 25 mm code a reflection moves for each degree of tilt, at 300 mm."""


@dataclass(frozen=True)
class Shot:
    """One frame and the text in it; ``None`` where there is no code."""

    frame: Frame
    text: str | None


def shoot(scene: Scene, seed: int) -> Shot:
    """Return the frame of ``scene``; the same seed gives the same frame."""
    rng = np.random.default_rng(seed)
    text = ticket(rng)
    return Shot(render(scene, paper(text, scene.kind, rng, postmark=scene.postmark), rng), text)


def empty(seed: int, *, dim: bool) -> Shot:
    """Return a frame that shows the room and no code."""
    rng = np.random.default_rng(seed)
    return Shot(develop(room_seen(rng), 0.02 if dim else 0.6, 80, rng), None)


FAULTS: dict[str, Scene] = {
    "sharp 120 px": Scene(),
    "sharp 45 px (2.1 px a module)": Scene(side=45),
    "defocus r 4": Scene(defocus=4),
    "defocus r 6": Scene(defocus=6),
    "motion 14 px": Scene(motion=14),
    "motion 18 px": Scene(motion=18),
    "tilt 55 deg": Scene(pitch=40, yaw=40),
    "shadow 85 %": Scene(shadow=0.85),
    "glare 40 %": Scene(glare=0.4),
    "glare 60 %": Scene(glare=0.6),
    "low light": Scene(light=0.006),
    "very low light": Scene(light=0.003),
    "postmark": Scene(postmark=0.85),
    "80 px, postmark": Scene(side=80, postmark=0.85),
    "80 px, dim, defocus r 3": Scene(side=80, light=0.02, defocus=3),
    "FAX raster 80 px": Scene(kind="fax", side=80),
    "phone, glare 40 %": Scene(kind="phone", glare=0.4),
    "JPEG 25, 80 px": Scene(side=80, jpeg=25),
}
"""One fault at a time; roll and place are drawn for each frame."""


def fault_shots(name: str, count: int, seed: int) -> Iterator[Shot]:
    """Yield ``count`` frames with the named fault."""
    for index in range(count):
        rng = np.random.default_rng([seed, index, len(name)])
        yield shoot(_placed(FAULTS[name], rng), int(rng.integers(2**31)))


def mixed_shots(count: int, seed: int) -> Iterator[Shot]:
    """Yield frames with all faults drawn together; many cannot be read by anyone, on purpose."""
    for index in range(count):
        rng = np.random.default_rng([seed, index])
        yield shoot(mixed(rng), int(rng.integers(2**31)))


def mixed(rng: np.random.Generator) -> Scene:
    """Draw one scene of the mix."""
    side = float(np.exp(rng.uniform(np.log(70), np.log(400))))
    kind = KINDS[rng.choice(3, p=[0.6, 0.15, 0.25])]
    stamped = kind == "postcard" and rng.random() < 0.3
    return Scene(
        kind=kind,
        side=side,
        at=(rng.uniform(0.25, 0.75), rng.uniform(0.3, 0.7)),
        roll=rng.normal(0, 25) + (180 if rng.random() < 0.15 else 0),
        pitch=rng.normal(0, 15),
        yaw=rng.normal(0, 15),
        defocus=side / 21 * abs(rng.normal(0, 0.45)),
        motion=side / 21 * abs(rng.normal(0, 0.8)),
        motion_angle=rng.uniform(0, 180),
        glare=rng.uniform(0.2, 0.7) if rng.random() < 0.2 else 0.0,
        glare_at=(rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.5)),
        shadow=rng.uniform(0.4, 0.9) if rng.random() < 0.2 else 0.0,
        shadow_angle=rng.uniform(0, 2 * np.pi),
        shadow_at=rng.uniform(-0.3, 0.3),
        slope=(rng.uniform(-0.25, 0.25), rng.uniform(-0.25, 0.25)),
        light=float(np.exp(rng.uniform(np.log(0.004), np.log(0.8)))),
        postmark=rng.uniform(0.5, 0.95) if stamped else 0.0,
        jpeg=int(rng.integers(35, 92)),
    )


def presentation(seed: int, frames: int = 20) -> tuple[str, Iterator[Frame]]:
    """Return the text and the frames of one code that comes in moving, slows, and is held."""
    rng = np.random.default_rng([seed, 7])
    drawn, side = mixed(rng), float(rng.uniform(70, 200))
    held = replace(drawn, side=side, defocus=drawn.defocus * side / drawn.side)
    text = ticket(rng)
    made = paper(text, held.kind, rng, postmark=held.postmark)
    return text, _moving(held, made, rng, frames)


def _moving(held: Scene, made: Paper, rng: np.random.Generator, frames: int) -> Iterator[Frame]:
    """Come in from one side, slow down, then tremble; a reflection wanders as the hand tilts."""
    way = rng.uniform(0, 2 * np.pi)
    along = np.array([np.cos(way), np.sin(way)])
    slow_down = rng.uniform(0.10, 0.30)
    hunt = rng.uniform(0, 5) if rng.random() < 0.4 else 0.0
    shutter = 0.5 if held.light < 0.05 else 0.2
    room, tilt = room_seen(rng), rng.normal(0, 1, 2)
    for index in range(frames):
        away, next_away = (0.9 * np.exp(-(index + i) / FPS / slow_down) for i in (0, 1))
        tilt = 0.9 * tilt + rng.normal(0, 0.45, 2)
        place = np.array(held.at) + away * along + rng.normal(0, 0.002, 2)
        tremor = abs(rng.normal(0, 2.5 * held.side / 120))
        scene = replace(
            held,
            at=tuple(place.tolist()),
            roll=held.roll + away * 40 + rng.normal(0, 1),
            pitch=held.pitch + away * 30 + tilt[0],
            yaw=held.yaw + tilt[1],
            motion=shutter * ((away - next_away) * WIDTH * 0.6 + tremor),
            motion_angle=float(np.rad2deg(way)),
            defocus=0.7 * held.defocus + hunt * float(np.exp(-index / 6)),
            glare_at=tuple((np.array(held.glare_at) + GLARE_SHIFT * tilt[::-1]).tolist()),
        )
        yield render(scene, made, rng, room=room)


def _placed(scene: Scene, rng: np.random.Generator) -> Scene:
    return replace(
        scene,
        roll=rng.uniform(-180, 180),
        at=(rng.uniform(0.3, 0.7), rng.uniform(0.3, 0.7)),
        motion_angle=rng.uniform(0, 180),
        glare_at=(rng.uniform(-0.4, 0.4), rng.uniform(-0.4, 0.4)),
        shadow_angle=rng.uniform(0, 2 * np.pi),
        shadow_at=rng.uniform(-0.3, 0.3),
        slope=(rng.uniform(-0.25, 0.25), rng.uniform(-0.25, 0.25)),
    )
