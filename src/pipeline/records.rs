//! What the stages found, as the records that the outside sees: spans get page, line and boxes, the document gets
//! its identity (SHA-256 of the bytes) and its own number ("Số: 12/BC-UBND" → `12/BC-UBND`).

use super::{Processed, Regions};
use crate::extract::Extraction;
use crate::normalize::NormText;
use crate::record::{self, Place};
use crate::structure::Document;
use crate::text::{LineIndex, Span};
use std::collections::HashMap;
use std::path::Path;

/// Makes the records of one file.
pub(super) fn records(
    path: &Path,
    sha256: String,
    norm: NormText,
    document: Document,
    extraction: Extraction,
) -> Processed {
    let index = LineIndex::new(&norm.text);
    let place = |span: Span| Place {
        start: span.start,
        end: span.end,
        page: index.page(span.start) as u32,
        line: index.line(span.start) as u32,
        boxes: boxes(&norm, span),
    };
    let references: Vec<_> = extraction
        .references
        .into_iter()
        .map(|r| record::Reference {
            form: r.form,
            text: r.span.of(&norm.text).to_owned(),
            number: r.number,
            suffix: r.suffix,
            year: r.year,
            symbol: r.symbol,
            sep: r.sep.map(String::from),
            id: r.id,
            resolved: r.resolved,
            doc_type: r.doc_type,
            date: r.date,
            issuer: r.issuer,
            term: r.term,
            title: r.title,
            own: r.own,
            certainty: r.certainty,
            span: place(r.span),
            rule: r.rule.to_owned(),
        })
        .collect();
    let figures = extraction
        .figures
        .into_iter()
        .map(|f| record::Figure {
            text: f.span.of(&norm.text).to_owned(),
            kind: f.kind,
            value: f.value,
            low: f.low,
            high: f.high,
            of: f.of,
            unit: f.unit,
            per: f.per,
            qualifier: f.qualifier,
            label: f.label,
            change: f.change,
            basis: f.basis,
            period: f.period,
            months: f.months,
            place: f.place,
            indicator: f.indicator,
            parent: f.parent,
            context_period: f.context_period,
            context_place: f.context_place,
            certainty: f.certainty,
            table: f.cell.map(|c| c.0),
            row: f.cell.map(|c| c.1),
            column: f.cell.map(|c| c.2),
            span: place(f.span),
            rule: f.rule.to_owned(),
        })
        .collect();
    let tables = document
        .tables
        .iter()
        .enumerate()
        .map(|(i, t)| record::Table {
            index: i as u32,
            title: t.title.clone(),
            columns: t.columns.clone(),
            rows: t.rows.iter().map(|r| r.iter().map(|c| c.text.clone()).collect()).collect(),
            span: place(t.span),
        })
        .collect();
    let header = document.header;
    let own = references.iter().find(|r| r.own);
    let record = record::Document {
        path: path.display().to_string(),
        sha256,
        format: norm.format,
        pages: norm.pages.len() as u32,
        text_source: norm.text_source,
        encoding: norm.encoding.clone(),
        id: own.and_then(|r| r.id.clone()),
        doc_type: header.doc_type,
        date: header.date,
        place: header.place,
        issuer: header.issuer,
        title: header.title,
        signer: header.signer,
        signer_role: header.signer_role,
        period: header.period,
        quality: norm.quality,
    };
    let mut notes = norm.notes.clone();
    notes.extend(
        extraction
            .notes
            .into_iter()
            .map(|note| record::Note { span: note.span.map(|p| place(Span::new(p.start, p.end))), ..note }),
    );
    Processed {
        document: record,
        references,
        figures,
        tables,
        notes,
        outline: document.outline,
        verdicts: norm.pages.iter().map(|p| p.verdict).collect(),
        regions: Regions { zones: norm.zones, tables: norm.tables },
        text: norm.text,
    }
}

/// Boxes by span, for a document whose file is not at hand.
pub(super) struct Boxes(HashMap<(usize, usize), Vec<[f32; 4]>>);

impl Boxes {
    /// Those of a document's records.
    pub(super) fn of(processed: &Processed) -> Self {
        let references = processed.references.iter().map(|r| &r.span);
        let figures = processed.figures.iter().map(|f| &f.span);
        let places = references.chain(figures).chain(processed.tables.iter().map(|t| &t.span));
        Self(places.filter(|p| !p.boxes.is_empty()).map(|p| ((p.start, p.end), p.boxes.clone())).collect())
    }

    /// Records at the same places get the same boxes.
    pub(super) fn give_back(&self, processed: &mut Processed) {
        let references = processed.references.iter_mut().map(|r| &mut r.span);
        let figures = processed.figures.iter_mut().map(|f| &mut f.span);
        for place in references.chain(figures).chain(processed.tables.iter_mut().map(|t| &mut t.span)) {
            if let Some(boxes) = self.0.get(&(place.start, place.end)) {
                place.boxes.clone_from(boxes);
            }
        }
    }
}

/// The boxes of a span: the words it touches, one box per line of print.
fn boxes(norm: &NormText, span: Span) -> Vec<[f32; 4]> {
    let mut out: Vec<[f32; 4]> = Vec::new();
    for w in norm.words.touching(span) {
        match out.last_mut() {
            Some(b) if same_line(b, &w.bbox) => {
                *b = [b[0].min(w.bbox[0]), b[1].min(w.bbox[1]), b[2].max(w.bbox[2]), b[3].max(w.bbox[3])];
            }
            _ => out.push(w.bbox),
        }
    }
    out
}

/// Words of one line overlap vertically by half their height and go on to the right.
fn same_line(a: &[f32; 4], b: &[f32; 4]) -> bool {
    let overlap = a[3].min(b[3]) - a[1].max(b[1]);
    overlap > 0.5 * (a[3] - a[1]).min(b[3] - b[1]) && b[0] >= a[0]
}

/// Lower-case hex.
pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}
