from django.urls import path

from khetene.web.components import views

app_name = "components"

urlpatterns = [path("", views.gallery, name="gallery"), path("teksts/", views.prose, name="prose")]
