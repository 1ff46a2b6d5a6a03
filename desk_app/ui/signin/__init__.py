"""Sign-in: who acts at this desk from now on, and where."""
