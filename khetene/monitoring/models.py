"""Indicators, figures of sources, the words of the overview, and what municipalities add to it. All are only ever added."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.models import Record
from khetene.kernel.translated import TranslatedTextField
from khetene.kernel.wiping import WipeableRecord
from khetene.monitoring.enums import Direction, Gap, Kind, Objective, Qualifier, SourceKind, Unit

MEMBERSHIP = "accounts.Membership"
PUBLIC = _("It holds figures about the country and their sources; it names no person.")
WRITTEN = _(
    "So that it can be seen later what the state said about a year. It is free text for everybody at work, and who writes is "
    "told to name nobody; the words of every version but the newest can be deleted for good."
)
TAKEN = _(
    "So that it can be seen later what institutions said about a year. It is free text for everybody at work, read before it is "
    "taken; the words of each answer can be deleted for good."
)


class Indicator(Record):
    """What is to be known, exactly: of whom, counted how, from which source. `computed_by` names a figure of the product."""

    code = models.SlugField(max_length=60, unique=True)
    objective = models.CharField(max_length=2, choices=Objective)
    order = models.PositiveSmallIntegerField(default=0)
    is_headline = models.BooleanField(default=False)
    name = TranslatedTextField()
    kind = models.CharField(max_length=10, choices=Kind)
    definition = TranslatedTextField()
    numerator = TranslatedTextField(default=dict, blank=True)
    denominator = TranslatedTextField(default=dict, blank=True)
    unit = models.CharField(max_length=16, choices=Unit)
    population = TranslatedTextField(default=dict, blank=True)
    geography = TranslatedTextField(default=dict, blank=True)
    source = TranslatedTextField(default=dict, blank=True)
    source_kind = models.CharField(max_length=12, choices=SourceKind)
    period = TranslatedTextField(default=dict, blank=True)
    baseline = TranslatedTextField(default=dict, blank=True)
    target = TranslatedTextField(default=dict, blank=True)
    direction = models.CharField(max_length=8, choices=Direction, default=Direction.NEITHER)
    breaks = TranslatedTextField(default=dict, blank=True)
    quality = TranslatedTextField(default=dict, blank=True)
    responsible = models.CharField(max_length=200, blank=True)
    computed_by = models.CharField(max_length=40, blank=True)
    gap = models.CharField(max_length=14, choices=Gap, blank=True)
    gap_reason = TranslatedTextField(default=dict, blank=True)

    retention = retention.Permanent(PUBLIC)

    class Meta:
        indexes = [models.Index(fields=["objective", "order"], name="indicators_of_an_objective")]


class Value(Record):
    """One figure of one source for one year, or why that source has none. A correction is a row that names this one."""

    slug = models.SlugField(max_length=120, unique=True, null=True, blank=True)
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="values")
    year = models.PositiveSmallIntegerField()
    as_of = models.DateField(null=True, blank=True)
    period = models.CharField(max_length=120, blank=True)
    number = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    qualifier = models.CharField(max_length=10, choices=Qualifier, blank=True, default=Qualifier.EXACT)
    words = models.CharField(max_length=200, blank=True)
    gap = models.CharField(max_length=14, choices=Gap, blank=True)
    denominator = models.CharField(max_length=250, blank=True)
    geography = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200)
    source_kind = models.CharField(max_length=12, choices=SourceKind)
    document = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    retention = retention.Permanent(PUBLIC)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="figure_is_there_or_says_why_not",
                condition=Q(gap="") & (Q(number__isnull=False) | ~Q(words="")) | ~Q(gap="") & Q(number=None, words=""),
                violation_error_message=_("Write a number, or choose why there is none. Not both."),
            ),
        ]
        indexes = [models.Index(fields=["indicator", "-year"], name="figures_newest_first")]


class Chapter(WipeableRecord):
    """One version of what the overview of a year says about an objective. Every saving is a new row.

    The words of a version that is not the newest can be deleted for good.
    """

    year = models.PositiveSmallIntegerField()
    objective = models.CharField(max_length=2, choices=Objective)
    number = models.PositiveSmallIntegerField(default=1)
    text = models.TextField(max_length=12000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.Permanent(WRITTEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "objective", "number"],
                name="versions_of_a_chapter_are_numbered",
                violation_error_message=_("Somebody saved this text at the same time."),
            ),
        ]


class Contributions(Record):
    """What municipalities told an organisation about a year, as it took it into the overview; taken again it is a further row.

    Each entry of `content` is one field of one municipality: what each institution said, and who gave no answer. Only words
    that were deleted for good change in it.
    """

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.Permanent(TAKEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "year", "number"],
                name="contributions_to_each_are_numbered",
                violation_error_message=_("Somebody took the answers at the same time."),
            ),
        ]


class Answer(WipeableRecord):
    """One version of a block of the report to the Commission. Every saving is a new row; words are deleted as of a chapter."""

    last_year = models.PositiveSmallIntegerField()
    question = models.SlugField(max_length=20)
    number = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=12000)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.Permanent(WRITTEN)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["last_year", "question", "number"],
                name="versions_of_an_answer_are_numbered",
                violation_error_message=_("Somebody saved this text at the same time."),
            ),
            models.CheckConstraint(
                name="report_ends_with_an_even_year",
                condition=Q(last_year__in=range(2022, 2101, 2)),
                violation_error_message=_("The report covers two years, the second of them even: 2025 and 2026."),
            ),
        ]
