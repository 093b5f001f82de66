"""A page that is a register of acts, as data."""
