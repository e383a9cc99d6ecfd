import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0005_arrangement'),
    ]

    operations = [
        migrations.CreateModel(
            name='Cohort',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=40)),
                ('name', models.CharField(max_length=80)),
                ('place', models.CharField(max_length=160)),
                ('bureau', models.CharField(blank=True, max_length=80)),
                ('seats', models.PositiveSmallIntegerField()),
                ('part_of_day', models.CharField(max_length=10)),
                ('has_childcare', models.BooleanField(default=False)),
                ('by_lot', models.BooleanField(default=True)),
                ('draw_on', models.DateField(null=True)),
                ('state', models.CharField(choices=[('open', 'Open'), ('given', 'Given'), ('cancelled', 'Cancelled')], default='open', max_length=10)),
                ('planned_at', models.DateTimeField()),
                ('trainer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cohorts', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='DrawProtocol',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=20)),
                ('text', models.TextField()),
                ('seats', models.PositiveSmallIntegerField()),
                ('secret', models.CharField(max_length=64)),
                ('commitment', models.CharField(max_length=64)),
                ('signed_by', models.CharField(max_length=150)),
                ('signed_at', models.DateTimeField()),
                ('cohort', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='protocol', to='records.cohort')),
            ],
        ),
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('log', models.JSONField()),
                ('sha256', models.CharField(max_length=64)),
                ('drawn_by', models.CharField(max_length=150)),
                ('drawn_at', models.DateTimeField()),
                ('cohort', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draw', to='records.cohort')),
                ('protocol', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='draws', to='records.drawprotocol')),
            ],
        ),
        migrations.CreateModel(
            name='Enrolment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=40)),
                ('first_name', models.CharField(blank=True, max_length=80)),
                ('seat', models.PositiveSmallIntegerField(null=True)),
                ('way_in', models.CharField(choices=[('required', 'Required'), ('condition', 'Condition'), ('own_initiative', 'Own Initiative')], max_length=16)),
                ('origin', models.CharField(choices=[('staff', 'Staff'), ('portal', 'Portal'), ('letter_code', 'Letter Code'), ('phone', 'Phone'), ('import', 'Import')], default='staff', max_length=12)),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('waiting', 'Waiting'), ('seated', 'Seated'), ('finished', 'Finished'), ('declined', 'Declined'), ('dropped_out', 'Dropped Out'), ('excused', 'Excused')], max_length=12)),
                ('invited_on', models.DateField(null=True)),
                ('eligible_on', models.DateField(null=True)),
                ('came_forward_on', models.DateField(null=True)),
                ('urgent_on', models.DateField(null=True)),
                ('seated_on', models.DateField(null=True)),
                ('planned_end_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('end_reason', models.CharField(blank=True, max_length=20)),
                ('end_note', models.CharField(blank=True, max_length=200)),
                ('losses', models.PositiveSmallIntegerField(default=0)),
                ('barriers', models.JSONField(default=list)),
                ('part_of_day', models.CharField(blank=True, max_length=10)),
                ('channel', models.CharField(default='letter', max_length=8)),
                ('shares_strengths', models.BooleanField(default=False)),
                ('has_evaluated', models.BooleanField(default=False)),
                ('cohort', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='records.cohort')),
                ('guide', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='enrolments', to='records.party')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enrolments', to='records.tenancy')),
            ],
        ),
        migrations.CreateModel(
            name='EvaluationAnswer',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('programme', models.CharField(max_length=40)),
                ('pool', models.PositiveIntegerField(default=0)),
                ('answers', models.JSONField()),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'pool'], name='evaluation_pool')],
            },
        ),
        migrations.CreateModel(
            name='EvaluationRemark',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('programme', models.CharField(max_length=40)),
                ('pool', models.PositiveIntegerField(default=0)),
                ('text', models.CharField(max_length=500)),
            ],
            options={
                'indexes': [models.Index(fields=['programme', 'pool'], name='remark_pool')],
            },
        ),
        migrations.CreateModel(
            name='InterviewConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('medium', models.CharField(max_length=12)),
                ('scope', models.CharField(max_length=16)),
                ('text_version', models.CharField(max_length=20)),
                ('given_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('party', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='interview_consents', to='records.party')),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='interview_consents', to='records.tenancy')),
            ],
        ),
        migrations.CreateModel(
            name='OwnWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('text', models.CharField(max_length=300)),
                ('reached', models.CharField(blank=True, max_length=10)),
                ('written_at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='own_words', to='records.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='PeerChoice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reach_me', models.CharField(max_length=80)),
                ('chosen_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(null=True)),
                ('chooser', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chose', to='records.enrolment')),
                ('chosen', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen_by', to='records.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='Profile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('household', models.CharField(blank=True, max_length=20)),
                ('income_source', models.CharField(blank=True, max_length=20)),
                ('own_way_in', models.CharField(blank=True, max_length=20)),
                ('notice', models.CharField(max_length=20)),
                ('answered_on', models.DateField()),
                ('enrolment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='profile', to='records.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='SelfRating',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(max_length=6)),
                ('item', models.CharField(max_length=40)),
                ('score', models.PositiveSmallIntegerField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ratings', to='records.enrolment')),
            ],
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('planned_on', models.DateField()),
                ('on', models.DateField()),
                ('begins_at', models.TimeField()),
                ('ends_at', models.TimeField()),
                ('place', models.CharField(blank=True, max_length=160)),
                ('uid', models.CharField(max_length=64, unique=True)),
                ('sequence', models.PositiveSmallIntegerField(default=0)),
                ('is_cancelled', models.BooleanField(default=False)),
                ('changed_at', models.DateTimeField()),
                ('cohort', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='records.cohort')),
            ],
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('present', 'Present'), ('excused', 'Excused'), ('no_word', 'No Word'), ('caught_up', 'Caught Up')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=20)),
                ('caught_up_on', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('by_name', models.CharField(max_length=150)),
                ('recorded_at', models.DateTimeField()),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='records.enrolment')),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to='records.session')),
            ],
        ),
        migrations.CreateModel(
            name='TrainingTask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('detail', models.CharField(blank=True, max_length=20)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('due_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('done_on', models.DateField(null=True)),
                ('done_by', models.CharField(blank=True, max_length=150)),
                ('enrolment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='records.enrolment')),
                ('session', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='records.session')),
            ],
        ),
        migrations.AddConstraint(
            model_name='cohort',
            constraint=models.CheckConstraint(condition=models.Q(('seats__gte', 1)), name='cohort_seats'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['programme', 'state'], name='enrolment_state'),
        ),
        migrations.AddIndex(
            model_name='enrolment',
            index=models.Index(fields=['tenancy'], name='enrolment_tenancy'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(fields=('cohort', 'seat'), name='enrolment_seat_once'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('invited', 'waiting', 'seated'))), fields=('tenancy', 'programme'), name='enrolment_once'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'seated'), _negated=True), models.Q(('cohort__isnull', False), ('planned_end_on__isnull', False), ('seat__isnull', False), ('seated_on__isnull', False)), _connector='OR'), name='enrolment_seated_whole'),
        ),
        migrations.AddConstraint(
            model_name='enrolment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', True), ('state__in', ('invited', 'waiting', 'seated'))), models.Q(('ended_on__isnull', False), ('state__in', ('finished', 'declined', 'dropped_out', 'excused'))), _connector='OR'), name='enrolment_ended_whole'),
        ),
        migrations.AddConstraint(
            model_name='interviewconsent',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('tenancy', 'medium', 'scope'), name='interview_consent_once'),
        ),
        migrations.AddConstraint(
            model_name='peerchoice',
            constraint=models.UniqueConstraint(condition=models.Q(('revoked_at__isnull', True)), fields=('chooser', 'chosen'), name='peer_once'),
        ),
        migrations.AddConstraint(
            model_name='peerchoice',
            constraint=models.CheckConstraint(condition=models.Q(('chooser', models.F('chosen')), _negated=True), name='peer_other'),
        ),
        migrations.AddConstraint(
            model_name='selfrating',
            constraint=models.UniqueConstraint(fields=('enrolment', 'moment', 'item'), name='rating_once'),
        ),
        migrations.AddConstraint(
            model_name='selfrating',
            constraint=models.CheckConstraint(condition=models.Q(('score__range', (1, 5))), name='rating_score'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['on'], name='session_on'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.UniqueConstraint(fields=('cohort', 'number'), name='session_once'),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='session_times'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('session', 'enrolment'), name='attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('presence', 'caught_up'), _negated=True), ('caught_up_on__isnull', False), _connector='OR'), name='attendance_caught_up'),
        ),
        migrations.AddIndex(
            model_name='trainingtask',
            index=models.Index(fields=['done_on', 'due_on'], name='training_task_due'),
        ),
        migrations.AddConstraint(
            model_name='trainingtask',
            constraint=models.UniqueConstraint(fields=('enrolment', 'session', 'kind', 'detail'), name='training_task_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='trainingtask',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_by', ''), ('done_on__isnull', True)), models.Q(('done_on__isnull', False), models.Q(('done_by', ''), _negated=True)), _connector='OR'), name='training_task_done'),
        ),
    ]
