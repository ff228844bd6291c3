"""Tables that every module needs: the base record, the audit trail, proofs of deletion, long tasks and loaded data."""

from __future__ import annotations

import functools
from collections.abc import Collection
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khetene.kernel import conditions, retention
from khetene.kernel.actor import Actor
from khetene.kernel.enums import JobState
from khetene.kernel.ids import new_key


class Record(models.Model):
    """Anything that the product keeps: a UUIDv7 key and a retention policy (`retention`, checked by the suite)."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)

    class Meta:
        abstract = True

    _to_ask: conditions.Constraints | None = None

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """What this record is held together with was read from the database: it is there, and is not looked for again."""
        super().clean_fields({*(exclude or ()), *conditions.held(self)})

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """All checks in one statement; Django asks about the rest."""
        self._to_ask = conditions.still_to_ask(self, super().get_constraints(), set(exclude or ()))
        super().validate_constraints(exclude)

    def get_constraints(self) -> conditions.Constraints:
        """All of them, or what is left while this record is validated."""
        to_ask = self.__dict__.pop("_to_ask", None)
        return super().get_constraints() if to_ask is None else to_ask

    def _get_FIELD_display(self, field: models.Field[Any, Any]) -> str:  # noqa: N802  the name is Django's
        """What `get_…_display` says. Django makes its list of all choices anew for every word."""
        value = getattr(self, field.attname)
        if isinstance(value, str):
            return _words_of(field, get_language()).get(value, str(value))
        return super()._get_FIELD_display(field)  # type: ignore[misc,no-any-return]  # the stubs lack it


@functools.cache
def _words_of(field: models.Field[Any, Any], _language: str | None) -> dict[Any, str]:
    """The choices of a field in words of one language."""
    return {value: str(words) for value, words in field.flatchoices or ()}


def newest_versions(model: type[models.Model], replaces: str) -> Q:
    """Rows that no other row of the table replaces; `replaces` is the link of the newer row to the older one.

    Said as a join (`corrected_by=None`), PostgreSQL expects that next to nothing is left, and chooses by that.
    """
    newer: models.QuerySet[Any] = models.QuerySet(model).filter(
        **{replaces: OuterRef("pk"), f"{replaces}__isnull": False}
    )
    return Q(~Exists(newer))


class AuditHead(models.Model):
    """The end of one silo's chain; locked while an entry is added, so that the chain never forks."""

    silo = models.UUIDField(primary_key=True)
    position = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="")

    retention = retention.Permanent(_("It holds no personal data and proves the audit trail."))


class AuditEntry(Record):
    """Who, acting for whom, did or opened what, when and why. Keys only; never changed, kept five years."""

    silo = models.UUIDField()
    position = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    user = models.UUIDField(null=True)
    membership = models.UUIDField(null=True)
    organisation = models.UUIDField(null=True)
    system_task = models.CharField(max_length=60, blank=True)
    verb = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object = models.UUIDField()
    case = models.UUIDField(null=True)
    reason = models.CharField(max_length=60, blank=True)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    retention = retention.KeptFor(
        years=5,
        after="at",
        purpose=_("To show who saw and did what, and that nothing was altered."),
        legal_basis=_("GDPR, Articles 5(2) and 32"),
        controller=_("the organisation whose data it is"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["silo", "position"], name="audit_chain_never_forks"),
        ]
        indexes = [
            models.Index(fields=["case", "-at"], name="audit_of_a_case"),
            models.Index(fields=["silo", "-at"], name="audit_of_a_silo"),
            models.Index(fields=["object", "-at"], name="audit_of_an_object"),
        ]


