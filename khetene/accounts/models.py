"""People who sign in, where they work in which role from when to when, and the invitations that let them in."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast, Lower
from django.utils.translation import gettext_lazy as _

from khetene.accounts.enums import MAY_OPEN_CASES, NATIONAL_ROLES, InvitationState, Role, UserLanguage
from khetene.kernel import clock, retention
from khetene.kernel.database import every_row_of
from khetene.kernel.models import Record

CONTROLLER = _("the organisation where the person works")
FORGOTTEN = "—"
NOWHERE = ".invalid"  # RFC 2606: an address that no mailbox can have
WORK_BASIS = _("GDPR, Article 6(1)(b) and (e): the person's work")


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, name: str, password: str | None = None, **fields: Any) -> User:
        """A person without any membership; the address is kept in lower case. `actions` also mark it as confirmed."""
        user = self.model(email=email.strip().lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").lower())


class User(Record, AbstractBaseUser):
    """A person who signs in: how they are called and how to reach them, no more. The account outlives any post."""

    email = models.EmailField(_("E-mail address"))
    name = models.CharField(_("Name"), max_length=120)
    language = models.CharField(_("Language"), max_length=5, choices=UserLanguage, default=UserLanguage.LATVIAN)
    is_active = models.BooleanField(default=True)
    created_on = models.DateField(default=clock.today)
    closed_on = models.DateField(null=True, blank=True)
    # Whoever runs the site saw who asks for the closed account, since it was closed.
    identity_checked_on = models.DateField(null=True, blank=True)
    forgotten_on = models.DateField(null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    retention = retention.KeptFor(
        years=5,
        after="closed_on",
        emptied="forgotten_on",
        purpose=_("To sign in, and to show who did what as long as the audit trail is kept."),
        legal_basis=WORK_BASIS,
        controller=CONTROLLER,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["email"],
                name="user_email_unique",
                violation_error_message=_("There is already an account with this e-mail address."),
            ),
            models.CheckConstraint(
                name="user_email_in_lower_case",  # so that "unique" does not depend on how somebody typed it
                condition=Q(email=Lower("email")),
                violation_error_message=_("An e-mail address is kept in lower case."),
            ),
            models.CheckConstraint(
                name="user_active_or_closed",
                condition=Q(is_active=True, closed_on=None) | Q(is_active=False, closed_on__isnull=False),
                violation_error_message=_("A closed account has the day on which it was closed; an open one has none."),
            ),
        ]

    @property
    def address(self) -> str:
        """Where the person can be written to: nowhere, once the address was given up or the person is forgotten."""
        return "" if self.email.endswith(NOWHERE) else self.email

    def forget(self, on: date) -> None:
        """Nothing that tells who it was; what this person did stays with their organisation and role."""
        for relation in self._meta.get_fields(include_hidden=True):  # what names nobody back is hidden
            if not isinstance(relation, models.ManyToOneRel) or relation.on_delete is not models.CASCADE:
                continue
            owned = relation.field.model
            if owned is not Membership:
                every_row_of(owned).filter(**{relation.field.name: self}).delete()
        self.name, self.email, self.forgotten_on = FORGOTTEN, f"{self.pk}@forgotten{NOWHERE}", on
        self.last_login = None
        self.set_unusable_password()
        self.save(update_fields=["name", "email", "forgotten_on", "last_login", "password"])


class MembershipQuerySet(models.QuerySet["Membership"]):
    def active_on(self, day: date) -> MembershipQuerySet:
        """Memberships that give access on `day`: the last day is included, the day of removal is not.

        A role of the whole country gives nothing in an organisation that the country pack does not name for it.
        """
        return self.in_roles_of_their_organisation().filter(
            Q(to_day=None) | Q(to_day__gte=day),
            Q(removed_on=None) | Q(removed_on__gt=day),
            from_day__lte=day,
            user__is_active=True,
        )

    def in_roles_of_their_organisation(self) -> MembershipQuerySet:
        """The same answer as `rules.may_give`. The list is looked through as text: both databases can."""
        named = self.alias(may_give=Cast("organisation__national_roles", models.TextField()))
        given = [Q(role=role, may_give__contains=f'"{role}"') for role in sorted(NATIONAL_ROLES)]
        return named.filter(reduce(or_, given, ~Q(role__in=sorted(NATIONAL_ROLES))))

    def not_over_on(self, day: date) -> MembershipQuerySet:
        """Memberships that give access on `day` or will later."""
        return self.filter(
            Q(to_day=None) | Q(to_day__gte=day), Q(removed_on=None) | Q(removed_on__gt=day), user__is_active=True
        )

    def in_organisation(self, organisation: uuid.UUID) -> MembershipQuerySet:
        return self.filter(organisation_id=organisation)

    def who_may_open_cases(self) -> MembershipQuerySet:
        return self.filter(role__in=MAY_OPEN_CASES)


class Membership(Record):
    """One person's work in one organisation in one role, from `from_day` to `to_day`, both days included.

    `removed_on` is the first day without access when somebody is removed before the agreed last day.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("Role"), max_length=40, choices=Role)
    from_day = models.DateField(_("First day"))
    to_day = models.DateField(_("Last day"), null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    retention = retention.KeptWith("user", purpose=_("To know who had access to what, and in which role, on any day."))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(to_day=None) | Q(to_day__gte=F("from_day")),
                violation_error_message=_("The last day cannot be before the first day."),
            ),
            models.CheckConstraint(
                name="membership_has_a_known_role",
                condition=Q(role__in=Role.values),
                violation_error_message=_("Choose a role from the list."),
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role", "from_day"],
                name="membership_begins_once",
                violation_error_message=_("This person already has this role in your organisation from this day."),
            ),
        ]
        indexes = [models.Index(fields=["organisation", "role", "from_day"], name="membership_of_an_organisation")]

    @property
    def last_day(self) -> date | None:
        """The last day with access, None while it is open."""
        ends = [day for day in (self.to_day, self.removed_on and self.removed_on - timedelta(days=1)) if day]
        return min(ends, default=None)

    def is_active_on(self, day: date) -> bool:
        """The same answer as `active_on` gives for many (without the account being closed)."""
        return self.from_day <= day and (self.last_day is None or day <= self.last_day)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def unanswered(self) -> InvitationQuerySet:
        return self.filter(accepted_at=None, withdrawn_at=None)

    def open_on(self, day: date) -> InvitationQuerySet:
        return self.unanswered().filter(valid_to__gte=day)


