"""Sounds of the waiting room."""
