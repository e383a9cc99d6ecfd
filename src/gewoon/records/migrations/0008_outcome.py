import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0007_court'),
    ]

    operations = [
        migrations.CreateModel(
            name='Protocol',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(unique=True)),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('signed_by', models.CharField(max_length=150)),
                ('signed_at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until_on', models.DateField()),
                ('is_exploratory', models.BooleanField()),
                ('content', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('by_name', models.CharField(max_length=150)),
                ('made_at', models.DateTimeField()),
                ('protocol', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='records.protocol')),
            ],
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('period', models.CharField(max_length=7)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('released', 'Released'), ('refused', 'Refused')], default='proposed', max_length=8)),
                ('design', models.CharField(max_length=12)),
                ('texts', models.JSONField()),
                ('cells', models.JSONField()),
                ('withheld', models.PositiveSmallIntegerField()),
                ('notes', models.TextField(blank=True)),
                ('sha256', models.CharField(max_length=64)),
                ('proposed_by', models.CharField(max_length=150)),
                ('proposed_at', models.DateTimeField()),
                ('decided_by', models.CharField(blank=True, max_length=150)),
                ('decided_at', models.DateTimeField(null=True)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='records.report')),
            ],
        ),
        migrations.AddIndex(
            model_name='report',
            index=models.Index(fields=['made_at'], name='report_made'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'released')), fields=('period',), name='release_once_a_period'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decided_by', ''), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), models.Q(('decided_by', ''), _negated=True)), _connector='OR'), name='release_decision_whole'),
        ),
        migrations.AddConstraint(
            model_name='release',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'released'), _negated=True), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='release_two_persons'),
        ),
    ]
