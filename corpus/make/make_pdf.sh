#!/usr/bin/env bash
# Makes the PDF files of the corpus from sources/.
#
#   make_pdf.sh        rewrites corpus/reports/*.pdf
#
# Needs LibreOffice (soffice), Chromium, poppler's pdftoppm, and the Python packages typst, weasyprint, img2pdf.
# The PDFs are committed; run this only to add one or to change a source.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
src=$here/sources
out=$here/../reports
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

soffice --headless --convert-to pdf:writer_web_pdf_Export --outdir "$tmp" "$src/lo-report-poverty.html" >/dev/null
mv "$tmp/lo-report-poverty.pdf" "$out/"
# 44,34,UTF8: comma, double quote, UTF-8; every column as text, so that "45.200" is not read as a decimal.
soffice --headless --infilter="CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2" --convert-to pdf:calc_pdf_Export \
  --outdir "$tmp" "$src/calc-sheet-budget.csv" >/dev/null
mv "$tmp/calc-sheet-budget.pdf" "$out/"
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --disable-component-update \
  --disable-sync --no-pdf-header-footer --user-data-dir="$tmp/chromium" \
  --print-to-pdf="$out/chromium-plan-forest.pdf" "file://$src/chromium-plan-forest.html" >/dev/null 2>&1
python3 -c 'import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])' \
  "$src/typst-statistics-school.typ" "$out/typst-statistics-school.pdf"
python3 -m weasyprint "$src/weasy-news-tourism.html" "$out/weasy-news-tourism.pdf"
# A scan: the page of another report as a grey picture.
pdftoppm -r 110 -gray -jpeg -jpegopt quality=55 -singlefile "$out/chromium-plan-forest.pdf" "$tmp/scan"
python3 -m img2pdf --pagesize A4 -o "$out/scan-plan-forest.pdf" "$tmp/scan.jpg"
# A damaged file: the last third is missing, with the cross-reference table.
head -c "$(($(stat -c %s "$out/lo-report-poverty.pdf") * 2 / 3))" "$out/lo-report-poverty.pdf" >"$out/truncated-report-poverty.pdf"
