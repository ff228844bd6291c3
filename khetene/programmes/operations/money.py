"""Dividing cents among sources so that nothing is lost: the parts always add up to the whole."""

from __future__ import annotations

from collections.abc import Sequence


def split(cents: int, weights: Sequence[int]) -> list[int]:
    """`cents` by weight; what rounding leaves over goes, cent by cent, to the largest remainders (D 10 #26)."""
    whole = sum(weights)
    if not whole:
        raise ValueError("There is nothing to divide by.")
    parts = [cents * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: (-(cents * weights[n] % whole), n))
    for number in by_remainder[: cents - sum(parts)]:
        parts[number] += 1
    return parts
