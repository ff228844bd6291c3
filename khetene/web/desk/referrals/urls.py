from django.urls import path

from khetene.web.desk.referrals import views, views_link

app_name = "referrals"

urlpatterns = [
    path("nosutijumi/", views.inbox, name="inbox"),
    path("nosutijumi/izsutitie/", views.outbox, name="outbox"),
    path("lietas/<uuid:case_id>/nosutit/", views.start, name="start"),
    path("nosutijumi/<uuid:referral_id>/", views.referral, name="referral"),
    path("nosutijumi/<uuid:referral_id>/sutit/", views.send, name="send"),
    path("nosutijumi/<uuid:referral_id>/piekrisana/", views.agree, name="agree"),
    path("nosutijumi/<uuid:referral_id>/atsaukt/", views.withdraw, name="withdraw"),
    path("nosutijumi/<uuid:referral_id>/pienemt/", views.accept, name="accept"),
    path("nosutijumi/<uuid:referral_id>/noraidit/", views.decline, name="decline"),
    path("nosutijumi/<uuid:referral_id>/tiksanas/", views.appointment, name="appointment"),
    path("nosutijumi/<uuid:referral_id>/rezultats/", views.outcome, name="outcome"),
    path("nosutijumi/<uuid:referral_id>/zina/", views.message, name="message"),
    path("nosutijumi/<uuid:referral_id>/saite/", views.link, name="link"),
    path("nosutijumi/<uuid:referral_id>/vestule/", views.letter, name="letter"),
    path("atbilde/<str:token>/", views_link.answer, name="answer"),
]
