"""Words of the rules: codes only, the faces say them in people's language."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a cell counts: whole persons, or an amount such as hours or euros."""

    COUNT = "count"
    MAGNITUDE = "magnitude"


class Why(StrEnum):
    """Why a number is hidden. Not measured and zero are other things and have no such code."""

    TOO_SMALL = "too_small"
    TOO_FEW_ORGANISATIONS = "too_few_organisations"
    DOMINATED = "dominated"
    PROTECTS_ANOTHER = "protects_another"
    # Where a reason itself would tell too much ("each of these six is small, and so is their sum").
    WITHHELD = "withheld"


class Zeros(StrEnum):
    """What happens to a zero that could have been something else."""

    HIDDEN = "hidden"
    SHOWN = "shown"
    # Hidden where all people of a group stand in one category, so that the zeros beside it speak about each of them.
    HIDDEN_WHERE_TELLING = "hidden_where_telling"


class Attacker(StrEnum):
    """Who tries to work a hidden cell out. Everybody reads all that is shown, the reasons and the rule."""

    OUTSIDER = "outsider"
    ACQUAINTANCE = "acquaintance"
    ORGANISATION = "organisation"
