"""A world with one of everything, for tests that walk all pages."""

from __future__ import annotations

from django.conf import settings

from khetene.programmes import actions as programmes
from tests.factories.accounts import MembershipFactory, actor_of
from tests.factories.directory import OrganisationFactory
from tests.factories.guidance import coordinator
from tests.house.world import mediators, platform, projects, school, silo
from tests.house.world.canary import CANARY

__all__ = ["CANARY", "made"]
# What an address takes that is the key of nothing.
WORDS = {
    "signature": "not-a-signature",
    "key": "need-x",
    "kind": "accompaniment",
    "language": "lv",
    "answer": "fits",
}


def made():
    """One silo with one of everything, Ieva at work in it, and the keys of all that."""
    programmes.load_country(settings.COUNTRY_FOLDER)
    house = OrganisationFactory(kind="school")
    ieva = MembershipFactory(organisation=house, role="case_worker")
    supervisor = MembershipFactory(organisation=house, role="supervisor")
    mediator = actor_of(MembershipFactory(organisation=house, role="mediator"))
    janis = coordinator()
    there = school.school_at(house)
    seat = platform.seat_of(janis)
    gathering = platform.meeting_of(janis, seat["person_id"])
    keys = joined(
        {"organisation_id": house.pk, "membership_id": ieva.pk, **WORDS},
        silo.case_of(ieva),
        silo.sheet_of(ieva),
        mediators.noted_by(mediator, ieva),
        mediators.post_of(mediator, janis),
        mediators.plan_of(mediator),
        school.supported(there),
        school.reduced_by(there),
        school.staffed(there),
        seat,
        gathering,
        platform.surveyed(janis, gathering["gathering_id"]),
        platform.heard_by(janis, supervisor),
        platform.measured_by(janis),
        projects.run_by(janis),
        projects.written_by(supervisor),
    )
    return {"house": house, "ieva": ieva, "supervisor": supervisor, "inese": there.inese, "keys": keys}


def joined(*parts):
    """All keys; a name that stands for two things would let a page be tried with the wrong one."""
    keys = {}
    for part in parts:
        twice = keys.keys() & part.keys()
        assert not twice, f"given twice: {sorted(twice)}"
        keys |= part
    return keys
