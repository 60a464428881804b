#!/usr/bin/env python3
"""The whole import against its peer (SQLite FTS5), side by side in one run.

    compare.py BINARY TOOLS [--short] [--keep DIR]

TOOLS holds make_corpus.py (makes report-like files) and peer_fts5.py (indexes them, extracts nothing). Three sets:
8,000 and 40,000 files of 5 KB and 2,000 of 100 KB; --short takes the first alone. Prints for each: seconds, processor
seconds, speed, peak memory (mapped files included) and bytes on disk of the peer, of an import on one processor and
of one with two threads; then an import again with nothing changed, and what the archive weighs after it has been
imported again by force. "One thread" is one processor for the whole program, where the system can bind it.
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

SETS = [("8,000 x 5 KB", 8000, 5000), ("40,000 x 5 KB", 40000, 5000), ("2,000 x 100 KB", 2000, 100000)]
FORCED, FORCED_SHORT = 10, 2


def run(command, processors=None):
    """Seconds, processor seconds, peak bytes and the last line of output of a command."""
    bind = None
    if processors and hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))[:processors]
        bind = lambda: os.sched_setaffinity(0, allowed)
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=out, preexec_fn=bind)
        _, status, used = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            sys.exit(f"status {status}: {' '.join(command)}")
        out.seek(0)
        lines = out.read().decode().splitlines()
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return seconds, used.ru_utime + used.ru_stime, peak, lines[-1] if lines else ""


def size(path):
    if os.path.isfile(path):
        return os.path.getsize(path)
    return sum(os.path.getsize(os.path.join(d, f)) for d, _, files in os.walk(path) for f in files)


def row(name, bytes_read, measured, held):
    seconds, cpu, peak, _ = measured
    speed = f"{bytes_read / seconds / 1e6:8.1f}" if bytes_read else " " * 8
    print(f"  {name:<34}{seconds:9.2f}{cpu:9.2f}{speed}{peak / 1e6:9.0f}{held / 1e6:9.1f}", flush=True)


def compare(binary, tools, folder, name, files, each, short):
    docs = os.path.join(folder, f"docs-{files}-{each}")
    if not os.path.isdir(docs):
        run([sys.executable, os.path.join(tools, "make_corpus.py"), docs, str(files), str(each)])
    total = size(docs)
    print(f"{name}, {total / 1e6:.0f} MB\n  {'':<34}{'seconds':>9}{'cpu':>9}{'MB/s':>8}{'peak MB':>9}{'disk MB':>9}")
    database, archive = os.path.join(folder, "peer.db"), os.path.join(folder, "archive")
    peer = run([sys.executable, os.path.join(tools, "peer_fts5.py"), "index", docs, database], 1)
    row("peer, one thread", total, peer, size(database))

    def imported(label, options, processors, fresh=True, read=total):
        if fresh:
            shutil.rmtree(archive, ignore_errors=True)
        measured = run([binary, "--archive", archive, "import", "-q", "--json", *options, docs], processors)
        summary = json.loads(measured[3])
        if summary["files"] != files or summary["failed"]:
            sys.exit(f"not all was imported: {summary}")
        row(label, read, measured, size(archive))
        return measured

    one = imported("import, one thread", ["--jobs", "1"], 1)
    two = imported("import, two threads", ["--jobs", "2"], 2)
    imported("again, nothing changed", [], None, fresh=False, read=0)
    if short or each * files < 100_000_000:
        before, forced = size(archive), FORCED_SHORT if short else FORCED
        for _ in range(forced):
            measured = run([binary, "--archive", archive, "import", "-q", "--json", "--force", docs])
        row(f"after {forced} imports by force", total, measured, size(archive))
        print(f"  grown to {size(archive) / before:.2f} times its size")
    print(f"  one thread: {peer[0] / one[0]:.2f} times the peer's speed; two threads: {one[0] / two[0]:.2f} times one\n")
    shutil.rmtree(archive)
    os.remove(database)


def main():
    arguments = [a for a in sys.argv[1:] if a != "--short"]
    keep = None
    if "--keep" in arguments:
        at = arguments.index("--keep")
        keep = arguments[at + 1]
        del arguments[at : at + 2]
    if len(arguments) != 2:
        sys.exit(__doc__)
    binary, tools = os.path.abspath(arguments[0]), os.path.abspath(arguments[1])
    short = "--short" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        for name, files, each in SETS[:1] if short else SETS:
            compare(binary, tools, keep or folder, name, files, each, short)


main()
