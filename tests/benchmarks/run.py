"""Prints the ratio table. Each bench_*.py beside this file has `measure()`, which yields Ratio lines."""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))


def main() -> int:
    """Exit code 1 when a ratio is above its aim or there is nothing to measure."""
    names = sorted(path.stem for path in HERE.glob("bench_*.py"))
    lines = [line for name in names for line in import_module(f"tests.benchmarks.{name}").measure()]
    if not lines:
        print("Chưa có phép đo nào.")
        return 1
    print(f"{'việc':<44} {'so với':<36} {'tỉ số':>8} {'mức đặt ra':>11}")
    for line in lines:
        mark = "" if line.ratio <= line.aim else "  vượt mức"
        print(f"{line.work:<44} {line.floor:<36} {line.ratio:>8.2f} {line.aim:>11.2f}{mark}")
    return int(any(line.ratio > line.aim for line in lines))


if __name__ == "__main__":
    sys.exit(main())
