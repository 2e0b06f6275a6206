"""The way from a flat picture to a camera's frame: room, light, lens, sensor and compression."""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from benchmarks.papers import Kind, Light, Paper

WIDTH, HEIGHT = 1280, 720
FULL_WELL = 6000.0
"""Electrons of a small webcam's pixel at full white."""
READ_NOISE = 4.0
MAX_GAIN = 12.0

Frame = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Scene:
    """Everything that decides one frame; lengths are pixels of the frame."""

    kind: Kind = "postcard"
    side: float = 120.0
    """The code's edge without quiet zone, facing the camera."""
    at: tuple[float, float] = (0.5, 0.5)
    """The code's middle as a share of the frame."""
    roll: float = 0.0
    pitch: float = 0.0
    yaw: float = 0.0
    """Degrees."""
    defocus: float = 0.0
    """Radius of the disk a point becomes."""
    motion: float = 0.0
    """How far the code moves while the shutter is open."""
    motion_angle: float = 0.0
    glare: float = 0.0
    """Width of a saturated reflection as a share of the code's edge."""
    glare_at: tuple[float, float] = (0.0, 0.0)
    """The reflection's middle, from the code's, as a share of its edge."""
    shadow: float = 0.0
    """How much light a hard shadow across the code takes."""
    shadow_angle: float = 0.0
    shadow_at: float = 0.0
    """The shadow's edge, from the code's middle, as a share of the code's edge."""
    slope: tuple[float, float] = (0.0, 0.0)
    """How much brighter the room is at the frame's right and lower edge than at the other."""
    light: float = 0.5
    """Exposure of white paper as a share of the pixel's full well."""
    postmark: float = 0.0
    jpeg: int = 80


def render(
    scene: Scene, made: Paper, rng: np.random.Generator, *, room: Light | None = None
) -> Frame:
    """Return what the camera sees of ``made``, in BGR."""
    seen = (room_seen(rng) if room is None else room).copy()
    _lay(seen, scene, made)
    _shade(seen, scene)
    _blur(seen, scene)
    return develop(seen, scene.light, scene.jpeg, rng)


def _lay(seen: Light, scene: Scene, made: Paper) -> None:
    """Project the paper into the room, at twice the resolution to keep its edges honest."""
    onto = _projection(scene, made)
    height, width = made.picture.shape
    outline = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    quad = cv2.perspectiveTransform(outline[None], onto)[0]
    left, top = np.maximum(np.floor(quad.min(axis=0)).astype(int), 0)
    right, bottom = np.minimum(np.ceil(quad.max(axis=0)).astype(int), (WIDTH, HEIGHT))
    if right <= left or bottom <= top:
        return
    to_part = np.array([[2, 0, -2 * left], [0, 2, -2 * top], [0, 0, 1]], np.float64)
    size = (int(right - left), int(bottom - top))
    flat = cv2.GaussianBlur(made.picture, (0, 0), _spread(made, scene))
    double = (2 * size[0], 2 * size[1])
    part = cv2.warpPerspective(flat, to_part @ onto, double, flags=cv2.INTER_LINEAR)
    mask = cv2.warpPerspective(np.ones_like(flat), to_part @ onto, double, flags=cv2.INTER_LINEAR)
    part, mask = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (part, mask))
    under = seen[top:bottom, left:right]
    under[:] = under * (1 - mask) + part * mask


def _spread(made: Paper, scene: Scene) -> float:
    """Return the blur that keeps the flat picture free of moire once it is this small."""
    edge = float(np.linalg.norm(made.corners[1] - made.corners[0]))
    return max(0.35 * edge / (2 * scene.side), 0.3)


def _projection(scene: Scene, made: Paper) -> npt.NDArray[np.float64]:
    """Return the matrix from the flat picture to the frame; the camera is 900 pixels away."""
    edge = float(np.linalg.norm(made.corners[1] - made.corners[0]))
    middle = made.corners.mean(axis=0)
    x, y, z = (np.deg2rad(angle) for angle in (scene.pitch, scene.yaw, scene.roll))
    about_x = np.array([[1, 0, 0], [0, np.cos(x), -np.sin(x)], [0, np.sin(x), np.cos(x)]])
    about_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    about_z = np.array([[np.cos(z), -np.sin(z), 0], [np.sin(z), np.cos(z), 0], [0, 0, 1]])
    turned = about_z @ about_x @ about_y
    focal = 900.0
    flat = np.array([[1, 0, -middle[0]], [0, 1, -middle[1]], [0, 0, edge / scene.side]])
    world = np.column_stack([turned[:, 0], turned[:, 1], [0, 0, focal]])
    camera = np.array(
        [[focal, 0, scene.at[0] * WIDTH], [0, focal, scene.at[1] * HEIGHT], [0, 0, 1.0]]
    )
    return camera @ world @ flat


