from django.urls import path

from khetene.web.desk.sources import views

app_name = "sources"

urlpatterns = [
    path("avoti/", views.documents, name="documents_behind"),
    path("avoti/<slug:source>/", views.document, name="document_behind"),
]
