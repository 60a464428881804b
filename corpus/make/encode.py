#!/usr/bin/env python3
"""Writes the corpus files that are not UTF-8, from the UTF-8 texts in sources/.

    encode.py            rewrites corpus/reports/legacy-*.txt, utf16-*.txt, nfd-*.txt, mojibake-*.txt

The byte tables are read from the program's own test data in legacy_bytes.tsv: letter, TCVN3, VNI, VISCII,
CP1258, hexadecimal, as published in TCVN 5712:1993, RFC 1456 and the Windows code page 1258.
Only the Python standard library is used.
"""
import os
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, "..", "reports")
COLUMNS = {"tcvn3": 1, "vni": 2, "viscii": 3, "cp1258": 4}


def table(name):
    result = {}
    with open(os.path.join(HERE, "legacy_bytes.tsv"), encoding="utf-8") as f:
        for row in f:
            if row.startswith("#"):
                continue
            cells = row.rstrip("\n").split("\t")
            result[cells[0]] = bytes.fromhex(cells[COLUMNS[name]])
    return result


def encode(text, name):
    letters = table(name)
    out = bytearray()
    for c in unicodedata.normalize("NFC", text):
        if c in letters:
            out += letters[c]
        else:
            out += c.encode("ascii")
    return bytes(out)


def source(name):
    with open(os.path.join(HERE, "sources", name), encoding="utf-8") as f:
        return f.read()


def write(name, data):
    with open(os.path.join(OUT, name), "wb") as f:
        f.write(data)


for name in sorted(os.listdir(os.path.join(HERE, "sources"))):
    if not name.endswith(".txt"):
        continue
    text = source(name)
    if name.startswith("legacy-"):
        write(name, encode(text, name.split("-")[1]))
    elif name.startswith("utf16-"):
        write(name, b"\xff\xfe" + text.encode("utf-16-le"))
    elif name.startswith("nfd-"):
        write(name, unicodedata.normalize("NFD", text).encode())
    elif name.startswith("mojibake-"):
        # UTF-8 read as windows-1252, undefined bytes passed through, and written as UTF-8 once more.
        wrong = "".join(
            bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in text.encode()
        )
        write(name, wrong.encode())
