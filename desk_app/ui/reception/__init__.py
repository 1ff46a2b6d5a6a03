"""Accueil: the right ticket in the visitor's hand in two keys."""
