from django.urls import path

from khetene.web.desk.mediation import views

app_name = "mediation"

urlpatterns = [
    path("sazina/", views.contacts, name="contacts"),
    path("sazina/pierakstit/", views.note, name="note"),
    path("sazina/<uuid:contact_id>/", views.contact, name="contact"),
    path("sazina/<uuid:contact_id>/labot/", views.correct, name="correct"),
    path("sazina/<uuid:contact_id>/paveikts/", views.step_done, name="step_done"),
]
