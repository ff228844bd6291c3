"""The text that names the funder: its slots in braces are all filled, or nothing comes out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from khetene.projects.errors import SlotIsEmpty

_SLOT = re.compile(r"\{([a-z_]+)\}")


def slots_of(text: str) -> list[str]:
    """The names of its slots, each once, in the order of the text."""
    return list(dict.fromkeys(_SLOT.findall(text)))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with every slot filled. Raises SlotIsEmpty, which names all the empty ones."""
    given = {name: " ".join(values.get(name, "").split()) for name in slots_of(text)}
    empty = [name for name, value in given.items() if not value]
    if empty:
        raise SlotIsEmpty(empty)
    return _SLOT.sub(lambda slot: given[slot[1]], text)
