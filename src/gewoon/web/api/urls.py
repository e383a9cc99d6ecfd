"""The addresses of api."""

from django.urls import path

from gewoon.web.api import gates

app_name = "api"
urlpatterns = [path("api/tenancies/<int:tenancy_id>/gates", gates.of_tenancy, name="gates")]
