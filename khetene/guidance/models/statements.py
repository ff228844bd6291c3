"""What was said, where and in which document; whom it asks, and what they answered."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import MaterialLanguage
from khetene.guidance.enums import FINISHED, AddresseeGroup, Answer, Recorded, SourceKind, StatementKind, Theme
from khetene.guidance.models.named import MEMBERSHIP, ORGANISATION, PUBLIC
from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.kernel.wiping import WipeableRecord


class SourceDocumentQuerySet(models.QuerySet["SourceDocument"]):
    def guidelines(self) -> SourceDocumentQuerySet:
        """Plans and guidelines in which institutions promise something."""
        return self.filter(kind=SourceKind.GUIDELINE)


class SourceDocument(Record):
    """A document in which statements stand: a report, conclusions, slides, or a plan in which something is promised."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=250)
    year = models.PositiveSmallIntegerField()
    dated = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2, default="lv")
    kind = models.CharField(max_length=10, choices=SourceKind, default=SourceKind.PLATFORM)
    published_by = models.CharField(max_length=120, blank=True)
    address = models.URLField(max_length=300, blank=True)

    objects = SourceDocumentQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)


class StatementQuerySet(models.QuerySet["Statement"]):
    def each_once(self) -> StatementQuerySet:
        """Without those that say the same as another record of the same statement."""
        return self.filter(one_with=None)


class Statement(Record):
    """One thing that was said: a recommendation, a need, a gain. It has no state of its own; its addressees have (D 8)."""

    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=16, choices=StatementKind)
    words = models.TextField(max_length=2000)
    verbatim = models.BooleanField(default=False)
    language = models.CharField(max_length=3, choices=MaterialLanguage, default=MaterialLanguage.LATVIAN, blank=True)
    source = models.ForeignKey(SourceDocument, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    place_in_source = models.CharField(max_length=60, blank=True)
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    occasion = models.CharField(max_length=200, blank=True)
    gathering = models.ForeignKey(
        "gatherings.Gathering", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    said_on = models.DateField(null=True, blank=True)
    year = models.PositiveSmallIntegerField()
    said_by = models.CharField(max_length=120, blank=True)
    may_attribute = models.BooleanField(default=False)
    places = models.ManyToManyField("territory.Territory", related_name="+", blank=True)
    same_as = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="repeated_by")
    recorded = models.CharField(max_length=12, choices=Recorded, blank=True)
    evidence = models.JSONField(default=list, blank=True)
    is_public = models.BooleanField(default=False)
    folded = models.CharField(max_length=4000, editable=False, blank=True)
    recorded_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # What people corrected of what country data tells, and what the source says instead (`correction.Correction`).
    correction = models.JSONField(null=True, blank=True)
    # The same statement was recorded twice: this one is read where the other one stands.
    one_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="recorded_twice")

    objects = StatementQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statement_is_not_one_with_itself",
                condition=Q(one_with=None) | ~Q(one_with=F("id")),
                violation_error_message=_("A statement is not the same as itself."),
            ),
            models.CheckConstraint(
                name="statement_repeats_another_one",
                condition=Q(same_as=None) | ~Q(same_as=F("id")),
                violation_error_message=_("A statement cannot repeat itself."),
            ),
            models.CheckConstraint(
                name="statement_stands_in_a_source_or_was_recorded_here",
                condition=Q(source__isnull=False) | Q(recorded_by__isnull=False),
                violation_error_message=_("Say in which document it stands."),
            ),
            models.CheckConstraint(
                name="participant_agreed_to_be_named_by_capacity",
                condition=~Q(kind=StatementKind.PARTICIPANT) | Q(said_by="") | Q(may_attribute=True),
                violation_error_message=_("Without their agreement it was said by a participant, and nothing more."),
            ),
        ]
        indexes = [models.Index(fields=["-year", "slug"], name="statements_newest_first")]


class StatementTheme(Record):
    """What a statement is about; it may be about several things."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=24, choices=Theme)

    retention = retention.KeptWith("statement", _("To find statements about one thing."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["statement", "theme"], name="statement_has_a_theme_once")]
        indexes = [models.Index(fields=["theme", "statement"], name="statements_of_a_theme")]


class AddressingQuerySet(models.QuerySet["Addressing"]):
    def to_organisation(self, organisation: uuid.UUID) -> AddressingQuerySet:
        return self.filter(organisation_id=organisation)

    def each_once(self) -> AddressingQuerySet:
        """Without those of a statement that is read where another record of it stands."""
        return self.filter(statement__one_with=None)

    def unfinished(self) -> AddressingQuerySet:
        return self.exclude(answer__in=FINISHED)

    def overdue_on(self, day: date) -> AddressingQuerySet:
        """Past their day and unfinished; they stay so until somebody acts."""
        return self.unfinished().filter(due_on__lt=day)


class Addressing(Record):
    """That an organisation was asked: its answer, its day, and what became of it.

    A document may address a group ("all municipalities"); nobody answers for a group until organisations are asked.
    """

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="addressings")
    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    group = models.CharField(max_length=20, choices=AddresseeGroup, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, default=Answer.ASKED)
    answered_on = models.DateField(null=True, blank=True)
    responsible = models.CharField(max_length=120, blank=True)

    objects = AddressingQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "organisation"],
                name="organisation_is_asked_once",
                violation_error_message=_("This organisation was already asked."),
            ),
            models.UniqueConstraint(
                fields=["statement", "group"], condition=~Q(group=""), name="group_is_addressed_once"
            ),
            models.CheckConstraint(
                name="asked_is_an_organisation_or_a_group",
                condition=Q(organisation__isnull=False, group="")
                | Q(organisation=None, answer=Answer.ASKED) & ~Q(group=""),
                violation_error_message=_("Choose an organisation; nobody answers for a whole group."),
            ),
            models.CheckConstraint(
                name="answer_has_a_day",
                condition=Q(answer=Answer.ASKED, answered_on=None) | ~Q(answer=Answer.ASKED),
                violation_error_message=_("An answer has a day."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "answer"], name="asked_of_an_organisation")]


class Step(WipeableRecord):
    """What an addressee or the coordinator said or did about it; added, never changed; it may be wiped."""

    addressing = models.ForeignKey(Addressing, on_delete=models.CASCADE, related_name="steps")
    answer = models.CharField(max_length=12, choices=Answer)
    words = models.TextField(max_length=2000, blank=True)
    evidence = models.URLField(max_length=300, blank=True)
    on = models.DateField()
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    by_coordinator = models.BooleanField(default=False)

    retention = retention.KeptWith("addressing", _("To see what became of a recommendation."))
