"""The years for which a work plan can be written: the first mediators of the platform began in 2017."""

from __future__ import annotations

FIRST_YEAR, LAST_YEAR = 2017, 2100
