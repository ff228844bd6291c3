"""Where django-allauth asks us: nobody signs up by themselves, secrets lie encrypted, sign-ins are written down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from khetene.accounts import actions, sealing
from khetene.accounts.enums import AccountEvent
from khetene.accounts.mail import queue_letter
from khetene.kernel import clock

SIGNED_IN_JUST_NOW = timedelta(minutes=15)
# allauth tells us about these by the letter that it sends to the owner of the account, so one hook is enough and no
# signal is needed: whatever is worth a letter is worth an entry in the audit trail.
EVENT_OF_LETTER = {
    "account/email/password_changed": AccountEvent.PASSWORD_CHANGED,
    "account/email/password_set": AccountEvent.PASSWORD_CHANGED,
    "account/email/password_reset": AccountEvent.PASSWORD_RESET,
    "account/email/email_changed": AccountEvent.EMAIL_CHANGED,
    "account/email/email_deleted": AccountEvent.EMAIL_REMOVED,
    "mfa/email/totp_activated": AccountEvent.APP_ADDED,
    "mfa/email/totp_deactivated": AccountEvent.APP_REMOVED,
    "mfa/email/webauthn_added": AccountEvent.PASSKEY_ADDED,
    "mfa/email/webauthn_removed": AccountEvent.PASSKEY_REMOVED,
    "mfa/email/recovery_codes_generated": AccountEvent.CODES_MADE,
    "socialaccount/email/account_connected": AccountEvent.EID_LINKED,
    "socialaccount/email/account_disconnected": AccountEvent.EID_UNLINKED,
}


class _Queued(EmailMessage):
    @classmethod
    def like(cls, letter: EmailMessage) -> _Queued:
        return cls(letter.subject, letter.body, letter.from_email, letter.to)

    def send(self, fail_silently: bool = False, *, using: str | None = None) -> int:
        queue_letter(self)
        return 1


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is not right. Check both and try again."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
        "incorrect_code": _("The code is not right. Type the newest code."),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("The link is no longer valid. Ask for a new one."),
        "enter_current_password": _("The present password is not right."),
        "rate_limited": _("Too many attempts. Wait a little and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """People come by invitation."""
        return False

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        actions.record_account_event(AccountEvent.SIGNED_IN, user.pk)
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return answer

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        actions.record_failed_sign_in(AccountEvent.SIGN_IN_FAILED, credentials.get("email", ""))

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            actions.record_failed_sign_in(AccountEvent.SIGN_IN_LIMITED, credentials.get("email", ""))
            raise

    def send_notification_mail(
        self, template_prefix: str, user: AbstractBaseUser, context: Any = None, email: str | None = None
    ) -> None:
        """Written down first, so that a mail server that is away hides nothing. A letter without an event is a mistake."""
        actions.record_account_event(EVENT_OF_LETTER[template_prefix], user.pk)
        super().send_notification_mail(template_prefix, user, context=context, email=email)

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        """allauth sends a letter in the middle of what it is about; ours waits until that is sure."""
        return _Queued.like(super().render_mail(*args, **kwargs))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return str(self.get_login_redirect_url(request))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever signed in a moment ago is not asked again, so that setting up the second step stays one thing."""
        records = get_authentication_records(self.request, self.request.user)
        if records and clock.now() - datetime.fromtimestamp(records[-1]["at"], UTC) < SIGNED_IN_JUST_NOW:
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def format_email_subject(self, subject: str) -> str:
        return str(subject)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Type the newest code."),
    }

    def encrypt(self, text: str) -> str:
        return sealing.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return sealing.unseal(encrypted_text)

    def get_totp_issuer(self) -> str:
        return "Khetene"


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """A national eID opens an account that its owner linked before; it makes none."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Keep only the provider's key for the person: what else it sends (names, personal code) is not ours to keep."""
        _refuse_two_people(sociallogin.account.extra_data)
        sociallogin.account.extra_data = {}
        if sociallogin.account.pk:
            sociallogin.account.save(update_fields=["extra_data"])

    def list_providers(self, request: HttpRequest) -> list[Any]:
        return super().list_providers(request) if settings.OIDC_CONFIGURED else []


def _refuse_two_people(said: dict[str, Any]) -> None:
    """What the provider says of a person counts only when its signed token is about the same one (OIDC Core 5.3.2)."""
    subjects = {str(part.get("sub")) for part in (said.get("userinfo"), said.get("id_token")) if part}
    if len(subjects) > 1:
        raise ImmediateHttpResponse(redirect("socialaccount_login_error"))
