"""The individual support plan of one semester: its header, its risks, and the steps that it took."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.earlyleaving.enums import Change, EndedAs, Level, Result, SchoolKind, Seriousness, SignedBy, State, Verb
from khetene.earlyleaving.machine import WANTS_REASON
from khetene.earlyleaving.models.pupil import MEMBERSHIP, ORGANISATION, Pupil
from khetene.earlyleaving.models.register import RegisterVersion
from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField, index_to_store
from khetene.kernel.models import Record


class PlanNumber(Record):
    """The last number given in a year, for numbers such as IAP-26-0042. A number is never given twice."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    retention = retention.Permanent(_("A counter; it holds nothing about a person."))


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, actor: Actor) -> PlanQuerySet:
        """Plans of the pupils that the actor may open in the own school."""
        return self.exclude(state=State.DELETED).filter(pupil__in=Pupil.objects.visible_to(actor))

    def at(self, level: Level) -> PlanQuerySet:
        return self.filter(state=State.APPROVAL, level=level)

    def that_were_approved(self) -> PlanQuerySet:
        """What totals outside the school count: plans that were approved at least once."""
        return self.exclude(state=State.DELETED).filter(approved_on__isnull=False)


class Plan(Record):
    """One plan, one semester; a new semester is a new plan. It has a number; the name stays with the pupil."""

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="plans")
    version = models.ForeignKey(RegisterVersion, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=SchoolKind)
    municipality = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    semester = models.CharField(max_length=8)
    school_year = models.PositiveSmallIntegerField()
    begins = models.DateField()
    ends = models.DateField()
    grade = models.PositiveSmallIntegerField()
    class_name = EncryptedTextField(blank=True)
    education_programme = EncryptedTextField(blank=True)
    author = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    overseer = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    continues = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.CharField(max_length=16, choices=SignedBy, blank=True)
    informed_on = models.DateField(null=True, blank=True)
    has_goal = models.BooleanField(default=False)
    goal = EncryptedTextField(blank=True)
    pupil_promises = EncryptedTextField(blank=True)
    family_promises = EncryptedTextField(blank=True)
    paid_nowhere_else_on = models.DateField(null=True, blank=True)
    preparing_hours = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    overseeing_hours = models.DecimalField(max_digits=6, decimal_places=2, default=0)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    level = models.CharField(max_length=14, choices=Level, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_as = models.CharField(max_length=10, choices=EndedAs, blank=True)
    result = models.CharField(max_length=12, choices=Result, blank=True)
    evaluation = EncryptedTextField(blank=True)
    new_signs = EncryptedTextField(blank=True)

    objects = PlanQuerySet.as_manager()

    retention = retention.KeptWith("pupil", _("To support the pupil through one semester, and to account for it."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "semester"],
                condition=~Q(state=State.DELETED) & ~Q(ended_as=EndedAs.REJECTED),
                name="one_plan_for_a_semester",
                violation_error_message=_("The pupil already has a plan for this semester."),
            ),
            models.CheckConstraint(
                name="plan_lies_with_somebody_while_it_is_approved",
                condition=Q(state=State.APPROVAL) & ~Q(level="") | ~Q(state=State.APPROVAL) & Q(level=""),
                violation_error_message=_("A plan that is being approved lies with somebody; any other plan does not."),
            ),
            models.CheckConstraint(
                name="vocational_plan_skips_the_municipality",
                condition=Q(kind=SchoolKind.GENERAL, municipality__isnull=False)
                | Q(kind=SchoolKind.VOCATIONAL, municipality=None) & ~Q(level=Level.MUNICIPALITY),
                violation_error_message=_("Plans of vocational schools skip the municipality; all others name it."),
            ),
            models.CheckConstraint(
                name="plan_under_way_was_approved",
                condition=~Q(state__in=[State.APPROVED, State.UNDER_WAY]) | Q(approved_on__isnull=False),
                violation_error_message=_("Only an approved plan can be under way."),
            ),
            models.CheckConstraint(
                name="plan_that_goes_for_approval_is_signed",
                condition=~Q(state__in=[State.APPROVAL, State.APPROVED, State.UNDER_WAY])
                | Q(
                    signed_on__isnull=False,
                    informed_on__isnull=False,
                    paid_nowhere_else_on__isnull=False,
                    has_goal=True,
                )
                & ~Q(signed_by=""),
                violation_error_message=_("A plan is approved with its application, its goal and its statement."),
            ),
            models.CheckConstraint(
                name="inactive_plan_says_why",
                condition=Q(state=State.INACTIVE, ended_on__isnull=False) & ~Q(ended_as="")
                | ~Q(state=State.INACTIVE) & Q(ended_on=None, ended_as=""),
                violation_error_message=_(
                    "An inactive plan has the day and the reason of its end; any other has none."
                ),
            ),
            models.CheckConstraint(
                name="evaluated_plan_has_a_result",
                condition=Q(ended_as=EndedAs.EVALUATED) & ~Q(result="") | ~Q(ended_as=EndedAs.EVALUATED) & Q(result=""),
                violation_error_message=_("An evaluated plan says how the semester ended."),
            ),
            models.CheckConstraint(
                name="semester_ends_after_it_begins",
                condition=Q(ends__gt=F("begins")),
                violation_error_message=_("A semester ends after it begins."),
            ),
            models.CheckConstraint(
                name="hours_of_preparing_are_not_negative",
                condition=Q(preparing_hours__gte=0, overseeing_hours__gte=0),
                violation_error_message=_("Hours cannot be fewer than none."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "level", "municipality"], name="plans_to_approve"),
            models.Index(fields=["school_year", "approved_on"], name="plans_of_a_school_year"),
        ]


class Risk(Record):
    """A criterion of one of the four families with its justification: why this pupil may leave school early.

    A criterion may speak of health or of a family's trouble, so only its family is plain (decision 0002).
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="risks")
    family = models.SlugField(max_length=40)
    criterion = EncryptedTextField()
    criterion_index = models.CharField(max_length=32, editable=False)
    justification = EncryptedTextField()
    seriousness = models.CharField(max_length=8, choices=Seriousness)
    change = models.CharField(max_length=8, choices=Change, blank=True)

    retention = retention.KeptWith("plan", _("To justify each support by what was seen."))

    def refresh_blind_indexes(self) -> None:
        """Let a plan know whether a criterion stands in it already, without saying which."""
        self.criterion_index = index_to_store(self.criterion, self.plan.pupil.organisation_id)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "criterion_index"],
                name="risk_stands_in_a_plan_once",
                violation_error_message=_("This risk already stands in the plan."),
            )
        ]


class PlanStep(Record):
    """A step that was taken: by whom, to where, why, and what the plan held then. Added, never changed (migration 0002)."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=10, choices=Verb, blank=True)
    state = models.CharField(max_length=10, choices=State)
    level = models.CharField(max_length=14, choices=Level, blank=True)
    has_reason = models.BooleanField(default=False)
    reason = EncryptedTextField(blank=True)
    held = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")

    retention = retention.KeptWith("plan", _("To show who decided what about a plan, and why."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="step_says_its_reason",
                condition=~Q(verb__in=WANTS_REASON) | Q(has_reason=True),
                violation_error_message=_("This step needs its reason."),
            )
        ]
        indexes = [models.Index(fields=["plan", "at"], name="steps_of_a_plan")]