def room_seen(rng: np.random.Generator) -> Light:
    """Return a wall, furniture, people and lettered posters, with some texture."""
    coarse = rng.uniform(0.05, 0.6, (5, 8)).astype(np.float32)
    room = cv2.resize(coarse, (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
    for _thing in range(14):
        left, top = int(rng.integers(0, WIDTH)), int(rng.integers(0, HEIGHT))
        size = rng.integers(20, 350, 2)
        end = (left + int(size[0]), top + int(size[1]))
        tone = float(rng.uniform(0.02, 0.8))
        if rng.random() < 0.5:
            cv2.rectangle(room, (left, top), end, tone, -1)
        else:
            axes = (int(size[0] // 2), int(size[1] // 2))
            cv2.ellipse(room, (left, top), axes, float(rng.uniform(0, 180)), 0, 360, tone, -1)
    for _poster in range(3):
        _letter(room, rng)
    texture = cv2.GaussianBlur(rng.random((HEIGHT, WIDTH), np.float32), (0, 0), 2) - 0.5
    return np.clip(cv2.GaussianBlur(room, (0, 0), 1.5) * (1 + 0.6 * texture), 0.01, 1)


def _letter(room: Light, rng: np.random.Generator) -> None:
    """Write something as dense as Japanese on a poster, which looks a little like a code."""
    left, top, size = int(rng.integers(0, WIDTH)), int(rng.integers(0, HEIGHT)), rng.integers(6, 22)
    paper, ink = (0.75, 0.05) if rng.random() < 0.7 else (0.06, 0.7)
    cv2.rectangle(room, (left, top), (left + 9 * int(size), top + 9 * int(size)), paper, -1)
    for row, column in np.ndindex(7, 7):
        corner = np.array([left + (column + 1) * size, top + (row + 1) * size])
        for ends in rng.integers(0, int(size * 0.8), (4, 2, 2)) + corner:
            cv2.line(room, ends[0].tolist(), ends[1].tolist(), ink, max(int(size) // 8, 1))


def _shade(seen: Light, scene: Scene) -> None:
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    x, y = columns - scene.at[0] * WIDTH, rows - scene.at[1] * HEIGHT
    seen *= (1 + scene.slope[0] * x / WIDTH + scene.slope[1] * y / HEIGHT).astype(np.float32)
    if scene.shadow:
        angle, off = scene.shadow_angle, scene.shadow_at * scene.side
        edge = np.cos(angle) * x + np.sin(angle) * y + off
        seen *= 1 - scene.shadow * np.clip(edge / 6 + 0.5, 0, 1)
    if scene.glare:
        u = x / scene.side - scene.glare_at[0]
        v = y / scene.side - scene.glare_at[1]
        reach = (u**2 + (1.3 * v) ** 2) / (scene.glare / 2) ** 2
        seen += 2.5 * np.exp(-(reach**1.5) * 0.7).astype(np.float32)


def _blur(seen: Light, scene: Scene) -> None:
    if scene.defocus > 0.3:
        cv2.filter2D(seen, -1, _disk(scene.defocus), dst=seen)
    if scene.motion > 0.5:
        cv2.filter2D(seen, -1, _streak(scene.motion, scene.motion_angle), dst=seen)


def _disk(radius: float) -> Light:
    reach = int(np.ceil(radius)) + 1
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disk = np.clip(radius + 0.5 - np.hypot(x, y), 0, 1).astype(np.float32)
    return disk / disk.sum()


def _streak(length: float, angle: float) -> Light:
    size = 2 * int(np.ceil(length / 2)) + 3
    kernel = np.zeros((size * 4, size * 4), np.float32)
    step = np.array([np.cos(np.deg2rad(angle)), np.sin(np.deg2rad(angle))]) * length * 2
    middle = np.array([size * 2, size * 2])
    ends = [tuple(round(float(v)) for v in middle + way * step) for way in (-1, 1)]
    cv2.line(kernel, ends[0], ends[1], 1.0, 4)
    small = cv2.resize(kernel, (size, size), interpolation=cv2.INTER_AREA)
    return small / small.sum()


def develop(seen: Light, light: float, jpeg: int, rng: np.random.Generator) -> Frame:
    """Expose, add shot and read noise, amplify as far as a webcam does, and compress."""
    electrons = np.clip(seen, 0, 4) * (FULL_WELL * light)
    noise = rng.standard_normal(seen.shape, np.float32) * np.sqrt(electrons + READ_NOISE**2)
    gain = min(0.75 / light, MAX_GAIN)
    linear = np.clip((electrons + noise) * (gain / FULL_WELL), 0, 1)
    grey = (255 * linear ** (1 / 2.2) + 0.5).astype(np.uint8)
    packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, jpeg])[1]
    return cv2.cvtColor(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), cv2.COLOR_GRAY2BGR)
