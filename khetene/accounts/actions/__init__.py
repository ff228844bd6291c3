"""What is done with accounts: people are let in by invitation, work from a day to a day, and leave."""

from khetene.accounts.actions.closing import close_idle_accounts, close_own_account
from khetene.accounts.actions.invitations import (
    accept_as_new_person,
    accept_as_returning_person,
    accept_invitation,
    create_first_administrator,
    invite,
    resend_invitation,
    withdraw_invitation,
)
from khetene.accounts.actions.memberships import (
    change_dates,
    end_membership,
    give_membership,
    switch_membership,
)
from khetene.accounts.actions.users import (
    change_own_details,
    create_user,
    record_account_event,
    record_failed_sign_in,
    remove_second_factors,
    reseal_second_factors,
)

__all__ = [
    "accept_as_new_person",
    "accept_as_returning_person",
    "accept_invitation",
    "change_dates",
    "change_own_details",
    "close_idle_accounts",
    "close_own_account",
    "create_first_administrator",
    "create_user",
    "end_membership",
    "give_membership",
    "invite",
    "record_account_event",
    "record_failed_sign_in",
    "remove_second_factors",
    "reseal_second_factors",
    "resend_invitation",
    "switch_membership",
    "withdraw_invitation",
]
