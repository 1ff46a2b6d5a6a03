"""The second person of an exception, as windows ask for them."""
