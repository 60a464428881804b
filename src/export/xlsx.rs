//! Workbooks for spreadsheet programs: numbers are numbers (1.234,5 hộ is 1234.5 in the cell), texts are never formulas.
//!
//! Takes [`Sheet`]s, gives the bytes of an `.xlsx` file: headings bold and frozen, with a filter. A sheet with more rows
//! than a workbook allows goes on in the next; a text longer than a cell allows is cut.

use crate::error::{Error, Result};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// Rows of a sheet in the file format, headings included.
const MAX_ROWS: usize = 1_048_576;
/// Characters of a cell in the file format.
const MAX_CHARS: usize = 32_767;
/// Characters of a sheet's name in the file format.
const MAX_NAME: usize = 31;

/// A cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text as it is.
    Text(String),
    /// A number to count with.
    Number(f64),
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |t| Self::Text(t.to_owned()))
    }
}

impl From<Option<f64>> for Cell {
    fn from(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, Self::Number)
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// A sheet: headings with the width of their column in characters, and rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Headings and widths.
    pub columns: Vec<(String, u16)>,
    /// Cells by row.
    pub rows: Vec<Vec<Cell>>,
}

/// The bytes of a workbook.
///
/// # Errors
/// [`Error::Usage`] when it cannot be made, for instance because there are too many columns.
pub fn workbook(sheets: &[Sheet]) -> Result<Vec<u8>> {
    write(sheets)
        .map_err(|e| Error::Usage(format!("the workbook cannot be written: {e}; --format csv has no such limits")))
}

fn write(sheets: &[Sheet]) -> std::result::Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new().set_bold();
    for sheet in sheets {
        let parts = sheet.rows.chunks(MAX_ROWS - 1).collect::<Vec<_>>();
        let parts = if parts.is_empty() { vec![&[][..]] } else { parts };
        for (i, rows) in parts.into_iter().enumerate() {
            let suffix = if i == 0 { String::new() } else { format!(" {}", i + 1) };
            let name: String = sheet.name.chars().take(MAX_NAME - suffix.len()).collect();
            let page = book.add_worksheet();
            page.set_name(name + &suffix)?;
            fill(page, sheet, rows, &head)?;
        }
    }
    book.save_to_buffer()
}

fn fill(page: &mut Worksheet, sheet: &Sheet, rows: &[Vec<Cell>], head: &Format) -> std::result::Result<(), XlsxError> {
    for (column, (title, width)) in (0u16..).zip(&sheet.columns) {
        page.write_string_with_format(0, column, title, head)?;
        page.set_column_width(column, *width)?;
    }
    for (row, cells) in (1u32..).zip(rows) {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                Cell::Number(n) if n.is_finite() => {
                    page.write_number(row, column, *n)?;
                }
                Cell::Number(n) => {
                    page.write_string(row, column, n.to_string())?;
                }
                Cell::Text(text) => {
                    let end = text.char_indices().nth(MAX_CHARS).map_or(text.len(), |(i, _)| i);
                    page.write_string(row, column, &text[..end])?;
                }
            }
        }
    }
    page.set_freeze_panes(1, 0)?;
    if let Some(last) = sheet.columns.len().checked_sub(1) {
        page.autofilter(0, 0, rows.len() as u32, last as u16)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn numbers_are_numbers_and_texts_are_texts() {
        let sheet = Sheet {
            name: "Chỉ tiêu".into(),
            columns: vec![("Xã".into(), 20), ("Số hộ".into(), 10), ("Ghi chú".into(), 10)],
            rows: vec![
                vec!["Mường Than".into(), Cell::Number(1234.5), "=1+1".into()],
                vec![Cell::Empty, Cell::Number(f64::NAN), Cell::from("ă".repeat(40_000).as_str())],
            ],
        };
        let bytes = workbook(&[sheet, Sheet { name: "Nguồn".into(), ..Sheet::default() }]).unwrap();
        let cells = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(cells.contains("<v>1234.5</v>"), "{cells}");
        assert!(!cells.contains("<f>"), "no formula");
        let texts = part(&bytes, "xl/sharedStrings.xml");
        assert!(texts.contains("Mường Than") && texts.contains("=1+1"));
        assert!(part(&bytes, "xl/workbook.xml").contains("Chỉ tiêu"));
    }
}
