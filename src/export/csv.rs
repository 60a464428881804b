//! Comma-separated values (RFC 4180): `"Xã Mường Than","1.234"`.
//!
//! Takes cells as text, gives bytes in UTF-8, with a byte order mark when asked for (spreadsheet programs take a file
//! without one for the system's old encoding). Lines end with CR LF.

use crate::record::Table;

/// What spreadsheet programs need to see UTF-8.
const BOM: &[u8] = "\u{feff}".as_bytes();

/// Writes rows.
#[derive(Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// A file without rows.
    pub fn new(bom: bool) -> Self {
        Self { bytes: if bom { BOM.to_vec() } else { Vec::new() } }
    }

    /// Adds a row.
    pub fn row<S: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = S>) {
        for (i, cell) in cells.into_iter().enumerate() {
            if i > 0 {
                self.bytes.push(b',');
            }
            self.cell(cell.as_ref());
        }
        self.bytes.extend_from_slice(b"\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let quoted = cell.contains(['"', ',', '\n', '\r']) || cell.starts_with(' ') || cell.ends_with(' ');
        if !quoted {
            return self.bytes.extend_from_slice(cell.as_bytes());
        }
        self.bytes.push(b'"');
        self.bytes.extend_from_slice(cell.replace('"', "\"\"").as_bytes());
        self.bytes.push(b'"');
    }

    /// The file.
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Printed tables one behind the other: title, headings, rows, an empty line.
pub fn tables(tables: &[Table], bom: bool) -> Vec<u8> {
    let mut out = Writer::new(bom);
    for (i, table) in tables.iter().enumerate() {
        if i > 0 {
            out.row::<&str>([]);
        }
        if let Some(title) = &table.title {
            out.row([title]);
        }
        if table.columns.iter().any(|c| !c.is_empty()) {
            out.row(&table.columns);
        }
        for row in &table.rows {
            out.row(row);
        }
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_where_they_must() {
        let mut out = Writer::new(false);
        out.row(["Xã Mường Than", "1,5", "gọi là \"xóm\"", "hai\ndòng", "", " lùi"]);
        assert_eq!(
            String::from_utf8(out.finish()).unwrap(),
            "Xã Mường Than,\"1,5\",\"gọi là \"\"xóm\"\"\",\"hai\ndòng\",,\" lùi\"\r\n"
        );
    }

    #[test]
    fn tables_stand_one_behind_the_other() {
        let table = |title: Option<&str>| Table {
            index: 0,
            title: title.map(Into::into),
            columns: vec!["Xã".into(), "Số hộ".into()],
            rows: vec![vec!["Mường Than".into(), "1.234".into()]],
            span: crate::record::Place::default(),
        };
        let bytes = tables(&[table(Some("Biểu 01")), table(None)], true);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "\u{feff}Biểu 01\r\nXã,Số hộ\r\nMường Than,1.234\r\n\r\nXã,Số hộ\r\nMường Than,1.234\r\n"
        );
    }
}
