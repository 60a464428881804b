//! The rows of a table without ruling, and the lines that a row's wrapped cells take.
//!
//! Takes the lines from one on, gives those that look like rows: three cells and more with white between them. "Bản
//! Huổi" above "Lếch" beside one row of figures are one row.

use super::{MIN_COLUMNS, Page, Phrase};
use crate::source::pdf::layout::lines::{Line, text};

/// Distance of baselines within a table, in font sizes.
const MAX_STEP: f32 = 3.2;
/// The same to a line that goes on with a small letter.
const WRAP_STEP: f32 = 1.6;
/// Lines of a row are closer than this share of the distance of rows, which is taken from this many lines.
const CLOSER: f32 = 0.93;
const PITCH_LINES: usize = 60;
/// Lines of wrapped cells between two rows.
const MAX_WRAPPED: usize = 3;
/// Share of the rows that begin with a number, and of those numbers that count up.
const NUMBERED: f32 = 0.6;
const COUNTING: f32 = 0.8;

/// A row: its lines, of which one holds most cells.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) lines: &'a [Line],
    pub(super) main: &'a Line,
    /// Its first line and the one behind its last, counted from where the rows begin.
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Page<'_> {
    /// The rows from the first line on.
    pub(super) fn rows<'l>(self, lines: &'l [Line]) -> Vec<Row<'l>> {
        let full = |l: &Line| l.atoms.windows(2).filter(|w| self.parts(l, w)).count() + 1 >= MIN_COLUMNS;
        if !lines.first().is_some_and(full) {
            return Vec::new();
        }
        // The least distance of two rows: lines of one row are closer.
        let pitch = lines
            .windows(2)
            .take(PITCH_LINES)
            .filter(|w| full(&w[0]) && full(&w[1]))
            .map(|w| w[1].base - w[0].base)
            .fold(f32::MAX, f32::min);
        let inside = |above: &Line, below: &Line| pitch < f32::MAX && below.base - above.base < CLOSER * pitch;
        let mut rows: Vec<Row<'l>> = Vec::new();
        let mut at = 0;
        let mut pattern: Option<&Line> = None;
        // A row with empty cells has less than a row's cells, but its figures stand below or above those of a full one.
        let row = |at: usize, pattern: Option<&Line>| {
            let Some(l) = lines.get(at) else { return false };
            let ahead = || lines[at..].iter().take(MAX_WRAPPED + 2).find(|l| full(l) && self.is_data(l));
            full(l) || self.is_data(l) && pattern.or_else(ahead).is_some_and(|pattern| self.in_columns(l, pattern))
        };
        while row(at, pattern) {
            let main = &lines[at];
            if full(main) && self.is_data(main) {
                pattern = Some(main);
            }
            if let Some(last) = rows.last()
                && main.base - last.lines[last.lines.len() - 1].base >= MAX_STEP * main.size
            {
                break;
            }
            let from = rows.last().map_or(at, |r| r.to);
            rows.push(Row { lines: &lines[from..=at], main, from, to: at + 1 });
            // Lines of wrapped cells, as long as they fit below the row's cells.
            let more = lines[at + 1..]
                .iter()
                .take(MAX_WRAPPED + 1)
                .scan(main.base, |above, l| {
                    let near = l.base - *above < MAX_STEP * l.size;
                    *above = l.base;
                    (near && !full(l) && !self.is_data(l) && self.fits(l, main)).then_some(())
                })
                .count();
            let goes_on = |above: &Line, l: &Line| {
                l.base - above.base < WRAP_STEP * l.size
                    && l.text(self.atoms, self.arena).starts_with(char::is_lowercase)
            };
            if more > MAX_WRAPPED || !row(at + 1 + more, pattern) {
                let own = lines[at..=at + more].windows(2).take_while(|w| goes_on(&w[0], &w[1])).count();
                if let Some(last) = rows.last_mut().filter(|_| self.is_data(main)) {
                    last.to += own;
                    last.lines = &lines[last.from..last.to];
                }
                break;
            }
            let next = &lines[at + 1 + more];
            // Each belongs to the nearer row; cells set at the bottom or in the middle begin above their figures.
            let group = &lines[at..=at + 1 + more];
            // What stands above the first figures is heading to its last line.
            let heading = !self.is_data(main) && self.is_data(next);
            // "cả thu từ đất" right below "bao gồm" goes on, though the next row is nearer.
            let nearer = |pair: &&[Line]| {
                let below = &pair[1];
                heading || below.base - main.base <= next.base - below.base || goes_on(&pair[0], below)
            };
            let own = group[..=more].windows(2).take_while(nearer).count();
            let (upper, lower) = (&group[..=own], &group[own + 1..]);
            // A line as far away as a row is a row of its own, a heading between figures, unless it goes on in small.
            let wrapped = upper.windows(2).all(|w| inside(&w[0], &w[1]) || goes_on(&w[0], &w[1]))
                && lower.windows(2).all(|w| inside(&w[0], &w[1]));
            if !wrapped {
                break;
            }
            if let Some(row) = rows.last_mut() {
                row.to += own;
                row.lines = &lines[row.from..row.to];
            }
            at += 1 + more;
        }
        rows
    }

    /// Whether every figure of a line stands above or below one of a full row, and its name where that one has its own.
    fn in_columns(self, l: &Line, full: &Line) -> bool {
        let (own, cells) = (self.phrases(l), self.phrases(full));
        let over = |p: &Phrase, c: &Phrase| p.x0 <= c.x1 && c.x0 <= p.x1;
        // "Trang 3 … 2024", "Ngày lập biểu: … 2023", "Lao động: 23.456" are no rows.
        let word = |a: Option<&usize>| a.map_or("", |&a| text(&self.atoms[a], self.arena));
        let named = |p: &Phrase| {
            let (first, last) = (word(p.atoms.first()), word(p.atoms.last()));
            !matches!(first, "Trang" | "Ngày") && !last.ends_with(':')
        };
        if !own.first().is_some_and(named) {
            return false;
        }
        let mut free = 1;
        own.iter().skip(1).all(|p| {
            let at = cells.iter().position(|c| over(p, c));
            let found = at.is_some_and(|at| at >= free && self.is_figure(&cells[at].atoms));
            free = at.map_or(free, |at| at + 1);
            found && self.is_figure(&p.atoms)
        }) && matches!((&own[..], &cells[..]), ([name, ..], [first, second, ..]) if over(name, first) || over(name, second))
    }

    /// Whether every phrase of a line stands below one of a row's and ends before the next.
    fn fits(self, l: &Line, row: &Line) -> bool {
        let cells = self.phrases(row);
        self.phrases(l).iter().all(|p| {
            let at = cells.iter().rposition(|c| c.x0 - 0.5 * row.size <= p.x0);
            at.is_some_and(|at| cells.get(at + 1).is_none_or(|next| p.x1 < next.x0))
        })
    }

    /// Where the numbers of the rows end: `7 Thôn Đông` of a sheet without ruling has hardly white between the two.
    pub(super) fn number_edge(self, rows: &[Row<'_>]) -> Option<f32> {
        let mut numbers: Vec<(u32, f32, f32)> = Vec::new();
        for row in rows {
            let [first, second, ..] = row.main.atoms[..] else { continue };
            let (number, name) = (&self.atoms[first.0], &self.atoms[second.0]);
            let digits = text(number, self.arena);
            if (1..=3).contains(&digits.len())
                && text(name, self.arena).starts_with(char::is_alphabetic)
                && let Ok(n) = digits.parse()
            {
                numbers.push((n, number.x1, name.x0));
            }
        }
        let counting = numbers.windows(2).filter(|w| w[1].0 == w[0].0 + 1).count() + 1;
        let end = numbers.iter().map(|n| n.1).fold(f32::MIN, f32::max);
        let start = numbers.iter().map(|n| n.2).fold(f32::MAX, f32::min);
        let enough = numbers.len() > 2
            && numbers.len() as f32 >= NUMBERED * rows.len() as f32
            && counting as f32 >= COUNTING * numbers.len() as f32;
        (enough && end < start).then_some((end + start) / 2.0)
    }
}
