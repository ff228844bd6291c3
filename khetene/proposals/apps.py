from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "khetene.proposals"
