from django.apps import AppConfig


class DeskEnrolmentsConfig(AppConfig):
    """An app of its own for the sake of its templates and its catalogue."""

    name = "khetene.web.desk.enrolments"
    label = "desk_enrolments"
