"""Files of other systems: tenancies, rents, charges and opening items."""
