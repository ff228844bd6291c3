"""Signing in: django-allauth. Plain names that base.py takes over; docs/accounts.md explains them."""

from __future__ import annotations

import os
from typing import Any

ACCOUNT_ADAPTER = "khetene.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "khetene.accounts.adapters.SecondFactorAdapter"
SOCIALACCOUNT_ADAPTER = "khetene.accounts.adapters.SocialAccountAdapter"

ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_CHANGE_EMAIL = True  # one address, and a new one counts only once its link was opened
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail because a stranger typed their address
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # shared computers: closing the browser signs out
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False  # the session that changed it stays; Django ends all others
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,3/m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "change_password": "5/m/user",
    "manage_email": "5/m/user",
}
# How many proxies of our own stand before us; 0 disbelieves X-Forwarded-For, so nobody dodges the limits with it.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a passkey alone signs in, so it asks for a PIN or a finger itself
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
MFA_TOTP_ISSUER = "Khetene"

# A national eID that speaks OpenID Connect, for instance through the state's sign-in service.
OIDC_CONFIGURED = bool(os.environ.get("OIDC_ID"))
# The provider asks for two factors itself (level of assurance "substantial" or "high").
OIDC_IS_STRONG = os.environ.get("OIDC_IS_STRONG", "") == "1"
# Only the key of the person is asked for: a name or an address that is not sent cannot be kept by mistake.
OIDC_NAME = os.environ.get("OIDC_NAME", "eID")
OIDC_APP_SETTINGS: dict[str, Any] = {"oauth_pkce_enabled": True, "scope": ["openid"]}
_OIDC_APP: dict[str, Any] = {
    "provider_id": "eid",
    "name": OIDC_NAME,
    "client_id": os.environ.get("OIDC_ID", ""),
    "secret": os.environ.get("OIDC_SECRET", ""),
    "settings": OIDC_APP_SETTINGS | {"server_url": os.environ.get("OIDC_SERVER", "")},
}
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {"openid_connect": {"APPS": [_OIDC_APP] if OIDC_CONFIGURED else []}}
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_AUTO_SIGNUP = False

_FORMS = "khetene.web.desk.accounts.signin_forms."
ACCOUNT_FORMS = {
    "login": f"{_FORMS}LoginForm",
    "reset_password": f"{_FORMS}ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}ResetPasswordKeyForm",
    "change_password": f"{_FORMS}ChangePasswordForm",
    "reauthenticate": f"{_FORMS}ReauthenticateForm",
    "add_email": f"{_FORMS}AddEmailForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}CodeForm",
    "reauthenticate": f"{_FORMS}CodeAgainForm",
    "activate_totp": f"{_FORMS}ActivateAppForm",
    "add_webauthn": f"{_FORMS}AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}RenamePasskeyForm",
    "authenticate_webauthn": f"{_FORMS}PasskeyForm",
    "reauthenticate_webauthn": f"{_FORMS}PasskeyAgainForm",
    "login_webauthn": f"{_FORMS}PasskeyAloneForm",
}
