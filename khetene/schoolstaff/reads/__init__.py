"""What people look at about posts, papers and groups of a school."""

from khetene.schoolstaff.reads.groups import (
    GroupPage,
    GroupRow,
    SessionRow,
    group_page,
    group_payers,
    groups,
    measures_taken,
    measures_to_name,
)
from khetene.schoolstaff.reads.posts import (
    PostPage,
    PostRow,
    open_posts,
    payer_choices,
    post_kinds,
    post_page,
    posts,
    questions,
)
from khetene.schoolstaff.reads.totals import (
    OwnYear,
    hours_of_groups,
    own_year,
    posts_by_kind,
    schools_by_measure,
    titles_of_measures,
)

__all__ = [
    "GroupPage",
    "GroupRow",
    "OwnYear",
    "PostPage",
    "PostRow",
    "SessionRow",
    "group_page",
    "group_payers",
    "groups",
    "hours_of_groups",
    "measures_taken",
    "measures_to_name",
    "open_posts",
    "own_year",
    "payer_choices",
    "post_kinds",
    "post_page",
    "posts",
    "posts_by_kind",
    "questions",
    "schools_by_measure",
    "titles_of_measures",
]
