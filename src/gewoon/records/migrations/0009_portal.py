import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0008_outcome'),
    ]

    operations = [
        migrations.CreateModel(
            name='CodeAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('postcode', models.CharField(max_length=7)),
                ('channel', models.CharField(choices=[('email', 'Email'), ('letter', 'Letter')], max_length=8)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='SignInTry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('is_code', models.BooleanField()),
                ('number_hash', models.CharField(max_length=64)),
                ('address_hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['number_hash', 'at'], name='try_number'), models.Index(fields=['address_hash', 'at'], name='try_address')],
            },
        ),
        migrations.CreateModel(
            name='TenantAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('made_at', models.DateTimeField()),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='account', to='records.party')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tenant_account', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SignInCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('email', 'Email'), ('letter', 'Letter')], max_length=8)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='codes', to='records.party')),
            ],
            options={
                'indexes': [models.Index(fields=['party', 'expires_at'], name='code_party')],
            },
        ),
    ]
