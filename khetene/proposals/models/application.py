"""An application and its parts. What is written is only added: every saving is a version, also of the report."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.kernel import retention
from khetene.kernel.actor import Actor
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.models import Record
from khetene.kernel.wiping import WipeableRecord
from khetene.proposals.enums import ABOUT, ENDED, SINGLE, WRITERS, Part, State
from khetene.proposals.models.call import Call

MEMBERSHIP = "accounts.Membership"


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, actor: Actor) -> ApplicationQuerySet:
        """Those of the organisation in which the actor works now, for its writers."""
        return self.filter(organisation_id=actor.organisation_key) if actor.role in WRITERS else self.none()


class Application(Record):
    """What an organisation asks a funder for, and after the grant the project with its report."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, null=True, blank=True, related_name="applications")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    state_on = models.DateField()
    begun_at = models.DateTimeField()
    granted = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    agreement = models.CharField(max_length=80, blank=True)
    report_due = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    changed_on = models.DateField()

    objects = ApplicationQuerySet.as_manager()

    retention = retention.KeptFor(
        years=10,
        after="changed_on",
        purpose=_("To apply for money, to report on it, and to show both when the funder asks."),
        legal_basis=_("GDPR, Article 6(1)(b) and (c): the agreement on the grant and the rules of accounting"),
        controller=_("the organisation that applies"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ended_application_has_its_day",
                condition=Q(state__in=ENDED, closed_on__isnull=False) | ~Q(state__in=ENDED) & Q(closed_on=None),
                violation_error_message=_("An application that ended has the day of its end; any other has none."),
            ),
            models.CheckConstraint(
                name="granted_application_has_an_amount",
                condition=~Q(state__in=[State.GRANTED, State.CLOSED]) | Q(granted__isnull=False, granted__gt=0),
                violation_error_message=_("Write which amount was granted."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "state"], name="applications_of_a_house")]


class Piece(Record):
    """A part that is there once, or one row of a part; `number` is that of its newest version."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="pieces")
    part = models.CharField(max_length=10, choices=Part)
    about = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="reported")
    number = models.PositiveIntegerField(default=0)

    retention = retention.KeptWith("application", _("To keep the parts of an application apart."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "part"],
                condition=Q(part__in=SINGLE),
                name="some_parts_are_there_once",
                violation_error_message=_("This part is there already."),
            ),
            models.CheckConstraint(
                name="a_row_of_the_report_is_about_a_row_of_the_plan",
                condition=Q(part__in=list(ABOUT), about__isnull=False) | ~Q(part__in=list(ABOUT)) & Q(about=None),
                violation_error_message=_("What is reported is about a row of the plan."),
            ),
        ]


class VersionQuerySet(models.QuerySet["Version"]):
    def newest(self) -> VersionQuerySet:
        """The last saving of each piece, in the order in which the pieces were begun."""
        rows = self.filter(number=F("piece__number")).select_related("piece", "saved_by__user")
        return rows.select_related("piece__application").order_by("piece_id")


class Version(WipeableRecord):
    """What stood in a piece from one saving to the next; `removed` takes the piece out and keeps its text.

    Never changed, but the words of one that stands no more may be wiped: people write things that they may not keep.
    """

    piece = models.ForeignKey(Piece, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = EncryptedTextField()
    removed = models.BooleanField(default=False)
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(MEMBERSHIP, on_delete=models.SET_NULL, null=True, related_name="+")

    silo_path = "piece.application.organisation_id"

    objects = VersionQuerySet.as_manager()

    retention = retention.KeptWith("piece", _("So that several people can write together and nothing is lost."))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["piece", "number"], name="a_saving_has_its_number")]
