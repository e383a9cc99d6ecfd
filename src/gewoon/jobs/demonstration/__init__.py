"""The made-up association of the demonstration: a seeded world, and the files that the product imports."""
