"""Phases of the platform: grant, plan, money, results as documents state them. No table here names a private person."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.kernel.translated import TranslatedTextField
from khetene.projects.enums import ActivityState, ComparedWith, CostState, GrantSource, Relation

ORGANISATION = "directory.Organisation"
TERRITORY = "territory.Territory"
GATHERING = "gatherings.Gathering"
PUBLIC = _("It says what was agreed, planned and done with public money; it names no private person.")


class PhaseQuerySet(models.QuerySet["Phase"]):
    def agreed(self) -> PhaseQuerySet:
        """Without plans that were begun here and are not agreed: only their keepers know of them."""
        return self.exclude(is_written_here=True, agreed_on=None)


class Phase(Record):
    """One agreement of the platform. The title stands as documents print it; which phase it is, is the ordinal's business."""

    ordinal = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=250)
    known_as = models.CharField(max_length=120, blank=True)
    agreement = models.CharField(max_length=80, blank=True)
    programme = models.CharField(max_length=160, blank=True)
    programme_years = models.CharField(max_length=20, blank=True)
    beneficiary = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    total = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    task = models.TextField(max_length=1000, blank=True)
    is_inferred = models.BooleanField(default=False)
    territories: models.ManyToManyField[Any, Any] = models.ManyToManyField(TERRITORY, related_name="+", blank=True)
    gatherings: models.ManyToManyField[Any, Any] = models.ManyToManyField(GATHERING, related_name="+", blank=True)
    sources = models.JSONField(default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)
    # Begun in the product, not read from country data: a plan that is edited until it is agreed, then only amended.
    is_written_here = models.BooleanField(default=False)
    agreed_on = models.DateField(null=True, blank=True)

    objects = PhaseQuerySet.as_manager()

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="agreed_phase_was_begun_here_and_has_its_agreement",
                condition=Q(agreed_on=None)
                | Q(is_written_here=True, begins__isnull=False, ends__isnull=False) & ~Q(agreement=""),
                violation_error_message=_(
                    "An agreed phase has the number of its agreement and its first and last day."
                ),
            ),
            models.CheckConstraint(
                name="phase_ends_after_it_begins",
                condition=Q(begins=None) | Q(ends=None) | Q(ends__gte=F("begins")),
                violation_error_message=_("A phase cannot end before it began."),
            ),
            models.CheckConstraint(
                name="phase_total_is_not_negative",
                condition=Q(total=None) | Q(total__gte=0),
                violation_error_message=_("A grant is not negative."),
            ),
        ]

    @property
    def is_draft(self) -> bool:
        """A plan that was begun here and is not agreed: its keepers alone see it."""
        return self.is_written_here and self.agreed_on is None


class GrantShare(Record):
    """What one source pays: its share, and the amount where a document states it."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="shares")
    source = models.CharField(max_length=14, choices=GrantSource)
    percent = models.DecimalField(max_digits=6, decimal_places=3)
    stated = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)

    retention = retention.KeptWith("phase", _("To say who pays which part."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "source"], name="a_source_pays_one_share_of_a_phase"),
            models.CheckConstraint(
                name="share_is_between_0_and_100",
                condition=Q(percent__gte=0, percent__lte=100),
                violation_error_message=_("A share is from 0 to 100 per cent."),
            ),
        ]


class Goal(Record):
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="goals")
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    words = TranslatedTextField()

    retention = retention.KeptWith("phase", _("To know what the phase was for."))


class Activity(Record):
    """What was planned in the words of the agreement, what became of it, and how that differs."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="activities")
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    words = TranslatedTextField()
    begins = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=ActivityState, default=ActivityState.PLANNED)
    actual = models.TextField(max_length=4000, blank=True)
    deviation = models.TextField(max_length=2000, blank=True)
    by_mediators = models.BooleanField(default=False)
    programme = models.CharField(
        max_length=60, blank=True
    )  # whose support is given in it; its protected totals stand beside
    goals = models.ManyToManyField(Goal, related_name="activities", blank=True)
    gatherings: models.ManyToManyField[Any, Any] = models.ManyToManyField(GATHERING, related_name="+", blank=True)
    territories: models.ManyToManyField[Any, Any] = models.ManyToManyField(TERRITORY, related_name="+", blank=True)
    institutions: models.ManyToManyField[Any, Any] = models.ManyToManyField(ORGANISATION, related_name="+", blank=True)

    retention = retention.KeptWith("phase", _("To show what was planned and what was done."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_ends_after_it_begins",
                condition=Q(begins=None) | Q(ends=None) | Q(ends__gte=F("begins")),
                violation_error_message=_("An activity cannot end before it began."),
            ),
            models.CheckConstraint(
                name="activity_not_as_planned_says_how",
                condition=~Q(state__in=[ActivityState.PARTLY, ActivityState.NOT_DONE]) | ~Q(deviation=""),
                violation_error_message=_("Say how it differs from the plan and why: the report asks for it."),
            ),
        ]


class BudgetLine(Record):
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="lines")
    code = models.CharField(max_length=20)
    words = models.CharField(max_length=200)
    planned = models.DecimalField(max_digits=14, decimal_places=2)

    retention = retention.KeptWith("phase", _("To show what money was meant for."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["phase", "code"],
                name="a_code_names_one_line_of_a_phase",
                violation_error_message=_("This phase has a line with this code."),
            ),
            models.CheckConstraint(
                name="planned_amount_is_not_negative",
                condition=Q(planned__gte=0),
                violation_error_message=_("A planned amount is not negative."),
            ),
        ]


