//! Ruled tables whose rows are not ruled: several values below each other in one cell, "1.412 | 165 | 230", are as many rows.
//!
//! Takes a table with the lines of print in its cells, splits the rows in which every cell of numbers has the same baselines. What
//! stands between two of them goes to the nearer one, a line in the middle to the upper.

use super::Table;
use super::lines::Line;
use super::words::Atom;

/// Baselines this close, in font sizes, are one.
const SAME_BASE: f32 = 0.5;

/// The table with its stacked rows split.
pub(super) fn unstack(mut table: Table, atoms: &[Atom], arena: &str) -> Table {
    for row in (0..table.grid.rows).rev() {
        let Some(bases) = bases(&table, row, atoms, arena) else { continue };
        let between: Vec<f32> = bases.windows(2).map(|w| (w[0] + w[1]) / 2.0).collect();
        let places = table.grid.split_row(row, &between);
        let mut cells = vec![Vec::new(); table.grid.cells.len()];
        for (lines, to) in table.cells.into_iter().zip(&places) {
            for line in lines {
                let nearest = (0..bases.len()).min_by(|&a, &b| {
                    (line.base - bases[a]).abs().total_cmp(&(line.base - bases[b]).abs()).then(a.cmp(&b))
                });
                let part = nearest.filter(|_| to.len() > 1).unwrap_or(0);
                cells[to[part]].push(line);
            }
        }
        table.cells = cells;
    }
    table
}

/// The baselines of the rows that are stacked in a row of the grid; none when it is one row.
fn bases(table: &Table, row: usize, atoms: &[Atom], arena: &str) -> Option<Vec<f32>> {
    let touches = |c: usize| {
        let cell = &table.grid.cells[c];
        cell.row <= row && row < cell.row + cell.row_span
    };
    let cells: Vec<usize> = (0..table.cells.len()).filter(|&c| touches(c)).collect();
    if cells.iter().any(|&c| table.grid.cells[c].row_span > 1) {
        return None;
    }
    let numbers = |lines: &[Line]| {
        let texts: Vec<String> = lines.iter().map(|l| l.text(atoms, arena)).collect();
        texts.len() > 1 && texts.iter().all(|t| is_value(t)) && !texts.iter().all(|t| is_year(t))
    };
    let stacked: Vec<&Vec<Line>> = cells.iter().map(|&c| &table.cells[c]).filter(|lines| numbers(lines)).collect();
    let first = stacked.first()?;
    let same = stacked.iter().all(|lines| {
        let pairs = lines.iter().zip(first.iter());
        lines.len() == first.len() && pairs.into_iter().all(|(a, b)| (a.base - b.base).abs() < SAME_BASE * a.size)
    });
    // A single column of numbers needs names beside it and no other number: one long number may be broken, too, beside the number
    // of its row.
    let single = |c: usize| table.cells[c].len() == 1 && is_value(&table.cells[c][0].text(atoms, arena));
    let named = !cells.iter().any(|&c| single(c))
        && cells.iter().any(|&c| table.cells[c].len() >= first.len() && !numbers(&table.cells[c]));
    (same && (stacked.len() > 1 || named)).then(|| first.iter().map(|l| l.base).collect())
}

/// A number or the mark for none, whole: "1.412", "12,5%", "-"; "1.412." goes on in the line below.
fn is_value(text: &str) -> bool {
    let text = text.trim();
    let core = text.trim_end_matches(['%', ')', ' ']);
    let signs = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–' | '+' | '(' | ')' | '%' | ' ');
    matches!(text, "-" | "–") || text.chars().all(signs) && core.ends_with(|c: char| c.is_ascii_digit())
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}
