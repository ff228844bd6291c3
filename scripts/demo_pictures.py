"""Draws the pictures of the demonstration anew: `python scripts/demo_pictures.py`. Invented rooms, and nobody in them."""

from __future__ import annotations

import json
from pathlib import Path

import typst

DEMO = Path(__file__).resolve().parents[1] / "demo"
WIDE, HIGH = 640, 400
BOOKS = ("#7a3b2e", "#2f5d62", "#c08a3e", "#4b4e6d", "#8f9e6b", "#a2543a", "#35524a", "#b7a27a")
PAGE = """#set page(width: {wide}pt, height: {high}pt, margin: 0pt)
#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)"""


def main() -> None:
    for name, inside in (("reading-room", _reading_room()), ("song-evening", _song_evening())):
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {HIGH}" width="{WIDE}" height="{HIGH}">'
        page = PAGE.format(wide=WIDE, high=HIGH).encode()
        made = typst.compile(page, format="png", ppi=108, sys_inputs={"drawing": f"{head}{inside}</svg>"})
        (DEMO / f"{name}.png").write_bytes(bytes(made))
        print(json.dumps({name: len(made)}))


def _box(x: int, y: int, wide: int, high: int, colour: str, more: str = "") -> str:
    return f'<rect x="{x}" y="{y}" width="{wide}" height="{high}" fill="{colour}" {more}/>'


def _room(wall: str, floor: str) -> str:
    return _box(0, 0, WIDE, 290, wall) + _box(0, 290, WIDE, 110, floor)


def _window(x: int) -> str:
    sky = _box(x, 50, 130, 120, "#cfe3ea", 'stroke="#8a6f4d" stroke-width="8"')
    return sky + _box(x + 62, 50, 6, 120, "#8a6f4d") + _box(x, 107, 130, 6, "#8a6f4d")


def _shelf(x: int, y: int) -> str:
    """A board with books of different heights."""
    books = "".join(
        _box(x + 8 + number * 25, y - 40 - number * 7 % 18, 19, 40 + number * 7 % 18, BOOKS[(number + y) % len(BOOKS)])
        for number in range(8)
    )
    return books + _box(x, y, 216, 9, "#6b4a2f")


def _chair(x: int, y: int) -> str:
    legs = _box(x + 3, y, 6, 48, "#5b3f28") + _box(x + 45, y, 6, 48, "#5b3f28")
    return _box(x, y - 62, 54, 44, "#9c6b3f", 'rx="6"') + legs + _box(x, y - 8, 54, 12, "#7f5632", 'rx="4"')


def _lamp(x: int) -> str:
    shade = f'<path d="M {x - 36} 78 L {x + 36} 78 L {x + 20} 38 L {x - 20} 38 Z" fill="#d9a441"/>'
    return _box(x - 2, 0, 4, 40, "#444444") + shade


def _table(x: int, wide: int) -> str:
    legs = _box(x + 14, 270, 12, 78, "#6b4a2f") + _box(x + wide - 26, 270, 12, 78, "#6b4a2f")
    return legs + _box(x, 256, wide, 16, "#8a6f4d", 'rx="3"')


def _open_book(x: int) -> str:
    left = (
        f'<path d="M {x} 252 L {x} 238 Q {x + 18} 230 {x + 36} 240 L {x + 36} 256 Z" fill="#fbf7ec" stroke="#7a6a55"/>'
    )
    right = (
        f'<path d="M {x + 72} 252 L {x + 72} 238 Q {x + 54} 230 {x + 36} 240 L {x + 36} 256 Z" '
        'fill="#f4edda" stroke="#7a6a55"/>'
    )
    return left + right


def _reading_room() -> str:
    shelves = "".join(_shelf(390, y) for y in (110, 180, 250))
    table = _table(70, 270) + _open_book(110) + _open_book(220)
    return (
        _room("#efe6d2", "#c9ad86") + _window(110) + shelves + _lamp(205) + _chair(96, 320) + table + _chair(250, 330)
    )


def _song_evening() -> str:
    chairs = "".join(_chair(60 + number * 92, 312 + 14 * (number % 2)) for number in range(6))
    stand = _box(314, 190, 8, 110, "#444444") + _box(268, 150, 100, 62, "#fbf7ec", 'stroke="#7a6a55" stroke-width="3"')
    lines = "".join(_box(278, 164 + 12 * number, 80, 2, "#7a6a55") for number in range(4))
    notes = "".join(
        f'<circle cx="{288 + 20 * number}" cy="{168 + 11 * (number % 3)}" r="5" fill="#35524a"/>' for number in range(4)
    )
    return _room("#dfe6e0", "#b89a78") + _window(40) + _window(470) + _lamp(318) + stand + lines + notes + chairs


if __name__ == "__main__":
    main()
