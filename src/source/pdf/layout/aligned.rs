//! Tables without ruling: rows whose cells stand below each other with white between the columns.
//!
//! Takes the lines of a page, gives tables and the lines that are none. Three rows, three columns and figures in
//! them are needed: a header block and a list of recipients beside a signature stay lines. The rows of figures say
//! where the columns are; what stands above them ("Diện tích" over "(ha)") is sorted into these as their heading.

use super::lines::{Line, Sep, line, text};
use super::words::Atom;
use super::{Rect, Table};
use crate::source::pdf::table::{Grid, GridCell};

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
/// The same from a heading's line to the next.
const HEADING_STEP: f32 = 1.8;
/// Or as far as the rows of figures, times this.
const ROW_STEP: f32 = 1.15;
/// Lines closer than this are halves of one row, their cells set in the middle of it.
const HALF_STEP: f32 = 0.9;
/// Lines of a heading.
const MAX_HEADING: usize = 5;
/// Lines of prose that a run may begin and end with.
const MAX_TRIM: usize = 3;

/// Takes the tables out of the lines of a page.
pub(super) fn tables(lines: Vec<Line>, atoms: &[Atom], arena: &str) -> (Vec<Line>, Vec<Table>) {
    let page = Page { atoms, arena };
    let (mut kept, mut out): (Vec<Line>, Vec<Table>) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < lines.len() {
        let run = page.run(&lines[at..]);
        let found = (run >= MIN_ROWS).then(|| page.trimmed(&lines[at..at + run])).flatten();
        let Some((before, rows, columns)) = found else {
            kept.extend_from_slice(&lines[at..at + run.max(1)]);
            at += run.max(1);
            continue;
        };
        kept.extend_from_slice(&lines[at..at + before]);
        let body = &lines[at + before..at + before + rows];
        let above = kept.split_off(kept.len() - page.heading(&kept, body, &columns));
        out.push(page.table(&above, body, &columns));
        at += before + rows;
    }
    (kept, out)
}

/// Words of a row without much white between them.
struct Phrase {
    x0: f32,
    x1: f32,
    atoms: Vec<usize>,
}

/// A phrase in its place: column, columns covered, atoms.
type Placed = (usize, usize, Vec<usize>);

#[derive(Clone, Copy)]
struct Page<'a> {
    atoms: &'a [Atom],
    arena: &'a str,
}

