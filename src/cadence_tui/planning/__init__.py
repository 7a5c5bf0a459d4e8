"""The solver that puts touches on days: pure, standard library only."""
