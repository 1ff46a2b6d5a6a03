"""The draw of an opening: cards before the doors, tickets in the order drawn; one sheet."""
