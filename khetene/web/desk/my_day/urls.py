from django.urls import path

from khetene.web.desk.my_day import views

app_name = "my_day"

urlpatterns = [
    path("platforma/", views.platform, name="platform"),
    path("", views.home, name="home"),
    path("mana-diena/", views.today, name="today"),
    path("par/", views.about, name="about"),
]
