"""allauth's pages where they need a word of ours: a factor that was just set up counts in this session at once."""

from __future__ import annotations

from typing import Any

from allauth.account.views import confirm_email, password_reset_from_key
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView, ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, LoginWebAuthnView
from allauth.socialaccount.views import LoginErrorView
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse

from khetene.accounts import actions
from khetene.accounts.enums import AccountEvent
from khetene.accounts.middleware import SECOND_FACTOR_SET_UP_BY
from khetene.web.http import Rule, anybody, private, signed_in


class SetUpApp(ActivateTOTPView):  # type: ignore[misc]  # allauth has no types
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _note_set_up(self.request)
        return answer


class SetUpPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth has no types
    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        _note_set_up(self.request)
        return answer


class ShowSecondFactor(AuthenticateView):  # type: ignore[misc]  # allauth has no types
    """A wrong code is written down; `login_failed` limits how many there can be."""

    def form_invalid(self, form: Any) -> HttpResponse:
        actions.record_account_event(AccountEvent.CODE_FAILED, self.stage.login.user.pk)
        answer: HttpResponse = super().form_invalid(form)
        return answer


class ViewCodes(ViewRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        _note_viewed(self.request)
        return context


class DownloadCodes(DownloadRecoveryCodesView):  # type: ignore[misc]  # allauth has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        _note_viewed(self.request)
        return context


def _note_viewed(request: HttpRequest) -> None:
    """Whoever has the codes has the second step, so that they were shown is written down."""
    actions.record_account_event(AccountEvent.CODES_VIEWED, request.user.pk)  # type: ignore[arg-type]  # signed in


def _note_set_up(request: HttpRequest) -> None:
    """The person has just shown the factor; a session that gains rights gets a new key (ASVS 7.2.4)."""
    request.session.cycle_key()
    request.session[SECOND_FACTOR_SET_UP_BY] = str(request.user.pk)


def _declared(view: Any, rule: Rule) -> Any:
    """allauth guards its pages itself; the rule stands here for the suite, which asks every page for one."""
    view.allowed_to, view.writes = rule, ("POST",)
    return login_not_required(view) if rule is anybody else view


set_up_app = _declared(SetUpApp.as_view(), signed_in)
view_codes = _declared(ViewCodes.as_view(), signed_in)
download_codes = _declared(DownloadCodes.as_view(), signed_in)
set_up_passkey = _declared(SetUpPasskey.as_view(), signed_in)
# These belong to signing in itself: who has not got there yet must not be sent to sign in first.
show_second_factor = _declared(ShowSecondFactor.as_view(), anybody)
sign_in_with_passkey = _declared(LoginWebAuthnView.as_view(), anybody)
# Their addresses are secrets that came by e-mail.
confirm_address = private(_declared(confirm_email, anybody))
choose_password = private(_declared(password_reset_from_key, anybody))
sign_in_error = _declared(LoginErrorView.as_view(), anybody)
