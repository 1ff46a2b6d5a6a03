"""The waiting room's screen and the page that governs it. Numbers and counters, nothing else."""
