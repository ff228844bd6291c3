"""The base of every table of pictures: what a picture shows in words, who agreed to be shown, for what, and until when.

Who is Roma is never said, not about a picture either: whoever describes one says what people do.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khetene.files.enums import HOW, FileKind, Recognisable, Standing, Use
from khetene.files.models import StoredFile, StoredFileManager
from khetene.kernel.encryption import EncryptedTextField
from khetene.kernel.enums import GivenHow

# A release that ended can be renewed with a new paper; one that nobody gave can still be asked for; a use can be ticked
# again. Longer than that, an organisation would keep faces that it does not show (GDPR, Article 5(1)(c) and (e)).
KEPT_UNSEEN = timedelta(days=30)
# Who agreed as a child is grown up then, and a paper of long ago is no answer of today (GDPR, Article 5(1)(e)).
LONGEST_RELEASE = 5  # years
FIELD_OF = {Use.NETWORK: "for_network", Use.REPORTS: "for_reports", Use.PUBLIC: "for_public"}
_NOWHERE = Q(for_network=False, for_reports=False, for_public=False)
_PEOPLE = ~Q(recognisable=Recognisable.NOBODY)


class ReleasedPictureQuerySet(models.QuerySet[Any]):
    """The rule in words of the database; `ReleasedPicture.covers` is the same rule for one row."""

    def covering(self, use: str, on: date) -> Self:
        """Pictures that may be shown there on that day."""
        lasts = Q(until=None) | Q(until__gte=on)
        return self.filter(lasts, Q(recognisable=Recognisable.NOBODY) | ~Q(given_how=""), **{FIELD_OF[Use(use)]: True})

    def kept_unseen_since(self, day: date, moment: Any) -> Self:
        """Whose release ended before that day, or that have no use since before that moment."""
        return self.filter(Q(until__lt=day) | Q(unseen_since__lt=moment))


ReleasedPictureManager = StoredFileManager.from_queryset(ReleasedPictureQuerySet)


class ReleasedPicture(StoredFile):
    """A picture with its release. Without one that covers a use, a picture of recognisable people is not shown there."""

    shows = EncryptedTextField()
    caption = EncryptedTextField(blank=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    recognisable = models.CharField(max_length=10, choices=Recognisable)
    given_how = models.CharField(max_length=12, choices=GivenHow, blank=True)
    vouched_by = EncryptedTextField(blank=True)
    agreed_on = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    for_network = models.BooleanField(default=False)
    for_reports = models.BooleanField(default=False)
    for_public = models.BooleanField(default=False)
    unseen_since = models.DateTimeField(null=True, blank=True)
    place = models.PositiveSmallIntegerField()

    objects = ReleasedPictureManager()  # type: ignore[misc]  # the stubs take the manager of the base for a class variable

    class Meta(StoredFile.Meta):
        abstract = True
        constraints = [
            *StoredFile.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_is_a_picture",
                condition=Q(kind__in=[FileKind.PNG, FileKind.JPEG]),
                violation_error_message=_("Choose a picture: JPEG or PNG."),
            ),
            models.CheckConstraint(
                name="%(class)s_of_people_is_shown_once_they_agreed",
                condition=~_PEOPLE | ~Q(given_how="") | _NOWHERE,
                violation_error_message=_("People who can be recognised agree before they are shown."),
            ),
            models.CheckConstraint(
                name="%(class)s_is_released_by_whom_it_shows",
                condition=Q(recognisable=Recognisable.NOBODY, given_how="")
                | Q(recognisable=Recognisable.ADULTS, given_how__in=["", *HOW[Recognisable.ADULTS]])
                | Q(recognisable=Recognisable.CHILDREN, given_how__in=["", *HOW[Recognisable.CHILDREN]]),
                violation_error_message=_("For a child the guardian agrees. Adults agree themselves."),
            ),
            models.CheckConstraint(
                name="%(class)s_release_has_its_days",
                condition=Q(given_how="", agreed_on=None)
                | ~Q(given_how="") & Q(agreed_on__isnull=False, until__isnull=False, until__gte=F("agreed_on")),
                violation_error_message=_("A release says on which day it was given and until when it holds."),
            ),
            models.CheckConstraint(
                name="%(class)s_without_a_use_says_since_when",
                condition=_NOWHERE & Q(unseen_since__isnull=False) | ~_NOWHERE & Q(unseen_since=None),
                violation_error_message=_("A picture that is shown nowhere says since when."),
            ),
        ]

    @property
    def uses(self) -> frozenset[Use]:
        """What was ticked, whether or not it holds today."""
        return frozenset(use for use, field in FIELD_OF.items() if getattr(self, field))

    def covers(self, use: str, on: date) -> bool:
        """Whether it may be shown there on that day."""
        return use in self.uses and self.standing(on) == Standing.SHOWN

    def standing(self, on: date) -> Standing:
        if self.recognisable != Recognisable.NOBODY and not self.given_how:
            return Standing.WAITING
        if self.until is not None and self.until < on:
            return Standing.ENDED
        return Standing.SHOWN if self.uses else Standing.NOWHERE
