"""Photographs in documents: the right way up, never higher than a page, with the words for who cannot see them."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from khetene.files.pictures import PNG, measured, turn_of, without_turn
from khetene.kernel.documents import Picture
from khetene.proposals.reads import ReportedPicture

WIDEST, HIGHEST = 11.0, 15.0  # centimetres
_PLACED = {
    90: "translate({high} 0) rotate(90)",
    180: "translate({wide} {high}) rotate(180)",
    270: "translate(0 {wide}) rotate(270)",
}


def drawn(pictures: Sequence[ReportedPicture]) -> list[Picture]:
    """Ready for Word, and as a drawing with the photograph inside for PDF."""
    return [_drawn(one) for one in pictures]


def _drawn(one: ReportedPicture) -> Picture:
    wide, high = measured(one.content)
    turn, content = turn_of(one.content), without_turn(one.content)
    seen_wide, seen_high = (high, wide) if turn in (90, 270) else (wide, high)
    across = min(WIDEST, HIGHEST * seen_wide / seen_high)
    return Picture(
        question=one.caption,
        words=one.shows,
        svg=_svg(content, wide, high, turn),
        png=content,
        centimetres=across * wide / seen_wide,
        turn=turn,
    )


def _svg(content: bytes, wide: int, high: int, turn: int) -> str:
    """A drawing as wide as a column; what is higher than a page stands in it with room at its right."""
    seen_wide, seen_high = (high, wide) if turn in (90, 270) else (wide, high)
    kind = "png" if content.startswith(PNG) else "jpeg"
    held = base64.b64encode(content).decode()
    placed = _PLACED.get(turn, "").format(wide=wide, high=high)
    room = max(seen_wide, round(seen_high * WIDEST / HIGHEST))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {room} {seen_high}" width="{room}" height="{seen_high}">'
        f'<image width="{wide}" height="{high}" transform="{placed}" href="data:image/{kind};base64,{held}"/></svg>'
    )