class Cost(Record):
    """One entry about money, never changed: payment, correction and withdrawal are entries that replace an earlier one."""

    line = models.ForeignKey(BudgetLine, on_delete=models.CASCADE, related_name="costs")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="costs")
    state = models.CharField(max_length=10, choices=CostState)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    on = models.DateField()
    words = models.CharField(max_length=200)
    document = models.CharField(max_length=160)
    replaces = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField(max_length=300, blank=True)
    noted_at = models.DateTimeField()

    retention = retention.KeptWith(
        "line", _("To prove what public money was spent on. Documents are named, people are not.")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cost_is_positive",
                condition=Q(amount__gt=0),
                violation_error_message=_("An amount is more than nothing. To take an entry back, withdraw it."),
            ),
            models.CheckConstraint(
                name="cost_names_its_document",
                condition=~Q(document=""),
                violation_error_message=_("Name the document: the invoice, the contract or the order."),
            ),
            models.CheckConstraint(
                name="replacing_cost_says_why",
                condition=Q(replaces=None, reason="") | Q(replaces__isnull=False) & ~Q(reason=""),
                violation_error_message=_("Say in a few words why the entry is replaced."),
            ),
            models.CheckConstraint(
                name="only_an_earlier_cost_is_withdrawn",
                condition=~Q(state=CostState.WITHDRAWN) | Q(replaces__isnull=False),
                violation_error_message=_("Only an entry that is there can be withdrawn."),
            ),
        ]
        indexes = [models.Index(fields=["line", "on"], name="costs_of_a_line")]


class Indicator(Record):
    """What the agreement measures, with its target where one is stated."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="indicators")
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    words = TranslatedTextField()
    target = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200)
    added_on = models.DateField(null=True, blank=True)

    retention = retention.KeptWith("phase", _("To compare what was aimed at with what was reached."))


class Result(Record):
    """A result as a document states it. What contains what is recorded; nothing is added up or repaired."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="results")
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    words = TranslatedTextField()
    number = models.PositiveIntegerField(null=True, blank=True)
    whole = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    relation = models.CharField(max_length=6, choices=Relation, blank=True)
    compared_with = models.CharField(max_length=16, choices=ComparedWith, blank=True)
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="results")
    indicator = models.ForeignKey(Indicator, on_delete=models.SET_NULL, null=True, blank=True, related_name="results")
    source = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)
    # Written by the beneficiary beside what country data records; `beside` is another document's figure for the same thing.
    added_on = models.DateField(null=True, blank=True)
    beside = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="others")

    retention = retention.KeptWith("phase", _("To show what was reached, with its source."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="result_says_how_it_stands_to_the_whole",
                condition=Q(whole=None, relation="") | Q(whole__isnull=False) & ~Q(relation=""),
                violation_error_message=_("Say how the figure stands to the one that contains it."),
            ),
            models.CheckConstraint(
                name="result_names_its_source",
                condition=~Q(source=""),
                violation_error_message=_("Name the document that states the result."),
            ),
        ]


class Deliverable(Record):
    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="deliverables")
    slug = models.SlugField(max_length=60, unique=True)
    order = models.PositiveSmallIntegerField(default=0)
    activity = models.ForeignKey(
        Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliverables"
    )
    words = TranslatedTextField()
    due = models.DateField(null=True, blank=True)
    delivered = models.DateField(null=True, blank=True)
    is_stated = models.BooleanField(default=False)
    link = models.URLField(max_length=400, blank=True)
    source = models.CharField(max_length=200, blank=True)
    added_on = models.DateField(null=True, blank=True)
    beside = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="others")

    retention = retention.KeptWith("phase", _("To show what was handed over."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stated_deliverable_names_its_source",
                condition=Q(is_stated=False) | ~Q(source=""),
                violation_error_message=_("Name the document that says that it was delivered."),
            )
        ]


class VisibilityText(Record):
    """What a funder wants to read on every page: a text with slots in braces, as a document of the phase printed it."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="visibility")
    slug = models.SlugField(max_length=60, unique=True)
    text = models.TextField(max_length=1000)
    object = models.CharField(max_length=60, blank=True)
    object_genitive = models.CharField(max_length=60, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    has_banner = models.BooleanField(default=False)
    placed = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)

    retention = retention.KeptWith("phase", _("To print who paid, in the words that were agreed."))


class Amendment(Record):
    """A change of the agreement. It is added, never changed; what was agreed first stays in sight."""

    phase = models.ForeignKey(Phase, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveSmallIntegerField()
    agreed_on = models.DateField()
    words = models.CharField(max_length=500)
    document = models.CharField(max_length=160)
    new_begins = models.DateField(null=True, blank=True)
    new_ends = models.DateField(null=True, blank=True)
    new_total = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    # What it changed in the plan, before and after (`amending.Change`); null where none was written down.
    changes = models.JSONField(null=True, blank=True)
    noted_at = models.DateTimeField()

    retention = retention.KeptWith("phase", _("To know which agreement held on which day."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["phase", "number"], name="amendments_are_numbered"),
            models.CheckConstraint(
                name="amended_total_is_not_negative",
                condition=Q(new_total=None) | Q(new_total__gte=0),
                violation_error_message=_("A grant is not negative."),
            ),
            models.CheckConstraint(
                name="amendment_says_what_and_where",
                condition=~Q(words="") & ~Q(document=""),
                violation_error_message=_("Write what is amended, and name the document."),
            ),
        ]