class DataKey(Record):
    """The key of one silo's encrypted fields, itself sealed with the installation's key. Destroyed, it leaves its place.

    Since `replaced_at` another one is written with; this one is destroyed when nothing is sealed with it any more.
    """

    silo = models.UUIDField()
    wrapped = models.TextField(blank=True)
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    destroyed_at = models.DateTimeField(null=True)

    retention = retention.Permanent(
        _("It holds no personal data; destroyed, it shows since when nobody opens the rest.")
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="data_key_is_there_or_destroyed",
                condition=Q(destroyed_at=None) & ~Q(wrapped="") | Q(destroyed_at__isnull=False, wrapped=""),
                violation_error_message=_("A key is there until it is destroyed; a destroyed one is empty."),
            ),
            models.UniqueConstraint(
                fields=["silo"],
                condition=Q(replaced_at=None),
                name="silo_writes_with_one_key",
                violation_error_message=_("An organisation writes with one key."),
            ),
            models.UniqueConstraint(
                fields=["silo"],
                condition=Q(replaced_at__isnull=False, destroyed_at=None),
                name="silo_renews_one_key_at_a_time",
                violation_error_message=_("One key of an organisation is renewed at a time."),
            ),
        ]


class DeletionProof(Record):
    """That records were deleted when their time came: how many of which type, and a digest of their keys."""

    deleted_at = models.DateTimeField()
    object_type = models.CharField(max_length=60)
    silo = models.UUIDField(null=True)
    how_many = models.PositiveIntegerField()
    keys_digest = models.CharField(max_length=64)
    rule = models.CharField(max_length=200)

    retention = retention.Permanent(_("It holds no personal data and proves that deletion happened."))


class JobProgressQuerySet(models.QuerySet["JobProgress"]):
    def visible_to(self, actor: Actor, *, whole_house: bool = False) -> JobProgressQuerySet:
        """What the actor started in the organisation in which they work now, or what anybody there did."""
        own = self.filter(organisation=actor.organisation_key)
        return own if whole_house else own.filter(started_by=actor.membership_key)

    def unfinished(self) -> JobProgressQuerySet:
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])


class JobProgress(Record):
    """A long task and how far it is. `arguments` and `result` hold keys and counts, never names.

    `starts` counts how often it began: what an earlier start still writes is not taken any more.
    """

    task = models.CharField(max_length=200)
    organisation = models.UUIDField(null=True)
    started_by = models.UUIDField(null=True)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    arguments = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    problem = models.CharField(max_length=300, blank=True)
    language = models.CharField(max_length=5, blank=True)
    starts = models.PositiveSmallIntegerField(default=0)
    cancel_asked_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = JobProgressQuerySet.as_manager()

    retention = retention.KeptFor(
        years=1,
        after="ended_at",
        purpose=_("To show how far a long task is and what came of it."),
        legal_basis=_("GDPR, Article 6(1)(e)"),
        controller=_("the organisation whose data it is"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="job_never_does_more_than_all",
                condition=Q(total=None) | Q(done__lte=F("total")),
                violation_error_message=_("A task cannot have done more than there was to do."),
            ),
            models.CheckConstraint(
                name="job_has_an_end_when_it_ended",
                condition=Q(ended_at=None, state__in=[JobState.WAITING, JobState.RUNNING])
                | Q(ended_at__isnull=False, state__in=[JobState.DONE, JobState.FAILED, JobState.CANCELLED]),
                violation_error_message=_("A task that ended has the moment of its end; any other has none."),
            ),
        ]
        indexes = [
            models.Index(fields=["started_by", "-asked_at"], name="jobs_of_a_person"),
            models.Index(fields=["organisation", "-asked_at"], name="jobs_of_an_organisation"),
        ]


class CacheEntry(models.Model):
    """How often something was tried lately, for all processes of a site; Django's database cache reads and writes it."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    retention = retention.Permanent(_("Its keys are digests, and every line is deleted on the day that it expires."))


class LoadedData(Record):
    """Which country pack and whether the demonstration lie in this database, and in which state."""

    name = models.CharField(max_length=60, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    retention = retention.Permanent(_("It holds no personal data and says what was loaded."))
