"""Somebody comes back to an account that was closed: whether it was theirs, and the second step that shows it."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from khetene.accounts.models import User
from khetene.web.components.forms import KheteneForm
from khetene.web.desk.accounts.forms import new_password
from khetene.web.desk.accounts.signin_forms import CodeForm, PasskeyForm


class Before(TextChoices):
    YES = "yes", _("Yes. I go on with my earlier account")
    NO = "no", _("No. I begin with a new account")


class BeforeForm(KheteneForm):
    before = forms.ChoiceField(label=_("Were you here before?"), choices=Before.choices, widget=forms.RadioSelect)


class ReturningForm(KheteneForm):
    """A new password, and the second step of the earlier account where it has one; allauth checks it and counts attempts.

    The password is looked at first: a code opens a door once, and a weak password shall not use it up.
    """

    before = forms.CharField(initial=Before.YES, widget=forms.HiddenInput)
    credential = forms.CharField(required=False, widget=forms.HiddenInput(attrs={"id": "returning_credential"}))
    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        help_text=_("Six digits from the app, or one of your recovery codes."),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "class": "govuk-input--width-10"}
        ),
    )
    password = new_password(_("New password"))

    def __init__(self, *args: Any, user: User, steps: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user
        self.shown: Authenticator | None = None
        self.has_failed = False
        self.takes_passkey = Authenticator.Type.WEBAUTHN in steps
        if not steps:
            del self.fields["code"]
        elif self.takes_passkey and self.data.get("credential"):
            self.fields["code"].required = False
        if not self.takes_passkey:
            del self.fields["credential"]

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self._user)
        return password

    def clean(self) -> dict[str, Any]:
        if not self.errors and "code" in self.fields:
            self._check_second_step()
        return self.cleaned_data

    def _check_second_step(self) -> None:
        credential = self.cleaned_data.get("credential")
        if credential:
            asked, field = PasskeyForm(user=self._user, data={"credential": credential}), "credential"
        else:
            asked, field = CodeForm(user=self._user, data={"code": self.cleaned_data["code"]}), "code"
        if asked.is_valid():
            self.shown = asked.cleaned_data["credential"] if credential else asked.authenticator
        else:
            self.has_failed = True
            self.add_error("code", asked.errors[field].as_data())
