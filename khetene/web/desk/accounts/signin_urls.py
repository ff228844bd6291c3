"""Signing in: allauth's addresses, nine of its pages replaced by ours."""

from django.urls import include, path, re_path

from khetene.web.desk.accounts import signin

urlpatterns = [
    path("2fa/authenticate/", signin.show_second_factor, name="mfa_authenticate"),
    path("2fa/totp/activate/", signin.set_up_app, name="mfa_activate_totp"),
    path("2fa/recovery-codes/", signin.view_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/download/", signin.download_codes, name="mfa_download_recovery_codes"),
    path("2fa/webauthn/add/", signin.set_up_passkey, name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", signin.sign_in_with_passkey, name="mfa_login_webauthn"),
    path("3rdparty/login/error/", signin.sign_in_error, name="socialaccount_login_error"),
    re_path(r"^confirm-email/(?P<key>[-:\w]+)/$", signin.confirm_address, name="account_confirm_email"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        signin.choose_password,
        name="account_reset_password_from_key",
    ),
    path("", include("allauth.urls")),
]
