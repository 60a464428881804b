//! Tables without ruling: rows whose cells stand below each other with white between the columns.
//!
//! Takes the lines of a page, gives tables and the lines that are none. Three rows, three columns and figures in
//! them are needed: a header block and a list of recipients beside a signature stay lines. The rows of figures say
//! where the columns are; what stands above them ("Diện tích" over "(ha)") is sorted into these as their heading.

mod halves;
mod heading;
mod rows;

use super::lines::{Line, Sep, line, text};
use super::words::Atom;
use super::{Rect, Table};
use crate::source::pdf::table::{Grid, GridCell};
use rows::Row;

/// White between two words of a row that may part columns, in font sizes.
const GAP: f32 = 0.5;
/// White that is left between two columns over all rows.
const VALLEY: f32 = 0.4;
/// Rows and columns from which lines are a table.
const MIN_ROWS: usize = 3;
const MIN_COLUMNS: usize = 3;
/// Share of the cells behind the first column that hold figures.
const FIGURES: f32 = 0.4;
/// Lines of prose that a run may begin and end with.
const MAX_TRIM: usize = 3;

/// Takes the tables out of the lines of a page.
pub(super) fn tables(lines: Vec<Line>, atoms: &[Atom], arena: &str) -> (Vec<Line>, Vec<Table>) {
    let (mut kept, mut out): (Vec<Line>, Vec<Table>) = (Vec::new(), Vec::new());
    let lines = Page { atoms, arena, edge: None }.levelled(lines);
    let mut at = 0;
    while at < lines.len() {
        let page = Page { atoms, arena, edge: None };
        let rows = page.rows(&lines[at..]);
        let run = rows.last().map_or(1, |r| r.to);
        let page = Page { edge: page.number_edge(&rows), ..page };
        let found = (rows.len() >= MIN_ROWS).then(|| page.trimmed(&rows)).flatten();
        let Some((rows, columns)) = found else {
            kept.extend_from_slice(&lines[at..at + run]);
            at += run;
            continue;
        };
        let (from, to) = (rows[0].from, rows[rows.len() - 1].to);
        kept.extend_from_slice(&lines[at..at + from]);
        let above = kept.split_off(kept.len() - page.heading(&kept, rows, &columns));
        out.push(page.table(&above, rows, &columns));
        at += to;
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
    /// Where the numbers of the rows end, when nothing but this parts them from the names.
    edge: Option<f32>,
}

impl Page<'_> {
    fn parts(self, l: &Line, pair: &[(usize, Sep)]) -> bool {
        let (a, b) = (&self.atoms[pair[0].0], &self.atoms[pair[1].0]);
        let numbered = self.edge.is_some_and(|x| a.x1 <= x && x <= b.x0);
        pair[1].1 != Sep::None && (b.x0 - a.x1 > GAP * l.size || numbered)
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

    /// Whether most of a row behind its first cell are figures. "2023 | 2023 | (%)" goes on with a heading.
    fn is_data(self, l: &Line) -> bool {
        let phrases = self.phrases(l);
        let year = |p: &Phrase| matches!(p.atoms[..], [one] if is_year(text(&self.atoms[one], self.arena)));
        let figures = || phrases.iter().skip(1).filter(|p| self.is_figure(&p.atoms));
        let heading = phrases.first().is_some_and(year) && figures().all(year);
        let count = figures().count();
        count > 0 && count * 2 >= phrases.len() - 1 && !heading
    }

    /// The table in a run of rows of which the first and last may be stretched prose: its rows and columns.
    fn trimmed<'r, 'a>(self, rows: &'r [Row<'a>]) -> Option<(&'r [Row<'a>], Vec<Rect>)> {
        let figures = rows.iter().flat_map(|r| &r.main.atoms).filter(|a| self.is_figure(&[a.0])).count();
        if figures < rows.len() {
            return None;
        }
        (0..=MAX_TRIM).flat_map(|all| (0..=all).map(move |before| (before, all - before))).find_map(
            |(before, after)| {
                let part = rows.get(before..rows.len().checked_sub(after)?)?;
                (part.len() >= MIN_ROWS).then(|| self.columns(part)).flatten().map(|c| (part, c))
            },
        )
    }

    /// The columns of a table, when these rows are one.
    fn columns(self, rows: &[Row<'_>]) -> Option<Vec<Rect>> {
        let lines: Vec<&Line> = rows.iter().map(|r| r.main).collect();
        let size = lines.iter().map(|l| l.size).fold(0.0, f32::max);
        let data: Vec<bool> = lines.iter().map(|l| self.is_data(l)).collect();
        let count = data.iter().filter(|d| **d).count();
        if count < MIN_ROWS - 1 || count * 2 < lines.len() {
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
                Some(c) if x0 - c.x1 <= VALLEY * size && self.edge.is_none_or(|e| e < c.x1 || x0 < e) => {
                    c.x1 = c.x1.max(x1);
                }
                _ => columns.push(Rect { x0, x1, y0: 0.0, y1: 0.0 }),
            }
        }
        if columns.len() < MIN_COLUMNS {
            return None;
        }
        for (l, _) in lines.iter().zip(&data).filter(|(_, data)| !**data) {
            self.widen(l, &mut columns);
        }
        let (mut used, mut filled, mut figures) = (vec![0; columns.len()], 0, 0);
        for l in &lines {
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

    /// Lets columns reach as far as the headings of a line that has one for each, none of them over the figures of another: a short
    /// second line, "2023" to the left over figures to the right, stands under its own.
    fn widen(self, l: &Line, columns: &mut [Rect]) {
        let phrases: Vec<Phrase> = self.phrases(l).into_iter().flat_map(|p| self.over_columns(l, p, columns)).collect();
        let own = |(i, p): (usize, &Phrase)| {
            (i == 0 || columns[i - 1].x1 < p.x0) && columns.get(i + 1).is_none_or(|next| p.x1 < next.x0)
        };
        if phrases.len() == columns.len() && phrases.iter().enumerate().all(own) {
            for (c, p) in columns.iter_mut().zip(&phrases) {
                (c.x0, c.x1) = (c.x0.min(p.x0), c.x1.max(p.x1));
            }
        }
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
        for p in phrases.into_iter().flat_map(|p| self.over_columns(l, p, columns)) {
            if self.is_glued(&p, columns) {
                return None;
            }
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

    fn table(self, above: &[Line], rows: &[Row<'_>], columns: &[Rect]) -> Table {
        let inner = rows.iter().position(|r| self.is_data(r.main)).unwrap_or(0);
        let (titles, body) = rows.split_at(inner);
        let heading = self.heading_rows(above.iter().chain(titles.iter().flat_map(|r| r.lines)), columns);
        let place = |l| (l, self.place(l, columns).unwrap_or_default());
        let size = rows.iter().map(|r| r.main.size).fold(0.0, f32::max);
        let end = body.last().and_then(|r| r.lines.last()).map_or(0.0, |l| l.base) + 0.4 * size;
        let mut all: Vec<Vec<(&Line, Vec<Placed>)>> = heading;
        all.extend(body.iter().map(|r| r.lines.iter().map(place).collect()));

        let mut xs = vec![columns[0].x0];
        xs.extend(columns.windows(2).map(|w| (w[0].x1 + w[1].x0) / 2.0));
        xs.push(columns[columns.len() - 1].x1);
        let mut ys: Vec<f32> = all.iter().map(|r| r[0].0.base - 0.9 * r[0].0.size).collect();
        ys.push(end);
        let (mut cells, mut contents) = (Vec::new(), Vec::new());
        for (row, lines) in all.iter().enumerate() {
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
        let rect = Rect { x0: xs[0], y0: ys[0], x1: xs[columns.len()], y1: ys[all.len()] };
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

/// "2023"
fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20")) && text.bytes().all(|b| b.is_ascii_digit())
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
