from django.urls import path

from khetene.web.desk.accounts import views, views_invited, views_own

app_name = "accounts"

urlpatterns = [
    # konts/: one's own account
    path("", views_own.own_account, name="own"),
    path("slegt/", views_own.close, name="close_account"),
    path("darbavieta/", views_own.switch, name="switch"),
    path("bez-darbavietas/", views_own.no_membership, name="no_membership"),
    path("otrais-solis/", views_own.second_factor, name="second_factor"),
    path(
        "uzaicinajums/<uuid:invitation_id>/<str:signature>/",
        views_invited.accept_invitation,
        name="accept_invitation",
    ),
    # konts/cilveki/: people of our organisation
    path("cilveki/", views.people, name="people"),
    path("cilveki/uzaicinat/", views.invite, name="invite"),
    path("cilveki/uzaicinajums/<uuid:invitation_id>/velreiz/", views.resend_invitation, name="resend_invitation"),
    path("cilveki/uzaicinajums/<uuid:invitation_id>/atsaukt/", views.withdraw_invitation, name="withdraw_invitation"),
    path("cilveki/<uuid:membership_id>/datumi/", views.change_dates, name="change_dates"),
    path("cilveki/<uuid:membership_id>/beigt/", views.end_membership, name="end_membership"),
]
