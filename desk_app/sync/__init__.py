"""Where desks will meet the site's store; empty until the sync issue."""
