"""What a desk and its site are set to, read from files: no rule, no sentence."""
