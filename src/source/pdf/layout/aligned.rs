//! Tables without ruling: rows whose cells stand below each other with white between the columns.
//!
//! Takes the lines of a page, gives tables and the lines that are none. Three rows, three columns and figures in
//! them are needed: a header block and a list of recipients beside a signature stay lines.

use super::lines::{Line, Sep, line, text};
use super::words::Atom;
use super::{Rect, Table};
use crate::source::pdf::table::Grid;

/// White between two words of a row that may part columns, in font sizes.
const GAP: f32 = 0.5;
/// White that is left between two columns over all rows.
const VALLEY: f32 = 0.4;
/// Rows and columns from which lines are a table.
const MIN_ROWS: usize = 3;
const MIN_COLUMNS: usize = 3;
/// Share of the cells behind the first column that hold figures.
const FIGURES: f32 = 0.4;
/// Distance of baselines within a table, in font sizes.
const MAX_STEP: f32 = 3.2;

/// Takes the tables out of the lines of a page.
pub(super) fn tables(lines: Vec<Line>, atoms: &[Atom], arena: &str) -> (Vec<Line>, Vec<Table>) {
    let (mut kept, mut out) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        let run = run(&lines[at..], atoms);
        let found = (run >= MIN_ROWS).then(|| trimmed(&lines[at..at + run], atoms, arena)).flatten();
        let (before, rows) = found.as_ref().map_or((run.max(1), 0), |(before, table)| (*before, table.grid.rows));
        kept.extend_from_slice(&lines[at..at + before]);
        out.extend(found.map(|f| f.1));
        at += before + rows;
    }
    (kept, out)
}

/// The table in a run of lines of which the first and last may be stretched prose; and the lines before it.
fn trimmed(lines: &[Line], atoms: &[Atom], arena: &str) -> Option<(usize, Table)> {
    let figures = lines.iter().flat_map(|l| &l.atoms).filter(|a| is_figure(text(&atoms[a.0], arena))).count();
    if figures < lines.len() {
        return None;
    }
    (0..=MAX_TRIM).flat_map(|all| (0..=all).map(move |before| (before, all - before))).find_map(|(before, after)| {
        let part = lines.get(before..lines.len().checked_sub(after)?)?;
        (part.len() >= MIN_ROWS).then(|| table(part, atoms, arena)).flatten().map(|t| (before, t))
    })
}

/// Lines of prose that a run may begin and end with.
const MAX_TRIM: usize = 3;

/// How many lines from the first on look like rows.
fn run(lines: &[Line], atoms: &[Atom]) -> usize {
    let mut count = 0;
    for (i, l) in lines.iter().enumerate() {
        let near = i == 0 || l.base - lines[i - 1].base < MAX_STEP * l.size;
        if !near || gaps(l, atoms) + 1 < MIN_COLUMNS {
            break;
        }
        count += 1;
    }
    count
}

fn gaps(l: &Line, atoms: &[Atom]) -> usize {
    l.atoms.windows(2).filter(|w| w[1].1 != Sep::None && atoms[w[1].0].x0 - atoms[w[0].0].x1 > GAP * l.size).count()
}

fn table(lines: &[Line], atoms: &[Atom], arena: &str) -> Option<Table> {
    let size = lines.iter().map(|l| l.size).fold(0.0, f32::max);
    // What any row covers; the white between is where columns part.
    let mut covered: Vec<(f32, f32)> =
        lines.iter().flat_map(|l| &l.atoms).map(|a| (atoms[a.0].x0, atoms[a.0].x1)).collect();
    covered.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut xs, mut end) = (vec![covered.first()?.0], covered.first()?.1);
    for &(x0, x1) in &covered {
        if x0 - end > VALLEY * size {
            xs.push((end + x0) / 2.0);
        }
        end = end.max(x1);
    }
    xs.push(end);
    let columns = xs.len() - 1;
    if columns < MIN_COLUMNS {
        return None;
    }
    let column = |x: f32| xs.partition_point(|&p| p <= x).saturating_sub(1).min(columns - 1);
    let mut cells: Vec<Vec<Line>> = Vec::new();
    let (mut filled, mut figures) = (0, 0);
    for l in lines {
        let mut parts: Vec<Vec<usize>> = vec![Vec::new(); columns];
        for &(i, _) in &l.atoms {
            parts[column((atoms[i].x0 + atoms[i].x1) / 2.0)].push(i);
        }
        for (c, part) in parts.into_iter().enumerate() {
            if c > 0 && !part.is_empty() {
                filled += 1;
                let text: String = part.iter().map(|&i| text(&atoms[i], arena)).collect();
                figures += usize::from(is_figure(&text));
            }
            cells.push(line(part, atoms, arena).into_iter().collect());
        }
    }
    let rows = lines.len();
    // Every column is used by most rows.
    let used = (0..columns).all(|c| (0..rows).filter(|r| !cells[r * columns + c].is_empty()).count() * 2 >= rows);
    if !used || (figures as f32) < FIGURES * filled as f32 {
        return None;
    }
    let mut ys: Vec<f32> = lines.iter().map(|l| l.base - 0.9 * l.size).collect();
    ys.push(lines.last()?.base + 0.4 * size);
    let rect = Rect { x0: xs[0], y0: ys[0], x1: end, y1: ys[rows] };
    Some(Table { grid: Grid::plain(rect, xs, ys), cells, continues: false })
}

/// A number with its signs, or what stands for none.
fn is_figure(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let rest = text
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '.' | ',' | '%' | '-' | '+' | '(' | ')' | '/'))
        .count();
    digits > 0 && rest == 0 || matches!(text, "-" | "–" | "x" | "…")
}
