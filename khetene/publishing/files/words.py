"""What stands beside all open data: licence, whose they are, how to cite them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from khetene.kernel import clock

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "Khetene"


def citation(content: dict[str, Any], published_at: datetime, address: str) -> str:
    """One line for a list of sources."""
    title, period, number = content["title"]["lv"], content["period_title"], content["number"]
    day = published_at.astimezone(clock.HOME)
    return f"{ATTRIBUTION}. {title}, {period}. {number}. izdevums, {day:%d.%m.%Y}. CC BY 4.0. {address}"
