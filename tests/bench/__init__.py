"""Figures of time, memory and quality, each beside those of peers in the same run.

`pip install -e '.[bench]'` brings the peers. What is absent is left out. They are measured on one
core: a school's server has other work, and numpy would take every core that it finds.
"""

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
