"""Registre et tirage: who waits, the draw to come, those drawn before, winners to be told."""
