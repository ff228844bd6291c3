from django.urls import path

from khetene.web.desk.guidance import (
    views,
    views_practices,
    views_public,
    views_reading,
    views_steps,
    views_work,
    views_writing,
)

app_name = "guidance"

urlpatterns = [
    path("ieteikumi/", views.register, name="register"),
    path("ieteikumi/musu/", views.ours, name="ours"),
    path("ieteikumi/pierakstit/", views_steps.record, name="record"),
    path("ieteikumi/dokumenti/", views_reading.documents, name="documents"),
    path("ieteikumi/dokumenti/<uuid:document_id>/", views_reading.read_document, name="read_document"),
    path("ieteikumi/dokumenti/<uuid:document_id>/fragmenti/", views_reading.passages, name="passages"),
    path("ieteikumi/dokumenti/<uuid:document_id>/dzest/", views_reading.finish_document, name="finish_document"),
    path("ieteikumi/gads/<int:year>/", views.yearly, name="yearly"),
    path("ieteikumi/publiski/", views_public.register, name="public"),
    path("ieteikumi/publiski/<uuid:statement_id>/", views_public.statement, name="public_statement"),
    path("ieteikumi/<uuid:statement_id>/", views.statement, name="statement"),
    path("ieteikumi/<uuid:statement_id>/jautat/", views_steps.ask, name="ask"),
    path("ieteikumi/atbilde/<uuid:addressing_id>/", views_steps.answer, name="answer_for"),
    path("ieteikumi/lemums/<uuid:addressing_id>/", views_steps.decide, name="decide"),
    path("ieteikumi/<uuid:statement_id>/darbiba/", views_work.take_on, name="take_on"),
    path("darbibas/", views_work.work, name="work"),
    path("darbibas/apnemsanas/", views_work.commitments, name="commitments"),
    path("darbibas/apnemsanas/<uuid:organisation_id>/", views_work.commitments_of, name="commitments_of"),
    path("darbibas/<uuid:action_id>/", views_work.action, name="action"),
    path("darbibas/<uuid:action_id>/kalpo/", views_work.serve, name="serve"),
    path("darbibas/<uuid:action_id>/gaita/", views_work.report, name="report_action"),
    path("darbibas/<uuid:action_id>/parbaude/", views_work.verify, name="verify_action"),
    path("prakse/", views_practices.practices, name="practices"),
    path("prakse/jauna/", views_writing.write_practice, name="write_practice"),
    path("prakse/<uuid:practice_id>/labot/", views_writing.edit_practice, name="edit_practice"),
    path("prakse/<uuid:practice_id>/redzeta/", views_writing.note_visit, name="note_visit"),
    path("prakse/<uuid:practice_id>/uz/<str:practice_state>/", views_writing.move_practice, name="move_practice"),
    path("ieteikumi/<uuid:statement_id>/prakse/", views_writing.link_practice, name="link_practice"),
    path("prakse/<uuid:practice_id>/", views_practices.practice, name="practice"),
    path("prakse/<uuid:practice_id>/parnemt/", views_practices.adopt, name="adopt"),
    path("prakse/parnemta/<uuid:adoption_id>/", views_practices.change_adoption, name="change_adoption"),
]
