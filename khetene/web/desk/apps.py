from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "khetene.web.desk"
