from django.apps import AppConfig


class DeskSchoolStaffConfig(AppConfig):
    """An app of its own for the sake of its templates and its catalogue."""

    name = "khetene.web.desk.schoolstaff"
    label = "desk_schoolstaff"
