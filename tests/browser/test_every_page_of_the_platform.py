"""The other half of the walk over every page, so that two processes share it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.test_every_page import BESIDE_CASES, AtWork, walk

pytestmark = pytest.mark.browser


def test_every_page_of_those_who_coordinate_and_decide(at_work: AtWork, of_this_run: Path) -> None:
    walk(BESIDE_CASES, at_work, of_this_run)
