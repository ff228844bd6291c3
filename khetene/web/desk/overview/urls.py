from django.urls import path

from khetene.web.desk.overview import views

app_name = "overview"

urlpatterns = [path("", views.national, name="national")]
