"""What people do for the training: plan groups, enrol, give seats, keep attendance, evaluate."""
