"""The rules: frozen values and pure functions, the standard library only."""
