"""Limits against guessing hold over all processes of a site."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.drills.conftest import PATIENCE_SECONDS, Site, rows


def guess(site: Site, *, wrong: int, right: int = 0) -> str:
    site.run("-m", "tests.drills.guesser", str(site.folder / "said"), str(wrong), str(right))
    return (site.folder / "said").read_text()


@pytest.mark.parametrize(("first", "second", "answer"), [(1, 1, "in"), (3, 2, "refused")])
def test_wrong_passwords_are_counted_over_processes(site: Site, first: int, second: int, answer: str):
    guess(site, wrong=first)
    guess(site, wrong=second)

    assert guess(site, wrong=0, right=1) == answer


def test_processes_that_guess_at_the_same_moment_get_no_guess_more(site: Site):
    guessers = [site.start("-m", "tests.drills.guesser", str(site.folder / f"said{n}"), "5", "0") for n in range(2)]
    assert [guesser.wait(PATIENCE_SECONDS) for guesser in guessers] == [0, 0]

    verbs = Counter(
        value for row in rows(site.url, "kernel_auditentry") for value in row if str(value).startswith("user.sign")
    )
    assert verbs["user.sign_in_failed"] <= 5
    assert sum(verbs.values()) == 10


def test_no_address_of_a_network_lies_in_the_table(site: Site):
    guess(site, wrong=1)

    keys = [str(value) for row in rows(site.url, "kernel_cacheentry") for value in row]
    assert keys
    assert [key for key in keys if "127.0.0.1" in key or "anna" in key] == []
