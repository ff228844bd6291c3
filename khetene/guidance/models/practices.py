"""Practices: what works somewhere, who wrote it down and changed it, where it was seen and who took it over."""

from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.accounts.enums import Role
from khetene.files.released import ReleasedPicture
from khetene.guidance.enums import ANSWER_FOR_AN_ORGANISATION, AdoptionState, PracticeState
from khetene.guidance.models.named import MEMBERSHIP, ORGANISATION, PUBLIC
from khetene.guidance.models.statements import Statement
from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.models import Record
from khetene.kernel.wiping import WipeableRecord


class PracticeQuerySet(models.QuerySet["Practice"]):
    def published(self) -> Self:
        return self.filter(state=PracticeState.PUBLISHED)

    def public(self) -> Self:
        """Shown to everybody, without signing in."""
        return self.published().filter(is_public=True)

    def visible_to(self, actor: Actor) -> Self:
        """What is published, what the own organisation writes, and for the coordinator what is proposed."""
        seen = Q(state=PracticeState.PUBLISHED)
        if actor.role in ANSWER_FOR_AN_ORGANISATION:
            seen |= Q(owner_id=actor.organisation_key)
        if actor.role == Role.NATIONAL_COORDINATOR:
            seen |= Q(state=PracticeState.PROPOSED)
        return self.filter(seen)


class Practice(Record):
    """Something that works somewhere: in what conditions, for whom, with which effect, and what it would not work without.

    `owner` is the organisation that wrote it down here; what stands in a document of the platform has none.
    """

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    problem = models.TextField(max_length=2000, blank=True)
    context = models.TextField(max_length=2000, blank=True)
    what_was_done = models.TextField(max_length=4000, blank=True)
    who_did_it = models.CharField(max_length=250, blank=True)
    conditions = models.TextField(max_length=2000, blank=True)
    effect = models.TextField(max_length=2000, blank=True)
    evidence = models.TextField(max_length=1000, blank=True)
    evidence_address = models.URLField(max_length=300, blank=True)
    cost = models.CharField(max_length=200, blank=True)
    legal_base = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    places = models.ManyToManyField("territory.Territory", related_name="+", blank=True)
    themes = models.JSONField(default=list)
    seen_at = models.JSONField(default=list, blank=True)
    visited_at = models.ManyToManyField("gatherings.Gathering", related_name="practices", blank=True)
    statements = models.ManyToManyField(Statement, related_name="practices", blank=True)
    note = models.CharField(max_length=250, blank=True)
    folded = models.CharField(max_length=4000, editable=False, blank=True)
    edited_in_product = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=PracticeState, default=PracticeState.PUBLISHED)
    owner = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    is_public = models.BooleanField(default=False)

    objects = PracticeQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="practice_draft_belongs_to_somebody",
                condition=Q(state=PracticeState.PUBLISHED) | Q(owner__isnull=False),
                violation_error_message=_("A draft belongs to an organisation."),
            ),
            models.CheckConstraint(
                name="only_a_published_practice_is_public",
                condition=Q(is_public=False) | Q(state=PracticeState.PUBLISHED),
                violation_error_message=_("Only a published practice can be shown publicly."),
            ),
        ]


class PracticePicture(ReleasedPicture):
    """A picture of a practice, in the silo of the organisation that added it and holds what people agreed to."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="pictures")
    kept_by = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")

    silo_path = "kept_by_id"
    retention = retention.KeptWith(
        "practice", _("To show how a practice looks, as long as those in the picture agree.")
    )

    class Meta(ReleasedPicture.Meta):
        indexes = [models.Index(fields=["practice", "place"], name="pictures_of_a_practice")]


class PracticeChange(WipeableRecord):
    """Who changed what in a practice, with the words that stood there before; added, never changed, but its words may be wiped.

    A draft keeps no earlier words: its organisation alone reads it until it is proposed.
    """

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    before = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=10, choices=PracticeState, blank=True)
    words = models.TextField(max_length=1000, blank=True)
    made_public = models.BooleanField(null=True, blank=True)

    retention = retention.KeptWith("practice", _("To see who changed a practice and what stood there before."))


class Adoption(Record):
    """That an organisation took a practice over, how far it is, and what it changed."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="adoptions")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=AdoptionState)
    since = models.DateField()
    changed = models.TextField(max_length=2000, blank=True)
    result = models.TextField(max_length=2000, blank=True)
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "organisation"],
                name="practice_is_adopted_once_by_each",
                violation_error_message=_("Your organisation is already on the list. Add what is new to it."),
            ),
            models.CheckConstraint(
                name="stopped_adoption_says_why",
                condition=~Q(state=AdoptionState.STOPPED) | ~Q(result=""),
                violation_error_message=_("Say why it was stopped: that is worth as much as a success."),
            ),
        ]
