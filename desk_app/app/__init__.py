"""The wiring: the only place that knows everybody. No rule, no sentence, no SQL."""
