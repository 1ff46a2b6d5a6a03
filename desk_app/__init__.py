"""Desk App: tickets, calls and the waiting-room display of a reception desk."""
