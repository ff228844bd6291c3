"""allauth's forms in our words: a label over every field, nothing inside the fields."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as account
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Present password"),
    "password1": _("New password"),
    "password2": _("New password once more"),
    "code": _("Code"),
    "name": _("Name of the passkey"),
    "passwordless": _("Sign in with this passkey alone, without a password"),
}
HINTS = {
    "password1": _(
        "At least 12 characters. Three or four words that only you would put together are easy to remember."
    ),
    "name": _("For example: my phone. It helps you tell your passkeys apart."),
    "passwordless": _("The passkey then asks for your fingerprint, face or PIN."),
}


class _InOurWords:
    fields: dict[str, Any]
    code_hint: Any = _("Six digits from the app, or one of your recovery codes.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = LABELS.get(name, field.label)
            field.help_text = self.code_hint if name == "code" else HINTS.get(name, "")
        if code := self.fields.get("code"):
            code.widget.attrs |= {"inputmode": "numeric", "class": "govuk-input--width-10"}


class LoginForm(_InOurWords, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    pass


class ResetPasswordForm(_InOurWords, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    pass


class ResetPasswordKeyForm(_InOurWords, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    pass


class ChangePasswordForm(_InOurWords, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    pass


class ReauthenticateForm(_InOurWords, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class AddEmailForm(_InOurWords, account.AddEmailForm):  # type: ignore[misc]  # allauth has no types
    pass


class CodeForm(_InOurWords, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class CodeAgainForm(_InOurWords, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    pass


class ActivateAppForm(_InOurWords, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    code_hint = _("Six digits that the app shows now.")


class _OfWhateverShape:
    """allauth reads what a browser sent as if a browser had made it; what is made up is a wrong code, not our error."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]  # of allauth's form, which has no types
        except (KeyError, TypeError, ValueError, AttributeError) as problem:
            raise get_adapter().validation_error("incorrect_code") from problem


class PasskeyForm(_OfWhateverShape, webauthn.AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class PasskeyAgainForm(_OfWhateverShape, webauthn.ReauthenticateWebAuthnForm):  # type: ignore[misc]  # no types
    pass


class PasskeyAloneForm(_OfWhateverShape, webauthn.LoginWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class AddPasskeyForm(_InOurWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass


class RenamePasskeyForm(_InOurWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]  # allauth has no types
    pass
