"""A letter about a gathering: that it is to go, goes, or went. Address and words are read when it goes, none is kept here."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.gatherings.enums import LetterKind
from khetene.gatherings.models.participation import Participation
from khetene.kernel import retention
from khetene.kernel.enums import LetterState
from khetene.kernel.models import Record

HANDED_OVER = (LetterState.GOING, LetterState.SENT, LetterState.UNSURE)


class Letter(Record):
    """One letter of a kind to one participant for one state of the plan (SEQUENCE): asked for twice, it is still one."""

    participation = models.ForeignKey(Participation, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind)
    sequence = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.WAITING)
    asked_at = models.DateTimeField()
    moved_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)

    retention = retention.KeptWith("participation", _("To write to nobody twice, and to know whom to call instead."))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["participation", "kind", "sequence"], name="letter_goes_once"),
            models.CheckConstraint(
                name="letter_moves_after_it_was_asked_for",
                condition=Q(moved_at__gte=F("asked_at")),
                violation_error_message=_("A letter cannot go before somebody asks for it."),
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="letters_that_wait")]
