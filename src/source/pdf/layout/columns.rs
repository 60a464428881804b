//! Columns of prose: parts rows of print at the gutter that they leave open, so that one column is read after the other.
//!
//! Takes rows, gives parts of them. A header block, a list of recipients and rows of figures stay row by row.

use super::Sheet;
use super::lines::{Line, Sep};
use super::paragraph::{Measure, atom_text, bold, is_label};

/// Rows that a gutter must pass through to part columns of prose.
const COLUMN_ROWS: usize = 8;
/// Rows of a second column that ends before the first does.
const SHORT_COLUMN: usize = 4;
/// Rows of columns whose lines show by their margins and first letters that they are prose.
const FEW_ROWS: usize = 3;
/// Words of a line of prose.
const WORDS: usize = 4;
/// A gutter is at least this wide, in font sizes.
const GUTTER: f32 = 0.75;
/// Rows that a first column may be longer than the second before what is set off below is sure to belong to it.
const BALANCE: usize = 6;
/// White above a line that is set off, against the usual distance of lines.
const SET_OFF: f32 = 1.3;
/// Gutters of one page.
const MAX_GUTTERS: usize = 5;
/// Share of the page's width beside which two columns, and more of them, have no gutter.
const MIDDLE: f32 = 0.3;
const EDGE: f32 = 0.15;
/// Margins this close are the same, in points.
const ALIGNED: f32 = 1.0;

/// Lines that are read together.
pub(super) struct Part {
    pub(super) lines: Vec<Line>,
    /// A column has its own margins.
    pub(super) measure: Option<Measure>,
}

/// Parts columns of prose; everything else stays row by row.
pub(super) fn columns(mut lines: Vec<Line>, sheet: &Sheet) -> Vec<Part> {
    let mut out = Vec::new();
    let mut from = 0;
    let mut at = 0;
    while at < lines.len() {
        match gutters(&lines[at..], sheet) {
            Some((rows, gutters)) => {
                if at > from {
                    out.push(Part { lines: lines[from..at].to_vec(), measure: None });
                }
                for lines in sides(&lines[at..at + rows], &gutters, sheet) {
                    let measure = Some(Measure::of(lines.iter(), None));
                    out.push(Part { lines, measure });
                }
                at += rows;
                from = at;
            }
            None => at += 1,
        }
    }
    if lines.len() > from {
        out.push(Part { lines: lines.split_off(from), measure: None });
    }
    out
}

/// What stands between gutters, from left to right.
fn sides(rows: &[Line], gutters: &[f32], sheet: &Sheet) -> Vec<Vec<Line>> {
    let mut out = vec![Vec::new(); gutters.len() + 1];
    for l in rows {
        let mut rest: Vec<usize> = l.atoms.iter().map(|a| a.0).collect();
        for (column, x) in gutters.iter().chain([&f32::MAX]).enumerate() {
            let (own, more): (Vec<_>, Vec<_>) = rest.into_iter().partition(|&i| sheet.atoms[i].x0 < *x);
            out[column].extend(super::line(own, &sheet.atoms, &sheet.arena));
            rest = more;
        }
    }
    out
}

/// Gutters that begin at the first line: how many rows they part, and where they are.
fn gutters(lines: &[Line], sheet: &Sheet) -> Option<(usize, Vec<f32>)> {
    let first = lines.first()?;
    let width = sheet.page.x1 - sheet.page.x0;
    let within = |g: &(f32, f32), edge: f32| g.1 > sheet.page.x0 + edge * width && g.0 < sheet.page.x1 - edge * width;
    let found: Vec<Gutter> =
        gaps(first, sheet).filter(|g| within(g, EDGE)).filter_map(|gap| follow(lines, gap, sheet)).collect();
    let middle = |g: &&Gutter| within(&g.gap, MIDDLE);
    let two = found.iter().filter(middle).filter_map(|g| g.parts_prose(lines, sheet).map(|rows| (rows, g)));
    let two = two.max_by_key(|(rows, _)| *rows).map(|(rows, g)| (rows, vec![g.middle()]));
    let most = found.iter().map(|g| g.rows).max()?;
    let long: Vec<&Gutter> = found.iter().filter(|g| g.rows * 10 >= most * 7).collect();
    if !(2..=MAX_GUTTERS).contains(&long.len()) {
        return two;
    }
    let rows = long.iter().map(|g| g.rows).min()?;
    let places: Vec<f32> = long.iter().map(|g| g.middle()).collect();
    let prose = sides(&lines[..rows.min(3 * COLUMN_ROWS)], &places, sheet).iter().all(|side| is_prose(side, sheet));
    if prose { Some((rows, places)) } else { two }
}

fn gaps<'a>(line: &'a Line, sheet: &'a Sheet) -> impl Iterator<Item = (f32, f32)> + 'a {
    line.atoms
        .windows(2)
        .map(|w| (sheet.atoms[w[0].0].x1, sheet.atoms[w[1].0].x0))
        .filter(|g| g.1 - g.0 > GUTTER * line.size)
}

/// White that passes downward through rows.
struct Gutter {
    gap: (f32, f32),
    rows: usize,
    /// Rows with text on both sides.
    both: usize,
    /// The left end of what stands left of it.
    left_edge: f32,
}

