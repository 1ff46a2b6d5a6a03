"""The Journal: who did what, and whether anything was changed since."""
