"""Function Compute's Python runtimes, spoken over the runtime API. One code for Python 2.7 to 3.x, standard library only."""
