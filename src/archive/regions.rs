//! What the reader of a file found beside its text, as bytes and back: footnote marks, running heads, printed
//! tables. With it the rules can be run again on the stored text ("Chính phủ¹" keeps its mark).

use super::codec::{Code, Decoder, Encoder, Read, codes};
use super::records::{read_span, span};
use crate::pipeline::Regions;
use crate::source::{RawCell, RawTable, Zone, ZoneKind};

codes! {
    ZoneKind { Footnote = 0, Mark = 1, Running = 2, Stamp = 3 }
}

/// Writes regions.
pub(super) fn encode(e: &mut Encoder, regions: &Regions) {
    let mut at = 0;
    e.list(&regions.zones, |e, z| {
        e.byte(z.kind.code());
        span(e, z.span, &mut at);
    });
    at = 0;
    e.list(&regions.tables, |e, t| {
        span(e, t.span, &mut at);
        e.number(t.columns as u64);
        e.number(t.rows as u64);
        e.byte(u8::from(t.continues));
        e.list(&t.cells, |e, c| {
            span(e, c.span, &mut at);
            for n in [c.row, c.column, c.row_span, c.column_span] {
                e.number(n as u64);
            }
        });
    });
}

/// Reads regions.
pub(super) fn decode(d: &mut Decoder<'_>) -> Read<Regions> {
    let mut at = 0;
    let zones = d.list(|d| {
        let kind = ZoneKind::from_code(d.byte()?)?;
        Ok(Zone { kind, span: read_span(d, &mut at)? })
    })?;
    at = 0;
    let tables = d.list(|d| {
        Ok(RawTable {
            span: read_span(d, &mut at)?,
            columns: d.int()?,
            rows: d.int()?,
            continues: d.byte()? == 1,
            cells: d.list(|d| {
                Ok(RawCell {
                    span: read_span(d, &mut at)?,
                    row: d.int()?,
                    column: d.int()?,
                    row_span: d.int()?,
                    column_span: d.int()?,
                })
            })?,
        })
    })?;
    Ok(Regions { zones, tables })
}

#[cfg(test)]
mod tests {
    use super::super::strings::Strings;
    use super::*;
    use crate::text::Span;

    #[test]
    fn regions_come_back() {
        let cell =
            |start, row| RawCell { span: Span::new(start, start + 4), row, column: 1, row_span: 1, column_span: 2 };
        let regions = Regions {
            zones: vec![
                Zone { span: Span::new(10, 11), kind: ZoneKind::Mark },
                Zone { span: Span::new(90, 140), kind: ZoneKind::Footnote },
            ],
            tables: vec![RawTable {
                span: Span::new(20, 60),
                columns: 3,
                rows: 2,
                // Cells of merged headings do not come in text order.
                cells: vec![cell(30, 0), cell(20, 1)],
                continues: true,
            }],
        };
        let mut e = Encoder::default();
        encode(&mut e, &regions);
        let bytes = e.finish();
        let (strings, values) = Strings::open(&bytes).unwrap();
        assert_eq!(decode(&mut Decoder::new(values, &strings)).unwrap(), regions);
    }
}
