from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0009_portal'),
    ]

    operations = [
        migrations.CreateModel(
            name='PolicyTexts',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('policy_hash', models.CharField(max_length=64)),
                ('catalogue_hash', models.CharField(max_length=64)),
                ('gates_hash', models.CharField(max_length=64)),
                ('file', models.CharField(max_length=200)),
                ('policy', models.TextField()),
                ('catalogue', models.TextField()),
                ('gates', models.JSONField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('policy_hash', 'catalogue_hash', 'gates_hash'), name='policy_texts_once')],
            },
        ),
        migrations.CreateModel(
            name='PublishedPolicy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('valid_from', models.DateField()),
                ('label', models.JSONField(default=dict)),
                ('file', models.CharField(max_length=200)),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('published', 'Published'), ('refused', 'Refused')], default='proposed', max_length=9)),
                ('why', models.CharField(max_length=200)),
                ('proposed_by', models.CharField(max_length=150)),
                ('proposed_by_user', models.BigIntegerField(null=True)),
                ('proposed_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=150)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('valid_from',), name='policy_one_per_day'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by', ''), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='policy_decided_whole')],
            },
        ),
    ]
