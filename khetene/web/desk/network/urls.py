from django.urls import path

from khetene.web.desk.network import views, views_people, views_seats

app_name = "network"

urlpatterns = [
    path("tikls/", views.bodies, name="bodies"),
    path("tikls/manas-vietas/", views_people.mine, name="mine"),
    path("tikls/persona/<uuid:person_id>/", views_people.person, name="person"),
    path("tikls/vieta/<uuid:seat_id>/", views_seats.seat, name="seat"),
    path("tikls/vieta/<uuid:seat_id>/aicinat/", views_seats.ask, name="ask"),
    path("tikls/vieta/<uuid:seat_id>/beigt/", views_seats.end_seat, name="end_seat"),
    path("tikls/aicinajums/<uuid:holder_id>/", views_people.answer, name="answer_invitation"),
    path("tikls/aicinajums/<uuid:holder_id>/beigt/", views_seats.end_term, name="end_term"),
    path("tikls/<slug:body>/", views.roster, name="roster"),
    path("tikls/<slug:body>/jauna-vieta/", views_seats.open_seat, name="open_seat"),
    path("tikls/<slug:body>/atjaunosana/", views.renewal, name="renewal"),
    path("tikls/<slug:body>/atjaunosana/<uuid:territory_id>/", views_seats.renew, name="renew"),
]
