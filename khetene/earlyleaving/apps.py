from django.apps import AppConfig


class EarlyLeavingConfig(AppConfig):
    name = "khetene.earlyleaving"
