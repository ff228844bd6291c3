from django.urls import path

from khetene.web.desk.help import views

app_name = "help"

urlpatterns = [
    path("privatums/", views.privacy, name="privacy"),
    path("pieklustamiba/", views.accessibility, name="accessibility"),
    path("tastatura/", views.keyboard, name="keyboard"),
]
