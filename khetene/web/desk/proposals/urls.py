from django.urls import path

from khetene.web.desk.proposals import views, views_citing, views_pictures, views_report, views_writing

app_name = "proposals"

urlpatterns = [
    path("", views.applications, name="applications"),
    path("jauns/", views.begin, name="begin"),
    path("konkursi/jauns/", views.add_call, name="add_call"),
    path("konkursi/<uuid:call_id>/", views.call, name="call"),
    path("rinda/<uuid:piece_id>/", views_writing.row, name="row"),
    path("rinda/<uuid:plan_piece_id>/attels/", views_pictures.add, name="add_report_picture"),
    path("attels/<uuid:report_picture_id>/", views_pictures.picture, name="report_picture"),
    path("attels/<uuid:report_picture_id>/atlauja/", views_pictures.change, name="change_report_picture"),
    path("attels/<uuid:report_picture_id>/vieta/", views_pictures.move, name="move_report_picture"),
    path("attels/<uuid:report_picture_id>/nonemt/", views_pictures.take_away, name="take_report_picture_away"),
    path("<uuid:application_id>/atteli/", views_pictures.pictures, name="report_pictures"),
    path("rinda/<uuid:plan_piece_id>/<slug:report_part>/", views_report.add, name="add_report"),
    path("vesture/<uuid:version_id>/dzest/", views_writing.wipe, name="wipe"),
    path("atsauce/<uuid:citation_id>/", views_citing.citation, name="citation"),
    path("<uuid:application_id>/", views.application, name="proposal"),
    path("<uuid:application_id>/konkurss/", views.choose_call, name="choose_call"),
    path("<uuid:application_id>/parskate/", views.review, name="review"),
    path("<uuid:application_id>/solis/", views.move, name="proposal_step"),
    path("<uuid:application_id>/atskaite/", views_report.report, name="project_report"),
    path("<uuid:application_id>/dala/<slug:proposal_part>/", views_writing.part, name="proposal_part"),
    path("<uuid:application_id>/dala/<slug:proposal_part>/jauna/", views_writing.add_row, name="add_row"),
    path("<uuid:application_id>/dala/<slug:proposal_part>/vesture/", views_writing.history, name="part_history"),
    path("<uuid:application_id>/dala/<slug:proposal_part>/statistika/", views_citing.pick, name="pick"),
]
