"""The comparison of acts for supervisors: who stands out, by which figure, and the acts behind."""
