"""Deeds of the social worker: a case, its content, visits, and who may look in an emergency."""
