"""What is filled in about people at work: as little as an invitation needs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from khetene.accounts.enums import Role, UserLanguage
from khetene.kernel import clock
from khetene.web.components.forms import DateField, KheteneForm

LAST_DAY = _("Access ends after this day. Leave it empty if no end is agreed.")


class FindPersonForm(KheteneForm):
    words = forms.CharField(label=_("Name or e-mail address"), max_length=120)


class DatesForm(KheteneForm):
    from_day = DateField(label=_("First day"))
    to_day = DateField(label=_("Last day"), required=False, help_text=LAST_DAY)


class InviteForm(KheteneForm):
    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The link goes there. The person chooses a password.")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        widget=forms.RadioSelect,
        help_text=_("The role decides what the person can see. Choose the one that the work needs."),
    )
    from_day = DateField(label=_("First day"))
    to_day = DateField(label=_("Last day"), required=False, help_text=LAST_DAY)

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        kwargs["initial"] = {"from_day": clock.today()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.offer("role", [(role.value, role.label) for role in roles])
        missing = [str(role.label) for role in Role if role not in roles]
        if missing:
            self.fields["role"].help_text = format_lazy("{} {}", self.fields["role"].help_text, _missing(missing))


def new_password(label: Any) -> forms.CharField:
    """The field in which somebody chooses a password."""
    return forms.CharField(
        label=label,
        max_length=200,
        strip=False,
        help_text=_(
            "At least 12 characters. Three or four words that only you would put together are easy to remember."
        ),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


def _missing(roles: list[str]) -> str:
    """Only national roles are ever missing; see `reads.roles_to_give`."""
    told = _("Not in this list: %(roles)s. Only organisations that the platform names give them. Ask the ministry.")
    return str(told) % {"roles": ", ".join(roles)}


class NewPersonForm(KheteneForm):
    name = forms.CharField(
        label=_("How are you called?"),
        max_length=120,
        help_text=_("Colleagues see this name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    password = new_password(_("Password"))
    before = forms.CharField(required=False, widget=forms.HiddenInput)


class OwnDetailsForm(KheteneForm):
    name = forms.CharField(
        label=_("How are you called?"),
        max_length=120,
        help_text=_("Colleagues see this name."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=UserLanguage.choices,
        widget=forms.RadioSelect,
        help_text=_("Pages and e-mails come in this language."),
    )


class ConfirmForm(KheteneForm):
    """Nothing to fill in: the button is the answer."""
