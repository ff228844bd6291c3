from django.urls import path

from khetene.web.desk.projects import (
    views,
    views_amending,
    views_documents,
    views_found,
    views_keeping,
    views_plan,
    views_report,
    views_tasks,
)

app_name = "projects"

CHANGES = "posmi/grozijumi/<uuid:prepared_amendment_id>/maina/<slug:amended_part>"

urlpatterns = [
    path("posmi/", views.phases, name="phases"),
    path("posmi/jauns/", views_plan.begin, name="begin_phase"),
    path("posmi/<int:ordinal>/plans/", views_plan.plan, name="phase_plan"),
    path("posmi/<int:ordinal>/plans/pamati/", views_plan.head, name="phase_head"),
    path("posmi/<int:ordinal>/plans/vienosanas/", views_plan.agree, name="agree_phase"),
    path("posmi/<int:ordinal>/plans/atmest/", views_plan.discard, name="discard_phase"),
    path("posmi/<int:ordinal>/plans/dala/<slug:phase_part>/", views_plan.add_part, name="add_phase_part"),
    path("posmi/plans/<slug:phase_part>/<uuid:phase_part_id>/", views_plan.part, name="phase_part"),
    path(
        "posmi/plans/<slug:phase_part>/<uuid:phase_part_id>/nonemt/", views_plan.remove_part, name="remove_phase_part"
    ),
    path("posmi/<int:ordinal>/", views.phase, name="phase"),
    path("posmi/<int:ordinal>/zinojums/", views_report.report, name="report"),
    path("posmi/<int:ordinal>/zinojums/iesaldet/", views_report.freeze, name="freeze_report"),
    path("posmi/zinojums/<uuid:frozen_id>/<slug:frozen_kind>/", views_report.frozen, name="frozen_report"),
    path("posmi/<int:ordinal>/budzeta-rinda/", views_keeping.add_line, name="add_line"),
    path("posmi/<int:ordinal>/izmaksas/", views_keeping.add_cost, name="add_cost"),
    path("posmi/<int:ordinal>/grozijumi/", views_amending.amendments, name="amendments"),
    path("posmi/<int:ordinal>/grozijumi/jauni/", views_amending.add_amendment, name="add_amendment"),
    path("posmi/<int:ordinal>/plans/diena/", views_amending.plan_on_a_day, name="plan_on_a_day"),
    path("posmi/grozijumi/<uuid:prepared_amendment_id>/", views_amending.prepared, name="prepared_amendment"),
    path("posmi/grozijumi/<uuid:prepared_amendment_id>/iemesls/", views_amending.reason, name="amendment_reason"),
    path("posmi/grozijumi/<uuid:prepared_amendment_id>/vienosanas/", views_amending.agree, name="agree_amendment"),
    path("posmi/grozijumi/<uuid:prepared_amendment_id>/atmest/", views_amending.discard, name="discard_amendment"),
    path(f"{CHANGES}/jauns/", views_amending.add_change, name="add_change"),
    path(f"{CHANGES}/<uuid:amended_key>/", views_amending.change, name="change"),
    path(f"{CHANGES}/<uuid:amended_key>/svitrot/", views_amending.drop, name="drop_planned"),
    path(f"{CHANGES}/<uuid:amended_key>/atcelt/", views_amending.take_back, name="take_change_back"),
    path("posmi/izmaksas/<uuid:cost_id>/", views_keeping.replace_cost, name="replace_cost"),
    path("posmi/izmaksas/<uuid:cost_id>/dokumenti/", views_documents.documents, name="cost_documents"),
    path("posmi/dokuments/<uuid:cost_document_id>/", views_documents.document, name="cost_document"),
    path(
        "posmi/dokuments/<uuid:cost_document_id>/nonemt/", views_documents.remove_document, name="remove_cost_document"
    ),
    path("posmi/<int:ordinal>/papildinajumi/", views_found.found, name="found"),
    path("posmi/<int:ordinal>/papildinajumi/<slug:found_part>/", views_found.add_found, name="add_found"),
    path("posmi/papildinajumi/<slug:found_part>/<uuid:found_id>/", views_found.change_found, name="change_found"),
    path(
        "posmi/papildinajumi/<slug:found_part>/<uuid:found_id>/nonemt/", views_found.remove_found, name="remove_found"
    ),
    path("posmi/<int:ordinal>/dokumenti/", views_documents.phase_documents, name="phase_documents"),
    path("posmi/dokumenti/<uuid:phase_document_id>/", views_documents.phase_document, name="phase_document"),
    path(
        "posmi/dokumenti/<uuid:phase_document_id>/nonemt/",
        views_documents.remove_phase_document,
        name="remove_phase_document",
    ),
    path("posmi/<int:ordinal>/paskaidrojums/<str:gap_code>/", views_tasks.explain, name="explain_gap"),
    path("posmi/<int:ordinal>/uzdevumi/", views_tasks.tasks, name="phase_tasks"),
    path("posmi/<int:ordinal>/uzdevumi/jauns/", views_tasks.add_task, name="add_phase_task"),
    path("posmi/uzdevums/<uuid:phase_task_id>/", views_tasks.task, name="phase_task"),
    path("posmi/uzdevums/<uuid:phase_task_id>/izdarits/", views_tasks.mark_task, name="mark_phase_task"),
    path("posmi/darbiba/<uuid:phase_activity_id>/", views_keeping.activity, name="activity"),
    path("posmi/teksts/<uuid:visibility_id>/", views.visibility, name="visibility"),
]
