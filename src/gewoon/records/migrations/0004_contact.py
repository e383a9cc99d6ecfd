import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0003_casework'),
    ]

    operations = [
        migrations.CreateModel(
            name='ContactPreference',
            fields=[
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='preference', serialize=False, to='records.party')),
                ('channel', models.CharField(choices=[('post', 'Post'), ('email', 'Email'), ('sms', 'Sms')], max_length=8)),
                ('by_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name='contactattempt',
            name='is_inbound',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='contactattempt',
            name='note',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='letter',
            name='channel',
            field=models.CharField(choices=[('post', 'Post'), ('email', 'Email'), ('sms', 'Sms')], db_default='post', default='post', max_length=8),
        ),
        migrations.AlterField(
            model_name='circumstance',
            name='kind',
            field=models.CharField(choices=[('dispute', 'Dispute'), ('legal_stop', 'Legal Stop'), ('pause', 'Pause'), ('help_asked', 'Help Asked'), ('promise', 'Promise'), ('debt_help', 'Debt Help'), ('help_declined', 'Help Declined'), ('guidance_declined', 'Guidance Declined'), ('children', 'Children'), ('no_children', 'No Children'), ('moratorium', 'Moratorium'), ('restructuring', 'Restructuring'), ('administration', 'Administration'), ('deceased', 'Deceased')], max_length=20),
        ),
        migrations.AlterField(
            model_name='contactattempt',
            name='kind',
            field=models.CharField(choices=[('call', 'Call'), ('visit', 'Visit'), ('email', 'Email'), ('sms', 'Sms'), ('talk', 'Talk'), ('card', 'Card')], max_length=8),
        ),
        migrations.CreateModel(
            name='Attendant',
            fields=[
                ('tenancy', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='attendant', serialize=False, to='records.tenancy')),
                ('since', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attended', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='BalanceAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('helper', models.CharField(max_length=120)),
                ('mandate', models.CharField(max_length=120)),
                ('mandate_on', models.DateField()),
                ('as_of', models.DateField()),
                ('total_cents', models.BigIntegerField()),
                ('content', models.JSONField()),
                ('by_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='balance_answers', to='records.tenancy')),
            ],
        ),
        migrations.CreateModel(
            name='MunicipalityAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(max_length=80)),
                ('towns', models.JSONField(default=list)),
                ('mapping', models.CharField(max_length=40)),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('reference', models.CharField(max_length=120)),
                ('has_pause', models.BooleanField(default=True)),
                ('by_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR'), name='agreement_dates')],
            },
        ),
        migrations.CreateModel(
            name='Signal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=32, unique=True)),
                ('sent_at', models.DateTimeField()),
                ('sent_on', models.DateField()),
                ('amount_cents', models.BigIntegerField()),
                ('months', models.PositiveIntegerField()),
                ('oldest_due_on', models.DateField()),
                ('payload', models.JSONField()),
                ('by_name', models.CharField(max_length=150)),
                ('recalled_at', models.DateTimeField(null=True)),
                ('recall_reason', models.CharField(blank=True, max_length=200)),
                ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signals', to='records.municipalityagreement')),
                ('step', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.step')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signals', to='records.tenancy')),
            ],
        ),
        migrations.CreateModel(
            name='SignalReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('file', models.CharField(max_length=80)),
                ('sha256', models.CharField(max_length=64)),
                ('signal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='receipt', to='records.signal')),
            ],
        ),
        migrations.CreateModel(
            name='SignalReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=80)),
                ('list_version', models.CharField(max_length=24)),
                ('outcome', models.CharField(max_length=20)),
                ('replied_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=150)),
                ('signal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='records.signal')),
            ],
        ),
        migrations.CreateModel(
            name='StepSwitch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('sends_itself', models.BooleanField()),
                ('by_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['step', '-recorded_at'], name='switch_step')],
            },
        ),
        migrations.CreateModel(
            name='ColleagueAbsence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('from_on', models.DateField()),
                ('to_on', models.DateField()),
                ('by_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
                ('stand_in', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covers', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='absences', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['stand_in', 'to_on'], name='absence_stand_in')],
                'constraints': [models.CheckConstraint(condition=models.Q(('to_on__gte', models.F('from_on'))), name='absence_dates'), models.CheckConstraint(condition=models.Q(('user', models.F('stand_in')), _negated=True), name='absence_somebody_else')],
            },
        ),
        migrations.CreateModel(
            name='ContactTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('overdue_contact', 'Overdue Contact'), ('not_delivered', 'Not Delivered'), ('stop_ended', 'Stop Ended'), ('follow_up', 'Follow Up'), ('municipality', 'Municipality'), ('pause_check', 'Pause Check'), ('letter', 'Letter')], max_length=20)),
                ('source', models.CharField(max_length=80, unique=True)),
                ('owner', models.CharField(choices=[('collection_officer', 'Collection Officer'), ('social_worker', 'Social Worker'), ('trainer', 'Trainer'), ('manager', 'Manager'), ('communications', 'Communications'), ('tenant', 'Tenant'), ('auditor', 'Auditor'), ('it_admin', 'It Admin')], max_length=24)),
                ('opened_on', models.DateField()),
                ('due_on', models.DateField()),
                ('text', models.CharField(blank=True, max_length=200)),
                ('done_at', models.DateTimeField(null=True)),
                ('done_by', models.CharField(blank=True, max_length=150)),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contact_tasks', to='records.tenancy')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at__isnull', True)), fields=['owner', 'due_on'], name='task_open')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', True), ('done_by', '')), models.Q(('done_at__isnull', False), models.Q(('done_by', ''), _negated=True)), _connector='OR'), name='task_done_whole')],
            },
        ),
        migrations.AddIndex(
            model_name='signal',
            index=models.Index(fields=['tenancy', 'sent_on'], name='signal_tenancy'),
        ),
        migrations.AddConstraint(
            model_name='signal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('recall_reason', ''), ('recalled_at__isnull', True)), models.Q(('recalled_at__isnull', False), models.Q(('recall_reason', ''), _negated=True)), _connector='OR'), name='signal_recall_whole'),
        ),
        migrations.AddConstraint(
            model_name='signalreply',
            constraint=models.UniqueConstraint(fields=('signal', 'code', 'replied_on'), name='reply_once'),
        ),
    ]
