import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0002_desk'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('status', models.CharField(choices=[('offered', 'Offered'), ('running', 'Running'), ('finished', 'Finished'), ('declined', 'Declined')], default='offered', max_length=10)),
                ('opened_on', models.DateField()),
                ('opened_at', models.DateTimeField()),
                ('closed_on', models.DateField(null=True)),
                ('adapt_to', models.JSONField(default=list)),
                ('next_on', models.DateField(null=True)),
                ('reviewed_on', models.DateField(null=True)),
                ('household_on', models.DateField(null=True)),
                ('children_at_home', models.BooleanField(null=True)),
                ('children_assessed_on', models.DateField(null=True)),
                ('housing_explored_on', models.DateField(null=True)),
                ('plan_shared_on', models.DateField(null=True)),
                ('erased_at', models.DateTimeField(null=True)),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.step')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='records.tenancy')),
                ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseKey',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='key', serialize=False, to='records.case')),
                ('wrapped', models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name='BreakGlass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('reason', models.CharField(max_length=200)),
                ('seen_by_worker_at', models.DateTimeField(null=True)),
                ('seen_by_manager_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='emergencies', to='records.case')),
            ],
        ),
        migrations.CreateModel(
            name='CaseCover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField()),
                ('to_on', models.DateField()),
                ('colleague', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='case_covers', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=16)),
                ('based_on', models.PositiveIntegerField()),
                ('sealed', models.BinaryField()),
                ('saved_at', models.DateTimeField()),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='records.case')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='CaseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sealed', models.BinaryField()),
                ('place', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('on', models.DateField()),
                ('written_at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=150)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='records.case')),
            ],
        ),
        migrations.CreateModel(
            name='CasePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=16)),
                ('version', models.PositiveIntegerField()),
                ('sealed', models.BinaryField()),
                ('saved_at', models.DateTimeField()),
                ('saved_by', models.CharField(max_length=150)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='records.case')),
            ],
        ),
        migrations.CreateModel(
            name='CaseRead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_id', models.BigIntegerField()),
                ('tenancy_id', models.BigIntegerField()),
                ('by_id', models.BigIntegerField(null=True)),
                ('by_name', models.CharField(max_length=150)),
                ('role', models.CharField(max_length=24)),
                ('at', models.DateTimeField()),
                ('part', models.CharField(max_length=16)),
                ('purpose', models.CharField(max_length=16)),
                ('reason', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'indexes': [models.Index(fields=['tenancy_id', 'at'], name='case_read_tenancy')],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('at', models.TimeField(null=True)),
                ('state', models.CharField(choices=[('planned', 'Planned'), ('done', 'Done'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                ('version', models.PositiveIntegerField(default=1)),
                ('planned_at', models.DateTimeField()),
                ('planned_by', models.CharField(max_length=150)),
                ('ended_at', models.DateTimeField(null=True)),
                ('reached', models.BooleanField(null=True)),
                ('agreed', models.CharField(blank=True, max_length=200)),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='records.tenancy')),
                ('visitor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['worker', 'closed_on', 'next_on'], name='case_worker'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['tenancy', 'opened_on'], name='case_tenancy'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('tenancy',), name='case_one_open'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('status__in', ('offered', 'running'))), models.Q(('closed_on__isnull', False), ('status__in', ('finished', 'declined'))), _connector='OR'), name='case_closed_whole'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('children_at_home', None), ('household_on', None)), models.Q(('children_at_home__isnull', False), ('household_on__isnull', False)), _connector='OR'), name='case_household_whole'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='case_dates'),
        ),
        migrations.AddIndex(
            model_name='breakglass',
            index=models.Index(fields=['case', 'until'], name='break_glass_case'),
        ),
        migrations.AddConstraint(
            model_name='breakglass',
            constraint=models.CheckConstraint(condition=models.Q(('until__gt', models.F('at'))), name='break_glass_times'),
        ),
        migrations.AddConstraint(
            model_name='casecover',
            constraint=models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on'))), name='cover_dates'),
        ),
        migrations.AddConstraint(
            model_name='casecover',
            constraint=models.CheckConstraint(condition=models.Q(('worker', models.F('colleague')), _negated=True), name='cover_somebody_else'),
        ),
        migrations.AddConstraint(
            model_name='casedraft',
            constraint=models.UniqueConstraint(fields=('case', 'name', 'user'), name='case_draft_once'),
        ),
        migrations.AddIndex(
            model_name='casenote',
            index=models.Index(fields=['case', 'written_at'], name='case_note'),
        ),
        migrations.AddConstraint(
            model_name='casepart',
            constraint=models.UniqueConstraint(fields=('case', 'name'), name='case_part_once'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['visitor', 'on'], name='visit_day'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'planned')), models.Q(models.Q(('state', 'planned'), _negated=True), ('ended_at__isnull', False)), _connector='OR'), name='visit_end_whole'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'done'), _negated=True), ('reached__isnull', False), _connector='OR'), name='visit_done_whole'),
        ),
    ]
