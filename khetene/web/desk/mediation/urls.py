from django.urls import path

from khetene.web.desk.mediation import views, views_month

app_name = "mediation"

urlpatterns = [
    path("sazina/", views.contacts, name="contacts"),
    path("sazina/pierakstit/", views.note, name="note"),
    path("sazina/<uuid:contact_id>/", views.contact, name="contact"),
    path("sazina/<uuid:contact_id>/labot/", views.correct, name="correct"),
    path("sazina/<uuid:contact_id>/paveikts/", views.step_done, name="step_done"),
    # menesis/
    path("menesis/", views_month.months, name="months"),
    path("menesis/darbs/", views_month.note_activity, name="note_activity"),
    path("menesis/darbs/<uuid:activity_id>/atsaukt/", views_month.take_back_activity, name="take_back_activity"),
    path("menesis/iesniegtie/", views_month.submitted, name="submitted"),
    path("menesis/iesniegtie/<uuid:month_id>/", views_month.submitted_month, name="submitted_month"),
    path("menesis/valsts/<slug:month>/", views_month.national_month, name="national_month"),
    path("menesis/<slug:month>/", views_month.month, name="month"),
]
