from django.urls import path

from khetene.web.desk.gatherings import (
    views,
    views_door,
    views_letters,
    views_list,
    views_materials,
    views_plan,
    views_public,
    views_report,
)

app_name = "gatherings"

urlpatterns = [
    path("sanaksmes/", views.calendar, name="calendar"),
    path("sanaksmes/jauna/", views_plan.plan, name="plan"),
    path("sanaksmes/<uuid:gathering_id>/", views.gathering, name="gathering"),
    path("sanaksmes/<uuid:gathering_id>/kalendars.ics", views.calendar_file, name="calendar_file"),
    path("sanaksmes/<uuid:gathering_id>/atbilde/", views.my_reply, name="my_reply"),
    path("sanaksmes/<uuid:gathering_id>/mainit/", views_plan.change, name="change"),
    path("sanaksmes/<uuid:gathering_id>/solis/", views_plan.step, name="step"),
    path("sanaksmes/<uuid:gathering_id>/darba-kartiba/", views_plan.agenda_item, name="add_agenda_item"),
    path("sanaksmes/<uuid:gathering_id>/darba-kartiba/<uuid:item_id>/", views_plan.agenda_item, name="agenda_item"),
    path("sanaksmes/<uuid:gathering_id>/dalibnieki/", views_list.participants, name="participants"),
    path("sanaksmes/<uuid:gathering_id>/dalibnieki/pievienot/", views_list.add, name="add_participant"),
    path("sanaksmes/<uuid:gathering_id>/dalibnieki/aicinat/", views_list.invite, name="invite"),
    path("sanaksmes/<uuid:gathering_id>/dalibnieki/<uuid:row_id>/", views_list.change, name="change_participant"),
    path("sanaksmes/<uuid:gathering_id>/dalibnieki/<uuid:row_id>/vieta/", views_list.in_place, name="in_place"),
    path("sanaksmes/<uuid:gathering_id>/vestules/", views_letters.letters, name="letters"),
    path("sanaksmes/<uuid:gathering_id>/vestules/<uuid:letter_id>/", views_letters.letter, name="letter"),
    path("sanaksmes/<uuid:gathering_id>/materiali/", views_materials.materials, name="materials"),
    path(
        "sanaksmes/<uuid:gathering_id>/materiali/<uuid:material_id>/",
        views_materials.remove_material,
        name="remove_material",
    ),
    path(
        "sanaksmes/<uuid:gathering_id>/materiali/<uuid:material_id>/fails/",
        views_materials.material_file,
        name="material_file",
    ),
    path("durvis/<uuid:gathering_id>/<str:day>/<str:signature>/", views_door.at_the_door, name="at_the_door"),
    path("pieteiksanas/", views_public.open_gatherings, name="open"),
    path("pieteiksanas/<uuid:gathering_id>/", views_public.register, name="register"),
    path("pieteiksanas/<uuid:gathering_id>/paldies/", views_public.registered, name="registered"),
    path(
        "pieteiksanas/apstiprinat/<uuid:registration_id>/<str:signature>/",
        views_public.confirm_registration,
        name="confirm_registration",
    ),
    path("aicinajums/<uuid:row_id>/<str:signature>/", views_letters.invitation, name="invitation"),
    path(
        "aicinajums/<uuid:row_id>/<str:signature>/kalendars.ics",
        views_letters.invitation_calendar,
        name="invitation_calendar",
    ),
    path(
        "aicinajums/<uuid:row_id>/<str:signature>/materiali/<uuid:material_id>/",
        views_letters.invitation_material,
        name="invitation_material",
    ),
    path("sanaksmes/<uuid:gathering_id>/klatbutne/<str:day>/", views_list.presence, name="presence"),
    path("sanaksmes/<uuid:gathering_id>/parakstu-lapa/", views_list.sign_in_sheet, name="sign_in_sheet"),
    path("sanaksmes/<uuid:gathering_id>/viens-vards/<uuid:pair_id>/", views_list.same_name, name="same_name"),
    path("sanaksmes/<uuid:gathering_id>/bez-vardiem/", views_list.heads, name="heads"),
    path("sanaksmes/<uuid:gathering_id>/zinojums/", views_report.report, name="report"),
    path("sanaksmes/<uuid:gathering_id>/zinojums/dala/", views_report.section, name="add_section"),
    path("sanaksmes/<uuid:gathering_id>/zinojums/dala/<uuid:section_id>/", views_report.section, name="section"),
]
