"""The person in a case: the least that is needed, and what is known about them, each with date and origin."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.cases.enums import AgeBand, FactOrigin, FactState, Language
from khetene.cases.models.case import Case
from khetene.kernel import retention
from khetene.kernel.encryption import EncryptedTextField, index_to_store
from khetene.kernel.models import Record


class Client(Record):
    """Somebody whom a case is about. No ethnicity, no relatives, no personal code."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="clients")
    called = EncryptedTextField()
    legal_name = EncryptedTextField(null=True, blank=True)
    called_index = models.CharField(max_length=32, db_index=True, editable=False)
    legal_name_index = models.CharField(max_length=32, blank=True, db_index=True)
    birth_date = models.DateField(null=True, blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand, blank=True)
    phone = EncryptedTextField(null=True, blank=True)
    other_contact = EncryptedTextField(null=True, blank=True)
    languages = models.JSONField(default=list)
    interpreter = models.CharField(max_length=8, choices=Language, blank=True)
    added_at = models.DateTimeField()

    retention = retention.KeptWith("case", _("To speak with the person and to find their case again."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="client_has_birth_date_or_age_band",
                condition=Q(birth_date=None) | Q(age_band=""),
                violation_error_message=_("Give the birth date or the age group, not both."),
            )
        ]

    def refresh_blind_indexes(self) -> None:
        """Make the client findable by name inside the silo, and nowhere else."""
        silo = self.case.organisation_id
        self.called_index = index_to_store(self.called, silo)
        self.legal_name_index = index_to_store(self.legal_name, silo) if self.legal_name else ""


def newest_on(day: date, prefix: str = "") -> Q:
    """Of the answers to a question, the one that was the newest on `day`."""
    begun = Q(**{f"{prefix}known_on__lte": day})
    return begun & (Q(**{f"{prefix}superseded_on": None}) | Q(**{f"{prefix}superseded_on__gt": day}))


class ClientFactQuerySet(models.QuerySet["ClientFact"]):
    def latest_on(self, day: date) -> ClientFactQuerySet:
        """The newest answer per client and fact that was known on `day`."""
        return self.filter(newest_on(day)).order_by("client_id", "fact")


class ClientFact(Record):
    """One answer about a client on a day, from an origin. A new answer is a new row; nothing overwrites.

    Exactly one of `number`, `truth`, `word`, `day` holds a known value; which one is the fact's type in the vocabulary.
    `superseded_on` is the day of the next newer answer: on any day at most one answer to a question is the newest, so that a
    whole caseload joins one row per question.
    """

    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="facts")
    fact = models.CharField(max_length=60)
    state = models.CharField(max_length=20, choices=FactState)
    number = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    truth = models.BooleanField(null=True, blank=True)
    word = models.CharField(max_length=60, blank=True)
    day = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    known_on = models.DateField()
    superseded_on = models.DateField(null=True, editable=False)
    origin = models.CharField(max_length=20, choices=FactOrigin)
    recorded_by = models.ForeignKey("accounts.Membership", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = ClientFactQuerySet.as_manager()

    retention = retention.KeptWith("client", _("To see which support fits, and to show on what a decision stood."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="fact_has_one_value_if_known",
                condition=~Q(state=FactState.KNOWN) & Q(number=None, truth=None, word="", day=None)
                | Q(state=FactState.KNOWN, number__isnull=False, truth=None, word="", day=None)
                | Q(state=FactState.KNOWN, number=None, truth__isnull=False, word="", day=None)
                | Q(state=FactState.KNOWN, number=None, truth=None, day=None) & ~Q(word="")
                | Q(state=FactState.KNOWN, number=None, truth=None, word="", day__isnull=False),
                violation_error_message=_("A known answer has exactly one value; any other answer has none."),
            ),
            models.UniqueConstraint(
                fields=["client", "fact"],
                condition=Q(superseded_on=None),
                name="one_newest_answer_to_a_question",
                violation_error_message=_(
                    "Somebody answered the same question just now. Look at the answer and try again."
                ),
            ),
        ]
        indexes = [models.Index(fields=["client", "fact", "-known_on", "-id"], name="newest_fact_of_a_client")]
