"""The second front: commands that ask the services and never draw a window."""
