//! What `trichluc table` found, as it is printed or handed to other programs: rows or grids, and the documents they come from.

use super::gone::{Files, marked};
use super::grid::{Column, Long};
use super::human::{basis_text, many};
use super::output::Style;
use super::table::Format;
use super::{Output, pivot};
use crate::export::{grids, observations};
use crate::query::{Pivot, Row, Source, Table, Unknown};
use crate::record::Certainty;

/// What was asked for.
pub(super) enum Found {
    Rows(Table),
    Grids(Pivot),
}

impl Found {
    /// Figures that are shown.
    pub fn figures(&self) -> u64 {
        match self {
            Self::Rows(table) => table.rows.len() as u64,
            Self::Grids(pivot) => {
                let values = pivot.grids.iter().flat_map(|grid| pivot.values(grid));
                values.map(|value| pivot.origins(value).len() as u64).sum()
            }
        }
    }

    /// Leaves out rows or grids beyond a limit; gives how many there were.
    pub fn cut(&mut self, limit: usize) -> usize {
        match self {
            Self::Rows(table) => {
                let all = table.rows.len();
                table.rows.truncate(limit);
                all
            }
            Self::Grids(pivot) => {
                let all = pivot.grids.len();
                pivot.grids.truncate(limit);
                all
            }
        }
    }

    /// Says what a limit has cut.
    pub fn tell_cut(&self, limit: usize, all: usize, out: &Output) {
        let thing = if matches!(self, Self::Rows(_)) { "row" } else { "grid" };
        out.tell_cut(limit, all, thing);
    }

    /// Looks which files are gone; gives which documents have a figure in what is shown.
    pub fn mark(&mut self, files: &Files) -> Vec<bool> {
        let mut used;
        let documents = match self {
            Self::Rows(table) => {
                used = vec![false; table.documents.len()];
                table.rows.iter().for_each(|row| used[row.document as usize] = true);
                &mut table.documents
            }
            Self::Grids(pivot) => {
                used = vec![false; pivot.documents.len()];
                let values = pivot.grids.iter().flat_map(|grid| pivot.values(grid));
                let origins = values.flat_map(|value| pivot.origins(value));
                origins.for_each(|origin| used[origin.document as usize] = true);
                &mut pivot.documents
            }
        };
        files.mark(documents.iter_mut().zip(&used).filter(|(_, used)| **used).map(|(source, _)| source).collect());
        used
    }

    /// Why there is nothing to show, if so.
    pub fn nothing(&self) -> Option<String> {
        let unknown = match self {
            _ if self.figures() > 0 => return None,
            Self::Grids(pivot) if pivot.ranges > 0 => {
                return Some("nothing to pivot: all figures found are ranges; leave out --by to see them".into());
            }
            Self::Rows(table) => &table.unknown,
            Self::Grids(pivot) => &pivot.unknown,
        };
        Some(nothing(unknown))
    }

    /// Prints it with the documents that are used.
    pub fn print(&self, used: &[bool], out: &Output) -> anyhow::Result<()> {
        match self {
            Self::Rows(table) => {
                print_rows(table, out)?;
                out.line("")?;
                print_sources(&table.documents, used, out)
            }
            Self::Grids(pivot) => {
                let left_out = pivot::print(pivot, out)?;
                print_sources(&pivot.documents, used, out)?;
                if left_out > 0 {
                    let values = many(left_out, "value");
                    out.message(&format!(
                        "{values} found no room beside others of the same cell; --format csv shows all"
                    ));
                }
                Ok(())
            }
        }
    }

    /// Hands the figures to `out` in a format for other programs: an error of our own, or what `out` says.
    pub fn write(
        &self,
        format: Format,
        bom: bool,
        out: &mut dyn FnMut(&[u8]) -> std::io::Result<()>,
    ) -> crate::Result<std::io::Result<()>> {
        Ok(match (format, self) {
            (Format::Csv, Self::Rows(table)) => observations::csv(table, bom, out),
            (Format::Csv, Self::Grids(pivot)) => grids::csv(pivot, bom, out),
            (Format::Xlsx, Self::Rows(table)) => out(&observations::xlsx(table)?),
            (Format::Xlsx, Self::Grids(pivot)) => out(&grids::xlsx(pivot)?),
            (Format::Jsonl | Format::Table, Self::Rows(table)) => observations::jsonl(table, out),
            (Format::Jsonl | Format::Table, Self::Grids(pivot)) => grids::jsonl(pivot, out),
        })
    }
}

/// Why nothing was found, and what to ask instead.
fn nothing(unknown: &[Unknown]) -> String {
    if unknown.is_empty() {
        return "nothing found: no figure meets all conditions; leave one out, or see `trichluc table --list`".into();
    }
    let all = unknown.iter().map(|u| match (&u.standard, u.nearest.as_slice()) {
        (Some(name), _) => format!("no figure of the archive is a value of {}, {name}", u.name),
        (None, []) => format!("the archive knows no \"{}\" and nothing like it", u.name),
        (None, near) => format!("the archive knows no \"{}\"; near to it: {}", u.name, near.join(", ")),
    });
    format!("nothing found: {}; `trichluc table --list` names all indicators", all.collect::<Vec<_>>().join("; "))
}

fn print_rows(table: &Table, out: &Output) -> anyhow::Result<()> {
    let columns = vec![
        Column::left("indicator").flexible(),
        Column::right("value"),
        Column::left("unit"),
        Column::left("period"),
        Column::left("place").flexible(),
        Column::left("basis"),
        Column::left("").style(Style::Warn),
        Column::left("source").style(Style::Dim),
    ];
    Ok(Long::new(columns).print(&table.rows, |row| row_cells(table, row), out)?)
}

/// The cells of a row, in the order of the columns of [`print_rows`].
fn row_cells(table: &Table, row: &Row) -> Vec<String> {
    let inherited = |value: Option<&str>, inherited: bool| match value {
        Some(v) if inherited => format!("({v})"),
        value => value.unwrap_or_default().to_owned(),
    };
    let row = table.view(row);
    let basis = basis_text(row.basis);
    let doubts = [
        (row.conflict, "conflict"),
        (row.certainty == Certainty::Guessed, "guessed"),
        (row.certainty == Certainty::Repaired, "repaired"),
    ];
    let doubts: Vec<&str> = doubts.iter().filter(|(on, _)| *on).map(|(_, word)| *word).collect();
    vec![
        row.label.unwrap_or(row.name).to_owned(),
        observations::value_text(&row),
        observations::unit_text(&row),
        {
            let months = row.months.map_or_else(String::new, |months| format!(" {months}"));
            inherited(row.period.map(|years| format!("{years}{months}")).as_deref(), row.period_inherited)
        },
        inherited(row.place, row.place_inherited),
        basis.into(),
        doubts.join(", "),
        format!("[{}] p. {} l. {}", row.document + 1, row.page, row.line),
    ]
}

fn print_sources(documents: &[Source], used: &[bool], out: &Output) -> anyhow::Result<()> {
    for (i, source) in documents.iter().enumerate().filter(|(i, _)| used[*i]) {
        let name = [source.id.as_deref(), source.date.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let path = marked(&source.path, source.gone, out);
        out.line(&format!("[{}] {path}  {}", i + 1, out.style(Style::Dim, &name)))?;
    }
    Ok(())
}
