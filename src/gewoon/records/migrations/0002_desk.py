import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0001_first'),
    ]

    operations = [
        migrations.AddField(
            model_name='writeoff',
            name='undoes',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='records.writeoff'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='credit',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Tenant'), (2, 'Income'), (3, 'Bank'), (4, 'Suspense'), (5, 'Refunded'), (6, 'Written Off'), (7, 'Opening'), (8, 'Other'), (9, 'Deposit')]),
        ),
        migrations.AlterField(
            model_name='entry',
            name='debit',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Tenant'), (2, 'Income'), (3, 'Bank'), (4, 'Suspense'), (5, 'Refunded'), (6, 'Written Off'), (7, 'Opening'), (8, 'Other'), (9, 'Deposit')]),
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=35, unique=True)),
                ('signed_on', models.DateField()),
                ('from_on', models.DateField()),
                ('to_on', models.DateField(null=True)),
                ('sequence_type', models.CharField(choices=[('RCUR', 'Recurrent'), ('OOFF', 'Once')], default='RCUR', max_length=4)),
                ('recorded_at', models.DateTimeField()),
                ('by_name', models.CharField(max_length=150)),
                ('tenancy', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='records.tenancy')),
            ],
        ),
        migrations.AddField(
            model_name='directdebititem',
            name='mandate',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='items', to='records.mandate'),
        ),
        migrations.CreateModel(
            name='SavedView',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('query', models.CharField(max_length=300)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='views', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='WriteOffShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='write_off_share', to='records.entry')),
                ('write_off', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shares', to='records.writeoff')),
            ],
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(condition=models.Q(('to_on', None)), fields=('tenancy',), name='mandate_one_open'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('from_on__gte', models.F('signed_on')), models.Q(('to_on__isnull', True), ('to_on__gte', models.F('from_on')), _connector='OR')), name='mandate_dates'),
        ),
        migrations.AddConstraint(
            model_name='savedview',
            constraint=models.UniqueConstraint(fields=('user', 'name'), name='view_once'),
        ),
    ]
