from django.apps import AppConfig


class DeskAccountsConfig(AppConfig):
    """An app of its own, before allauth, so that its templates replace allauth's."""

    name = "khetene.web.desk.accounts"
    label = "desk_accounts"
