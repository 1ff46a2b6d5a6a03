"""The calendar of a supervisor: a week, its closures, and who is to be placed anew."""
