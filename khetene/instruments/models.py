"""Questionnaires with versions; evaluations of mediation and contributions to the overview, by field, and sealed answers."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.instruments.enums import Domain, PartLanguage, PartState, Purpose
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record
from khetene.kernel.translated import TranslatedTextField

QUESTIONS_ONLY = _("Questions only; it holds nothing about a person.")


class Instrument(Record):
    """A questionnaire under its form_id; what is asked lies in its versions."""

    slug = models.SlugField(max_length=80, unique=True)
    title = TranslatedTextField()

    retention = retention.Permanent(QUESTIONS_ONLY)


class InstrumentVersion(Record):
    """What one file asked. It never changes: answers are read with the questions that they answered."""

    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=40, blank=True)
    digest = models.CharField(max_length=64)
    content = models.JSONField()
    loaded_on = models.DateField()

    retention = retention.Permanent(QUESTIONS_ONLY)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["instrument", "number"], name="instrument_version_number"),
            models.UniqueConstraint(fields=["instrument", "digest"], name="instrument_version_file"),
        ]


class EvaluationQuerySet(models.QuerySet["Evaluation"]):
    def kept_by(self, organisation: uuid.UUID) -> EvaluationQuerySet:
        return self.filter(organisation_id=organisation)

    def of_mediation(self) -> EvaluationQuerySet:
        return self.filter(purpose=Purpose.MEDIATION)

    def for_the_overview(self) -> EvaluationQuerySet:
        return self.filter(purpose=Purpose.OVERVIEW)


class Evaluation(Record):
    """One town and year, about a mediator's post or for the yearly overview. It holds no mark: there is nothing to rank by."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="evaluations")
    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.MEDIATION)
    post = models.ForeignKey("accounts.Membership", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    territory = models.ForeignKey("territory.Territory", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    opened_by = models.ForeignKey(
        "accounts.Membership", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    opened_on = models.DateField()
    closes_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = EvaluationQuerySet.as_manager()

    retention = retention.KeptFor(
        years=3,
        after="closes_on",
        purpose=_(
            "To learn once a year how mediation works in a town, and what a municipality did, from those who know the field."
        ),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation that coordinates mediation"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "territory", "year"],
                name="evaluation_once_a_year",
                violation_error_message=_("This mediator's evaluation for this town and year is already open."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "territory", "year"],
                condition=Q(purpose=Purpose.OVERVIEW),
                name="municipality_contributes_once_a_year",
                violation_error_message=_("This municipality was already asked about this year."),
            ),
            models.CheckConstraint(
                name="evaluation_of_a_post_or_for_the_overview",
                condition=Q(purpose=Purpose.MEDIATION, post__isnull=False) | Q(purpose=Purpose.OVERVIEW, post=None),
                violation_error_message=_("An evaluation is about a mediator's post; what is for the overview is not."),
            ),
            models.CheckConstraint(
                name="evaluation_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opened_on")) & (Q(closed_on=None) | Q(closed_on__gte=F("opened_on"))),
                violation_error_message=_("An evaluation cannot end before it began."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "-year"], name="evaluations_of_a_year")]


class Part(Record):
    """One person asked about one field; they see nothing of the others."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="parts")
    field = models.CharField(max_length=16, choices=Domain)
    name = EncryptedTextField(blank=True)
    email = EncryptedTextField(blank=True)
    answers_for = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=PartLanguage, default=PartLanguage.LATVIAN)
    state = models.CharField(max_length=10, choices=PartState, default=PartState.ASKED)
    asked_on = models.DateField()
    reminded_on = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    on_paper = models.BooleanField(default=False)
    ask_instead = EncryptedTextField(blank=True)
    ask_instead_email = EncryptedTextField(blank=True)
    instead_of = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )

    retention = retention.KeptWith("evaluation", _("To know who was asked, who answered and who did not."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="part_answered_at_a_moment",
                condition=Q(state=PartState.ANSWERED, answered_at__isnull=False)
                | ~Q(state=PartState.ANSWERED) & Q(answered_at__isnull=True),
                violation_error_message=_("An answer has a moment; a question without an answer has none."),
            )
        ]


class PartLink(Record):
    """A personal door to one part. Only the digest of its token is kept; a reminder brings a further one."""

    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    retention = retention.KeptWith("part", _("So that somebody without an account can answer."))


class Answer(Record):
    """What one part answered: all of it, or nothing is here. `wiped` names the questions whose words were deleted for good."""

    part = models.OneToOneField(Part, on_delete=models.CASCADE, related_name="answer")
    content = EncryptedTextField()
    wiped = models.JSONField(default=list, blank=True)

    retention = retention.KeptWith("part", _("To learn what helps and what stands in the way of mediation."))
