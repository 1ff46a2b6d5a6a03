"""Rendez-vous: a place for the person in front of the agent, on one page (screens 6.5)."""
