"""What an agent declares so as to act for none of it (AT-15)."""
