from django.apps import AppConfig


class ComponentsConfig(AppConfig):
    name = "khetene.web.components"
