"""Forms are drawn by templates of this package, in GOV.UK markup."""

from django.forms.renderers import TemplatesSetting

from khetene.web.components.bound import BoundField


class Forms(TemplatesSetting):
    """Django's own field and widget templates, replaced by ours where we have one."""

    field_template_name = "django/forms/field.html"
    bound_field_class = BoundField
