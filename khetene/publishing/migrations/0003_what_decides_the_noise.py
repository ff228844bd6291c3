import secrets

from django.db import migrations, models

import khetene.kernel.encryption
import khetene.kernel.ids

BYTES = 32


def draw(apps, schema_editor):
    """Once for this installation: with another secret the same people would get another number."""
    key = khetene.kernel.ids.new_key()
    value = khetene.kernel.encryption.seal(secrets.token_hex(BYTES), f"publishing_noisesecret·value·{key}")
    apps.get_model("publishing", "NoiseSecret").objects.create(pk=key, use="needs", value=value)


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0001_squashed_0002_an_edition_never_changes"),
    ]

    operations = [
        migrations.CreateModel(
            name="NoiseSecret",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=khetene.kernel.ids.new_key, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("use", models.SlugField(max_length=20, unique=True)),
                ("value", khetene.kernel.encryption.EncryptedTextField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RunPython(draw, migrations.RunPython.noop),
    ]
