"""Where desks meet the site's store: the link as a machine. What is said is in domain/meeting."""
