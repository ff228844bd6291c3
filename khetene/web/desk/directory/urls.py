from django.urls import path

from khetene.web.desk.directory import views

app_name = "directory"

urlpatterns = [
    path("", views.find, name="find"),
    path("parbaudit/", views.to_check, name="to_check"),
    path("pakalpojumi/<uuid:service_id>/", views.service, name="service"),
    path("pakalpojumi/<uuid:service_id>/labot/", views.edit_service, name="edit_service"),
    path("pakalpojumi/<uuid:service_id>/parbaudits/", views.verify_service, name="verify_service"),
    path("organizacijas/<uuid:organisation_id>/", views.organisation, name="organisation"),
]
