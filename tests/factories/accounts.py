"""People at work, signed in the way that their role needs."""

from __future__ import annotations

from typing import Any

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client

from khetene.accounts.enums import NATIONAL_ROLES, Role
from khetene.accounts.middleware import CHOSEN, SECOND_FACTOR_SET_UP_BY
from khetene.accounts.models import Membership, User
from khetene.accounts.rules import needs_second_factor
from khetene.kernel import clock
from khetene.kernel.actor import Actor

PASSWORD = "four plain words together"


class UserFactory(factory.django.DjangoModelFactory[User]):
    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")
    created_on = factory.LazyFunction(clock.today)

    @factory.post_generation
    def password(self: Any, create: bool, extracted: str | None, **kwargs: Any) -> None:
        self.set_password(extracted or PASSWORD)
        self.save(update_fields=["password"])
        EmailAddress.objects.create(user=self, email=self.email, primary=True, verified=True)


class MembershipFactory(factory.django.DjangoModelFactory[Membership]):
    """Say role=…: nobody works in a role by accident. Access is open from today unless dates are given."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory("tests.factories.directory.OrganisationFactory")
    from_day = factory.LazyFunction(clock.today)

    @classmethod
    def _create(cls, model_class: type[Membership], *args: Any, **kwargs: Any) -> Membership:
        if "role" not in kwargs:
            raise ValueError("Say role=…: nobody works in a role by accident.")
        _name_for(kwargs["organisation"], kwargs["role"])
        return super()._create(model_class, *args, **kwargs)


def _name_for(organisation: Any, role: str) -> None:
    """A role of the whole country counts only where the country pack names the organisation for it."""
    if role not in NATIONAL_ROLES:
        return
    organisation.refresh_from_db(fields=["national_roles"])  # a module's organisation outlives what a test wrote
    if role not in organisation.national_roles:
        organisation.national_roles = [*organisation.national_roles, str(role)]
        organisation.save(update_fields=["national_roles"])


def administrator(**kwargs: Any) -> Membership:
    return MembershipFactory.create(role=Role.ORGANISATION_ADMINISTRATOR, **kwargs)


def actor_of(membership: Membership, *, second_factor: bool = True) -> Actor:
    return Actor(
        membership.user_id,
        membership.pk,
        membership.organisation_id,
        membership.role,
        second_factor=second_factor,
        organisation_kind=membership.organisation.kind,
    )


def sign_in(client: Client, membership: Membership, *, second_factor: bool | None = None) -> Client:
    """Sign the person in and work in this membership; with a second factor where the role needs one."""
    client.force_login(membership.user)
    session = client.session
    session[CHOSEN] = str(membership.pk)
    needed = needs_second_factor(actor_of(membership, second_factor=False)) if second_factor is None else second_factor
    if needed:
        Authenticator.objects.get_or_create(
            user=membership.user, type=Authenticator.Type.TOTP, defaults={"data": {"secret": ""}}
        )
        session[SECOND_FACTOR_SET_UP_BY] = str(membership.user_id)
    session.save()
    return client
