"""Every address of the product, face by face."""

from django.urls import include, path

from khetene.web.components.addresses import pages

urlpatterns = [
    pages("khetene.web.desk.urls"),
    path("components/", include("khetene.web.components.urls")),
    path("ieeja/", include("khetene.web.desk.accounts.signin_urls")),
    path("valoda/", include("django.conf.urls.i18n")),
]