impl Page<'_> {
    /// How many lines from the first on look like rows.
    fn run(self, lines: &[Line]) -> usize {
        let mut count = 0;
        for (i, l) in lines.iter().enumerate() {
            let near = i == 0 || l.base - lines[i - 1].base < MAX_STEP * l.size;
            let gaps = l.atoms.windows(2).filter(|w| self.parts(l, w)).count();
            if !near || gaps + 1 < MIN_COLUMNS {
                break;
            }
            count += 1;
        }
        count
    }

    fn parts(self, l: &Line, pair: &[(usize, Sep)]) -> bool {
        pair[1].1 != Sep::None && self.atoms[pair[1].0].x0 - self.atoms[pair[0].0].x1 > GAP * l.size
    }

    fn phrases(self, l: &Line) -> Vec<Phrase> {
        let mut out: Vec<Phrase> = Vec::new();
        for (k, &(i, _)) in l.atoms.iter().enumerate() {
            let atom = &self.atoms[i];
            match out.last_mut() {
                Some(last) if !self.parts(l, &l.atoms[k - 1..=k]) => {
                    last.x1 = last.x1.max(atom.x1);
                    last.atoms.push(i);
                }
                _ => out.push(Phrase { x0: atom.x0, x1: atom.x1, atoms: vec![i] }),
            }
        }
        out
    }

    fn is_figure(self, atoms: &[usize]) -> bool {
        is_figure(&atoms.iter().map(|&i| text(&self.atoms[i], self.arena)).collect::<String>())
    }

    /// Whether most of a row behind its first cell are figures.
    fn is_data(self, l: &Line) -> bool {
        let phrases = self.phrases(l);
        let figures = phrases.iter().skip(1).filter(|p| self.is_figure(&p.atoms)).count();
        figures > 0 && figures * 2 >= phrases.len() - 1
    }

    /// The table in a run of lines of which the first and last may be stretched prose: lines before it, its rows, columns.
    fn trimmed(self, lines: &[Line]) -> Option<(usize, usize, Vec<Rect>)> {
        let figures = lines.iter().flat_map(|l| &l.atoms).filter(|a| self.is_figure(&[a.0])).count();
        if figures < lines.len() {
            return None;
        }
        (0..=MAX_TRIM).flat_map(|all| (0..=all).map(move |before| (before, all - before))).find_map(
            |(before, after)| {
                let part = lines.get(before..lines.len().checked_sub(after)?)?;
                (part.len() >= MIN_ROWS).then(|| self.columns(part)).flatten().map(|c| (before, part.len(), c))
            },
        )
    }

    /// The columns of a table, when these lines are one.
    fn columns(self, lines: &[Line]) -> Option<Vec<Rect>> {
        let size = lines.iter().map(|l| l.size).fold(0.0, f32::max);
        let data: Vec<bool> = lines.iter().map(|l| self.is_data(l)).collect();
        let rows = data.iter().filter(|d| **d).count();
        if rows < MIN_ROWS - 1 || rows * 2 < lines.len() {
            return None;
        }
        // What any row of figures covers; the white between is where columns part.
        let rows_of_data = lines.iter().zip(&data).filter(|(_, d)| **d).map(|(l, _)| l);
        let mut covered: Vec<(f32, f32)> =
            rows_of_data.flat_map(|l| &l.atoms).map(|a| (self.atoms[a.0].x0, self.atoms[a.0].x1)).collect();
        covered.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut columns: Vec<Rect> = Vec::new();
        for (x0, x1) in covered {
            match columns.last_mut() {
                Some(c) if x0 - c.x1 <= VALLEY * size => c.x1 = c.x1.max(x1),
                _ => columns.push(Rect { x0, x1, y0: 0.0, y1: 0.0 }),
            }
        }
        if columns.len() < MIN_COLUMNS {
            return None;
        }
        let (mut used, mut filled, mut figures) = (vec![0; columns.len()], 0, 0);
        for l in lines {
            for (c, _, atoms) in self.place(l, &columns)? {
                used[c] += 1;
                if c > 0 {
                    filled += 1;
                    figures += usize::from(self.is_figure(&atoms));
                }
            }
        }
        // Every column is used by most rows.
        let most = used.iter().all(|u| u * 2 >= lines.len());
        (most && figures as f32 >= FIGURES * filled as f32).then_some(columns)
    }

    /// The phrases of a line in their columns, each at most once; none when they do not fit. One that stands over
    /// several columns covers these.
    fn place(self, l: &Line, columns: &[Rect]) -> Option<Vec<Placed>> {
        let phrases = self.phrases(l);
        if phrases.len() == columns.len() {
            return Some(phrases.into_iter().enumerate().map(|(c, p)| (c, 1, p.atoms)).collect());
        }
        if self.is_data(l) {
            // Figures stand in their column; a name's words may stand apart.
            let mut out: Vec<Placed> = Vec::new();
            for i in phrases.into_iter().flat_map(|p| p.atoms) {
                let c = column(columns, (self.atoms[i].x0 + self.atoms[i].x1) / 2.0);
                match out.last_mut() {
                    Some(last) if last.0 == c => last.2.push(i),
                    _ => out.push((c, 1, vec![i])),
                }
            }
            return Some(out);
        }
        let mut out: Vec<Placed> = Vec::new();
        let mut free = 0;
        for p in phrases {
            let over: Vec<usize> =
                (0..columns.len()).filter(|&c| (p.x0..=p.x1).contains(&middle(&columns[c]))).collect();
            let (c, span) = match over[..] {
                [first, .., last] => (first, last - first + 1),
                [one] => (one, 1),
                [] => (column(columns, (p.x0 + p.x1) / 2.0), 1),
            };
            if c < free {
                return None;
            }
            free = c + span;
            out.push((c, span, p.atoms));
        }
        Some(out)
    }

    /// How many lines at the end of `above` are the heading of the table of these rows.
    fn heading(self, above: &[Line], body: &[Line], columns: &[Rect]) -> usize {
        let [first, second, ..] = body else { return 0 };
        let (mut best, mut below) = (0, first);
        let row = (second.base - first.base) * ROW_STEP;
        for (n, l) in above.iter().rev().take(MAX_HEADING).enumerate() {
            let step = below.base - l.base;
            let size = l.size.max(first.size);
            let alike = (l.size - first.size).abs() < 0.25 * size;
            let phrases = self.phrases(l);
            let near = (0.05 * size..row.max(HEADING_STEP * size)).contains(&step);
            if !near || !alike || self.is_data(l) || self.place(l, columns).is_none() || self.is_aside(l) {
                break;
            }
            match &phrases[..] {
                // A word alone belongs to the heading where it stands in its column, below others or level with them.
                [one] => {
                    let c = column(columns, (one.x0 + one.x1) / 2.0);
                    let left = if c == 0 { f32::MIN } else { columns[c - 1].x1 };
                    let right = columns.get(c + 1).map_or(f32::MAX, |next| next.x0);
                    if c == 0 || one.x0 < left || one.x1 > right {
                        break;
                    }
                    if best > 0 && step < HALF_STEP * size {
                        best = n + 1;
                    }
                }
                _ => best = n + 1,
            }
            below = l;
        }
        best
    }

    /// Whether a line above a table is its caption or unit, or the end of a sentence.
    fn is_aside(self, l: &Line) -> bool {
        let text = l.text(self.atoms, self.arena);
        let start = text.trim_start_matches(['(', ' ']).to_lowercase();
        ["biểu", "bảng", "phụ lục", "đơn vị", "đvt", "đv tính"].iter().any(|w| start.starts_with(w))
            || text.ends_with(['.', ';', ':', ','])
    }

    fn table(self, above: &[Line], body: &[Line], columns: &[Rect]) -> Table {
        let inner = body.iter().position(|l| self.is_data(l)).unwrap_or(0);
        let heading: Vec<(&Line, Vec<Placed>)> =
            above.iter().chain(&body[..inner]).map(|l| (l, self.place(l, columns).unwrap_or_default())).collect();
        // Down to the last word over several columns is one row, what stands below it another.
        let spanning = heading.iter().rposition(|(_, placed)| placed.iter().any(|p| p.1 > 1)).map_or(0, |at| at + 1);
        let mut rows: Vec<Vec<(&Line, Vec<Placed>)>> = Vec::new();
        let (upper, lower) = heading.split_at(spanning);
        rows.extend([upper, lower].into_iter().filter(|part| !part.is_empty()).map(<[_]>::to_vec));
        rows.extend(body[inner..].iter().map(|l| vec![(l, self.place(l, columns).unwrap_or_default())]));

        let size = body.iter().map(|l| l.size).fold(0.0, f32::max);
        let mut xs = vec![columns[0].x0];
        xs.extend(columns.windows(2).map(|w| (w[0].x1 + w[1].x0) / 2.0));
        xs.push(columns[columns.len() - 1].x1);
        let mut ys: Vec<f32> = rows.iter().map(|r| r[0].0.base - 0.9 * r[0].0.size).collect();
        ys.push(body.last().map_or(0.0, |l| l.base) + 0.4 * size);
        let (mut cells, mut contents) = (Vec::new(), Vec::new());
        for (row, lines) in rows.iter().enumerate() {
            let mut c = 0;
            while c < columns.len() {
                let here = |p: &&Placed| p.0 == c;
                let column_span = lines.iter().flat_map(|l| &l.1).filter(here).map(|p| p.1).max().unwrap_or(1);
                let inside = |p: &&Placed| (c..c + column_span).contains(&p.0);
                let parts = lines.iter().flat_map(|l| l.1.iter().filter(inside));
                contents.push(parts.filter_map(|p| line(p.2.clone(), self.atoms, self.arena)).collect());
                cells.push(GridCell { row, column: c, row_span: 1, column_span });
                c += column_span;
            }
        }
        let rect = Rect { x0: xs[0], y0: ys[0], x1: xs[columns.len()], y1: ys[rows.len()] };
        Table { grid: Grid::of_cells(rect, xs, ys, cells), cells: contents, continues: false }
    }
}

fn middle(r: &Rect) -> f32 {
    (r.x0 + r.x1) / 2.0
}

/// The column in or next to which a place lies.
fn column(columns: &[Rect], x: f32) -> usize {
    columns.windows(2).take_while(|w| x > (w[0].x1 + w[1].x0) / 2.0).count()
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
