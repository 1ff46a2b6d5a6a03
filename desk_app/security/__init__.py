"""Keys and passwords; nothing here decides who may do what."""
