"""The windows (Qt)."""
