from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "khetene.network"
