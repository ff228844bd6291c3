"""Posts of a school, who is in them, what they are qualified by, and from what they are paid. No ethnicity, no personal code."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record

ORGANISATION = "directory.Organisation"
MEMBERSHIP = "accounts.Membership"


class StaffVersion(Record):
    """One state of the country file about posts, payers and measures."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    published_at = models.DateTimeField()

    retention = retention.Permanent(_("Public rules; they hold nothing about a person."))


class PostQuerySet(models.QuerySet["Post"]):
    def visible_to(self, actor: Actor) -> PostQuerySet:
        """Posts of the own organisation; who may look at them is a rule of the page."""
        return self.filter(organisation_id=actor.organisation_key)

    def open_on(self, day: date) -> PostQuerySet:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day))


class Post(Record):
    """One person in one post. `valid_to` is its last day."""

    organisation = models.ForeignKey(ORGANISATION, on_delete=models.PROTECT, related_name="+")
    kind = models.SlugField(max_length=40)
    called = EncryptedTextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    added_at = models.DateTimeField()

    objects = PostQuerySet.as_manager()

    retention = retention.KeptFor(
        years=5,
        after="valid_to",
        purpose=_("To show who worked in a post of a school, with which qualification, and from what it was paid."),
        legal_basis=_("GDPR, Article 6(1)(e); the rules of the programme"),
        controller=_("the school"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__isnull=False, valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day cannot lie before the first one."),
            )
        ]
        indexes = [models.Index(fields=["organisation", "valid_from"], name="posts_of_a_school")]

    def is_over_on(self, day: date) -> bool:
        """The last day itself still belongs to the post."""
        return self.valid_to is not None and self.valid_to < day


class Qualification(Record):
    """An answer about one condition of the rule: there is proof since a day, or there is none. The newest answer counts."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="qualifications")
    fact = models.SlugField(max_length=40)
    there = models.BooleanField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    has_evidence = models.BooleanField(default=False)
    evidence = EncryptedTextField(blank=True)
    seen_on = models.DateField()
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    retention = retention.KeptWith("post", _("To show by which document somebody was qualified, and who saw it."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="qualification_names_its_evidence",
                condition=Q(there=False) | Q(there=True, has_evidence=True),
                violation_error_message=_("Name the document that was seen."),
            ),
            models.CheckConstraint(
                name="qualification_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__isnull=False, valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day cannot lie before the first one."),
            ),
        ]
        indexes = [models.Index(fields=["post", "-noted_at"], name="qualifications_of_a_post")]


class PaymentQuerySet(models.QuerySet["Payment"]):
    def that_count(self) -> PaymentQuerySet:
        """Without those that were taken back."""
        return self.filter(taken_back_on=None)

    def between(self, first: date, before: date) -> PaymentQuerySet:
        """Of which a day lies in the span; a payment lasts no longer than its post."""
        rows = self.filter(Q(valid_to=None) | Q(valid_to__gte=first), valid_from__lt=before)
        return rows.filter(Q(post__valid_to=None) | Q(post__valid_to__gte=first))


class Payment(Record):
    """From what the post is paid in a span of time, and which share of a full post that is. It ends with its post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="payments")
    payer = models.SlugField(max_length=40)
    share = models.DecimalField(max_digits=3, decimal_places=2)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    by = models.ForeignKey(MEMBERSHIP, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True, blank=True)

    objects = PaymentQuerySet.as_manager()

    retention = retention.KeptWith("post", _("To show from what a post was paid, and that nothing was paid twice."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="share_of_a_post_is_more_than_nothing",
                condition=Q(share__gt=0, share__lte=1),
                violation_error_message=_("A share lies above 0 and is at most 1, which is a full post."),
            ),
            models.CheckConstraint(
                name="payment_ends_after_it_begins",
                condition=Q(valid_to=None) | Q(valid_to__isnull=False, valid_to__gte=F("valid_from")),
                violation_error_message=_("The last day cannot lie before the first one."),
            ),
        ]
        indexes = [models.Index(fields=["post", "valid_from"], name="payments_of_a_post")]
