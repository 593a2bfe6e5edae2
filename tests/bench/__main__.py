"""All benchmarks in one run: `python -m tests.bench`."""

import subprocess
import sys

for name in ("bench_delegation", "bench_tally", "bench_verify", "bench_accept", "bench_readers", "bench_treasury"):
    print(f"== {name}", flush=True)
    subprocess.run([sys.executable, "-m", f"tests.bench.{name}"], check=True)
