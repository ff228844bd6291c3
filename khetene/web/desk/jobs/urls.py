from django.urls import path

from khetene.web.desk.jobs import views

app_name = "jobs"

urlpatterns = [
    path("", views.jobs, name="jobs"),
    path("<uuid:job_id>/", views.job, name="job"),
]
