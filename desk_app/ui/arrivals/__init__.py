"""Arrivées: the code, the document, the ticket of who has an appointment today."""
