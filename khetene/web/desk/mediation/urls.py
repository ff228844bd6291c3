from django.urls import path

from khetene.web.desk.mediation import views, views_month, views_posts

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
    # amata-vietas/
    path("amata-vietas/", views_posts.posts, name="posts"),
    path("amata-vietas/manas/", views_posts.my_posts, name="my_posts"),
    path("amata-vietas/jauna/", views_posts.add_post, name="add_post"),
    path("amata-vietas/<uuid:contract_id>/", views_posts.post, name="post"),
    path("amata-vietas/<uuid:contract_id>/labot/", views_posts.change_post, name="change_post"),
    path("amata-vietas/<uuid:contract_id>/dzest/", views_posts.remove_post, name="remove_post"),
    path("amata-vietas/<uuid:contract_id>/finansejums/", views_posts.add_funding, name="add_funding"),
    path("amata-vietas/<uuid:contract_id>/teritorija/", views_posts.add_area, name="add_area"),
    path("amata-vietas/finansejums/<uuid:funding_id>/", views_posts.remove_funding, name="remove_funding"),
    path("amata-vietas/teritorija/<uuid:area_id>/", views_posts.end_area, name="end_area"),
    path("menesis/<slug:month>/", views_month.month, name="month"),
]
