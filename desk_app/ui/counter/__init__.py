"""Guichet: serve the person here; know who is next and why."""