class Invitation(Record):
    """An organisation's offer of a role to whoever reads one mailbox. The link itself is never kept, see `links`."""

    organisation = models.ForeignKey("directory.Organisation", on_delete=models.PROTECT, related_name="+")
    email = models.EmailField(_("E-mail address"))
    role = models.CharField(_("Role"), max_length=40, choices=Role)
    from_day = models.DateField(_("First day"))
    to_day = models.DateField(_("Last day"), null=True, blank=True)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    valid_to = models.DateField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    retention = retention.KeptFor(
        years=1,
        after="valid_to",
        purpose=_("To let a colleague in, and to show afterwards who let them in."),
        legal_basis=WORK_BASIS,
        controller=CONTROLLER,
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="invitation_ends_after_it_begins",
                condition=Q(to_day=None) | Q(to_day__gte=F("from_day")),
                violation_error_message=_("The last day cannot be before the first day."),
            ),
            models.CheckConstraint(
                name="invitation_accepted_into_a_membership",
                condition=Q(accepted_at=None, membership=None) | Q(accepted_at__isnull=False, membership__isnull=False),
                violation_error_message=_("An accepted invitation leads to a membership; another one does not."),
            ),
            models.CheckConstraint(
                name="invitation_answered_once",
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                violation_error_message=_("An invitation is either accepted or withdrawn."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "email", "role"],
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="invitation_open_once",
                violation_error_message=_("There is already an open invitation to this address for this role."),
            ),
        ]

    def state_on(self, day: date) -> InvitationState:
        if self.accepted_at:
            return InvitationState.ACCEPTED
        if self.withdrawn_at:
            return InvitationState.WITHDRAWN
        return InvitationState.OPEN if day <= self.valid_to else InvitationState.EXPIRED
