from django.apps import AppConfig


class SchoolStaffConfig(AppConfig):
    name = "khetene.schoolstaff"
