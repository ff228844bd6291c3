from django.apps import AppConfig


class DeskEarlyLeavingConfig(AppConfig):
    """An app of its own for the sake of its templates and its catalogue."""

    name = "khetene.web.desk.earlyleaving"
    label = "desk_earlyleaving"
