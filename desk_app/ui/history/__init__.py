"""The history of a slot as a sheet that any page of a supervisor can open (AT-25)."""
