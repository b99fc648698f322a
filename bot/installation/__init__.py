"""How a checkout gets its packages: standard library only, and readable to Python 3.7."""
