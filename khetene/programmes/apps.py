from django.apps import AppConfig


class ProgrammesConfig(AppConfig):
    name = "khetene.programmes"
