"""Arrangements, their terms and instalments, who agreed, words, breaches and sums of capacity."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_contact'),
    ]

    operations = [
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField()),
                ('cents', models.BigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Arrangement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('officer', 'Officer'), ('tenant', 'Tenant'), ('court', 'Court')], max_length=8)),
                ('state', models.CharField(choices=[('proposed', 'Proposed'), ('running', 'Running'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('finished', 'Finished'), ('broken', 'Broken'), ('ended', 'Ended')], default='proposed', max_length=10)),
                ('as_of', models.DateField()),
                ('after_entry', models.BigIntegerField()),
                ('court_reference', models.CharField(blank=True, max_length=80)),
                ('proposed_at', models.DateTimeField()),
                ('proposed_on', models.DateField()),
                ('proposed_by', models.CharField(max_length=150)),
                ('answer_by', models.DateField(null=True)),
                ('started_on', models.DateField(null=True)),
                ('ended_on', models.DateField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.CharField(blank=True, max_length=150)),
                ('end_reason', models.CharField(blank=True, max_length=200)),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrangements', to='records.tenancy')),
            ],
        ),
        migrations.CreateModel(
            name='CapacityCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('monthly_cents', models.BigIntegerField()),
                ('rule', models.CharField(max_length=24)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=150)),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='capacity_checks', to='records.tenancy')),
            ],
        ),
        migrations.CreateModel(
            name='Breach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('missing_cents', models.BigIntegerField()),
                ('word_on', models.DateField()),
                ('found_on', models.DateField()),
                ('found_at', models.DateTimeField()),
                ('arrangement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='breach', to='records.arrangement')),
                ('instalment', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='records.instalment')),
            ],
        ),
        migrations.CreateModel(
            name='Terms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('first', 'First'), ('change', 'Change'), ('rest', 'Rest'), ('lump_sum', 'Lump Sum')], default='first', max_length=8)),
                ('rhythm', models.CharField(max_length=12)),
                ('total_cents', models.BigIntegerField()),
                ('tolerance_days', models.PositiveSmallIntegerField()),
                ('tolerance_cents', models.BigIntegerField()),
                ('capacity_cents', models.BigIntegerField(null=True)),
                ('conditions', models.JSONField(default=list)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('language', models.CharField(default='nl', max_length=2)),
                ('made_on', models.DateField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.CharField(max_length=150)),
                ('arrangement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='records.arrangement')),
            ],
        ),
        migrations.AddField(
            model_name='instalment',
            name='terms',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='records.terms'),
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('party', models.CharField(choices=[('tenant', 'Tenant'), ('association', 'Association')], max_length=12)),
                ('how', models.CharField(max_length=12)),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=150)),
                ('terms', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='records.terms')),
            ],
        ),
        migrations.CreateModel(
            name='Word',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField()),
                ('at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=150)),
                ('arrangement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='records.arrangement')),
            ],
        ),
        migrations.AddIndex(
            model_name='arrangement',
            index=models.Index(fields=['state', 'tenancy'], name='arrangement_state'),
        ),
        migrations.AddConstraint(
            model_name='arrangement',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('proposed', 'running'))), fields=('tenancy',), name='arrangement_one_open'),
        ),
        migrations.AddConstraint(
            model_name='arrangement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', True), ('ended_on__isnull', True), ('state__in', ('proposed', 'running'))), models.Q(models.Q(('state__in', ('proposed', 'running')), _negated=True), ('ended_at__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='arrangement_end_whole'),
        ),
        migrations.AddConstraint(
            model_name='arrangement',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ('proposed', 'declined', 'withdrawn')), ('started_on__isnull', False), _connector='OR'), name='arrangement_start_whole'),
        ),
        migrations.AddIndex(
            model_name='capacitycheck',
            index=models.Index(fields=['tenancy', 'on'], name='capacity_tenancy'),
        ),
        migrations.AddConstraint(
            model_name='terms',
            constraint=models.UniqueConstraint(fields=('arrangement', 'number'), name='terms_once'),
        ),
        migrations.AddConstraint(
            model_name='terms',
            constraint=models.CheckConstraint(condition=models.Q(('total_cents__gt', 0)), name='terms_total_positive'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.UniqueConstraint(fields=('terms', 'place'), name='instalment_once'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.CheckConstraint(condition=models.Q(('cents__gt', 0)), name='instalment_cents_positive'),
        ),
        migrations.AddConstraint(
            model_name='acceptance',
            constraint=models.UniqueConstraint(fields=('terms', 'party'), name='acceptance_once'),
        ),
    ]
