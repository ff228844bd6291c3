"""The perturbative way, for pages where people cut tables themselves: a little noise, the same for the same people for ever.

Each record has a secret key, a cell's key is the sum of its records' keys, and the cell's key alone picks the noise. The same
people always get the same number, however they were asked for; two groups that differ by one person get unrelated noise, so
subtraction does not tell that one. After J. Marley and V. Leaver (2011); the chances have the largest entropy, as S. Giessing
(2016) proposes. Every cell gets its own noise, so shown parts need not add up to a shown total.
"""

from __future__ import annotations

import hashlib
import hmac
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from khetene.disclosure.enums import Why
from khetene.disclosure.errors import NotAPolicy
from khetene.disclosure.protect import Hidden, Outcome, Shown

KEY_BITS = 64
MODULUS = 1 << KEY_BITS
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Noise:
    """At most `spread` up or down, with this `variance` around zero. Zero stays zero and nothing becomes negative.

    Then `minimum`: what is smaller is hidden; and `base`: what is shown is a multiple of it.
    """

    spread: int = 4
    variance: float = 2.0
    minimum: int = 10
    base: int = 1

    def __post_init__(self) -> None:
        # A single person can become zero or more: with the mean at one, the variance is at most the spread.
        if self.spread < 1 or not 0 < self.variance < self.spread:
            raise NotAPolicy("spread is at least 1, variance above 0 and below the spread.")
        if self.minimum < 0 or self.base < 1:
            raise NotAPolicy("minimum is not negative, base is at least 1.")


def record_key(secret: bytes, record: str) -> int:
    """The secret number of one person. `record` must stay the same for ever, and the secret must never be changed."""
    if len(secret) < SECRET_BYTES:
        raise NotAPolicy(f"The secret needs {SECRET_BYTES} bytes at least.")
    return int.from_bytes(hmac.new(secret, record.encode(), hashlib.sha256).digest()[: KEY_BITS // 8], "big")


def cell_key(keys: Iterable[int]) -> int:
    """The key of the group that these distinct people form; their order plays no part."""
    return sum(keys) % MODULUS


def noise_of(count: int, key: int, noise: Noise) -> int:
    """What is added to a count of people whose cell has this key."""
    if count == 0:
        return 0
    steps, ladder = ladder_of(min(count, noise.spread), noise.spread, noise.variance)
    return steps[min(bisect_right(ladder, key / MODULUS), len(steps) - 1)]


def shown_count(keys: Iterable[int], noise: Noise, *, organisations: int, least_organisations: int = 3) -> Outcome:
    """What a page may say about the people with these keys."""
    people = list(keys)
    if organisations < least_organisations:
        return Hidden(Why.TOO_FEW_ORGANISATIONS)
    number = len(people) + noise_of(len(people), cell_key(people), noise)
    if number < noise.minimum:
        return Hidden(Why.TOO_SMALL)
    return Shown(float(noise.base * ((2 * number + noise.base) // (2 * noise.base))))


@cache
def ladder_of(count: int, spread: int, variance: float) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """Possible steps and the cumulated chances of them, for a count (larger counts than the spread are like the spread)."""
    chances = chances_of(count, spread, variance)
    return tuple(chances), tuple(np.cumsum(list(chances.values())).tolist())


def chances_of(count: int, spread: int, variance: float) -> Mapping[int, float]:
    """Among all distributions over the allowed steps with mean zero and this variance, the one that tells least."""
    steps = np.arange(-min(count, spread), spread + 1)
    moments = np.vstack([steps, steps**2]).astype(np.float64)
    wanted = np.array([0.0, variance])
    pull = np.zeros(2)
    for _ in range(200):
        weights = np.exp(pull @ moments - (pull @ moments).max())
        weights /= weights.sum()
        missing = wanted - moments @ weights
        if np.abs(missing).max() < 1e-12:
            break
        spread_of_moments = (moments * weights) @ moments.T - np.outer(moments @ weights, moments @ weights)
        step = np.linalg.solve(spread_of_moments + 1e-12 * np.eye(2), missing)
        pull = pull + step * min(1.0, 1.0 / float(np.abs(step).max() + 1e-300))
    return dict(zip(steps.tolist(), weights.tolist(), strict=True))
