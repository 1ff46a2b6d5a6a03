"""The call for help in every window: its band, its key, its quiet answer."""
