"""Supervision: what waits, what to do now, how many counters it takes."""