/// Follows a gap downward as long as lines leave it open.
fn follow(lines: &[Line], mut gap: (f32, f32), sheet: &Sheet) -> Option<Gutter> {
    let (mut rows, mut both) = (0, 0);
    let mut left_edge = f32::MAX;
    // The last row with text on both sides, or on the right.
    let mut last = 0;
    for l in lines {
        left_edge = left_edge.min(l.x0);
        let left_only = l.x1 <= gap.1 - 0.3 * l.size && l.x1 < gap.1;
        let next = if left_only {
            (gap.0.max(l.x1), gap.1)
        } else if l.x0 >= gap.0 + 0.3 * l.size {
            (gap.0, gap.1.min(l.x0))
        } else {
            let open =
                gaps(l, sheet).map(|g| (g.0.max(gap.0), g.1.min(gap.1))).filter(|g| g.1 - g.0 >= GUTTER * l.size);
            match open.max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0))) {
                Some(g) => {
                    both += 1;
                    g
                }
                None => break,
            }
        };
        if next.1 - next.0 < GUTTER * l.size {
            break;
        }
        gap = next;
        if !left_only {
            last = rows;
        }
        rows += 1;
    }
    if both < FEW_ROWS {
        return None;
    }
    rows = last + 1 + own_rows(&lines[..rows], last, sheet);
    Some(Gutter { gap, rows, both, left_edge })
}

impl Gutter {
    fn middle(&self) -> f32 {
        (self.gap.0 + self.gap.1) / 2.0
    }

    /// How many rows it parts, when it parts them into two columns of prose.
    fn parts_prose(&self, lines: &[Line], sheet: &Sheet) -> Option<usize> {
        let &Self { gap, rows, both, left_edge } = self;
        let x = self.middle();
        let (mut parted, mut full) = (0, 0);
        for l in &lines[..rows] {
            // A tab that is not at the gutter: rows of a table, not of prose.
            parted += usize::from(l.atoms.windows(2).any(|w| {
                let (end, start) = (sheet.atoms[w[0].0].x1, sheet.atoms[w[1].0].x0);
                w[1].1 == Sep::Tab && (start < x || end > x)
            }));
            let left_end = l.atoms.iter().map(|a| sheet.atoms[a.0].x1).filter(|&e| e <= x).fold(f32::MIN, f32::max);
            full += usize::from(left_end > left_edge + 0.85 * (gap.0 - left_edge));
        }
        // Prose fills its column; a header block or a list of recipients does not.
        let columns = both >= COLUMN_ROWS && full * 10 >= rows * 6
            // The second column may end early; then the first must be all the fuller.
            || both >= SHORT_COLUMN && rows >= COLUMN_ROWS && full * 10 >= rows * 8
            || rows <= 3 * COLUMN_ROWS && sides(&lines[..rows], &[x], sheet).iter().all(|side| is_prose(side, sheet));
        (columns && parted * 5 <= rows).then_some(rows)
    }
}

/// How many of the rows behind the `last` one with a right side belong to the left column: not the heading of what
/// follows below both columns.
fn own_rows(rows: &[Line], last: usize, sheet: &Sheet) -> usize {
    let mut steps: Vec<f32> = rows[..=last].windows(2).map(|w| w[1].base - w[0].base).collect();
    steps.sort_by(f32::total_cmp);
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(f32::MAX);
    let set_off = |k: &usize| {
        let (above, l) = (&rows[k - 1], &rows[*k]);
        l.base - above.base > SET_OFF * usual
            || (l.size - above.size).abs() > 0.08 * above.size
            || bold(sheet, l) == Some(true) && bold(sheet, above) != Some(true)
    };
    let below = rows.len() - last - 1;
    match (last + 1..rows.len()).find(set_off) {
        Some(k) if rows.len() - k <= BALANCE => k - last - 1,
        _ => below,
    }
}

/// Whether the lines of a short column are prose: most fill it from margin to margin and go on in the middle of a
/// sentence.
fn is_prose(side: &[Line], sheet: &Sheet) -> bool {
    let right = side.iter().map(|l| l.x1).fold(f32::MIN, f32::max);
    let left = side.iter().map(|l| l.x0).fold(f32::MAX, f32::min);
    let most = |n: usize, of: usize| n * 10 >= of * 6;
    let words: usize = side.iter().map(|l| l.atoms.iter().filter(|a| a.1 != Sep::None).count() + 1).sum();
    let filled = side.iter().filter(|l| l.x1 > left + 0.85 * (right - left)).count();
    let flush = side.iter().filter(|l| l.x0 < left + ALIGNED).count();
    let inside = side.iter().skip(1).filter(|l| begins_inside(l, sheet)).count();
    // "đạt 1.245 tỷ đồng", "đạt 45 triệu đồng": values in a list beside their names begin alike.
    let first = |l: &Line| l.atoms.first().map(|a| atom_text(sheet, a.0));
    let alike = side.windows(2).filter(|w| first(&w[0]) == first(&w[1])).count();
    side.len() >= FEW_ROWS
        && alike * 2 < side.len()
        && words >= WORDS * side.len()
        && most(filled, side.len())
        && flush * 2 >= side.len()
        && inside * 2 >= side.len() - 1
}

/// Whether a line begins as the middle of a sentence does, with a small letter or a figure.
pub(super) fn begins_inside(line: &Line, sheet: &Sheet) -> bool {
    let Some(first) = line.atoms.first().map(|a| atom_text(sheet, a.0)) else { return false };
    first.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '(') && !is_label(first)
}
