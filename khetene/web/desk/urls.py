"""The desk: pages for staff."""

from django.urls import include, path

urlpatterns = [
    path("", include("khetene.web.desk.my_day.urls")),
    path("konts/", include("khetene.web.desk.accounts.urls")),
    path("katalogs/", include("khetene.web.desk.directory.urls")),
    path("", include("khetene.web.desk.cases.urls")),
    path("", include("khetene.web.desk.referrals.urls")),
    path("", include("khetene.web.desk.enrolments.urls")),
    path("", include("khetene.web.desk.programmes.urls")),
    path("", include("khetene.web.desk.mediation.urls")),
    path("atbalsta-plani/", include("khetene.web.desk.earlyleaving.urls")),
    path("skolas-personals/", include("khetene.web.desk.schoolstaff.urls")),
    path("", include("khetene.web.desk.guidance.urls")),
    path("", include("khetene.web.desk.network.urls")),
    path("", include("khetene.web.desk.gatherings.urls")),
    path("", include("khetene.web.desk.instruments.urls")),
    path("", include("khetene.web.desk.surveys.urls")),
    path("", include("khetene.web.desk.layouts.urls")),
    path("", include("khetene.web.desk.projects.urls")),
    path("", include("khetene.web.desk.monitoring.urls")),
    path("", include("khetene.web.desk.sources.urls")),
    path("projektu-pieteikumi/", include("khetene.web.desk.proposals.urls")),
    path("", include("khetene.web.desk.publishing.urls")),
    path("", include("khetene.web.desk.dashboards.urls")),
    path("darbi/", include("khetene.web.desk.jobs.urls")),
    path("palidziba/", include("khetene.web.desk.help.urls")),
    path("parskats/", include("khetene.web.desk.overview.urls")),
]
