//! Glyphs and lines of a page to what a reader reads, in the order in which it is read.
//!
//! [`Sheet`] gathers words, tables and lines of one page; [`running`] finds running heads and page numbers over
//! all pages; [`order`] puts the rest in order, joins wrapped lines and detaches footnotes; [`emit`] writes the
//! text with its words, zones and tables.

mod aligned;
mod boxes;
mod capitals;
mod columns;
pub(crate) mod emit;
mod footnote;
mod fractions;
mod lines;
mod order;
mod overlay;
mod paragraph;
mod raised;
pub(crate) mod running;
mod spaced;
mod stacked;
mod turn;
mod unruled;
mod words;

use super::content::PageContent;
use super::fills::cell_sides;
use super::font::Fonts;
use super::geometry::{Rect, Segment};
use super::table::{Grid, grids};
use boxes::Boxed;
use lines::{Line, line, lines};
use turn::{Directions, Frame, aside};
use words::{Atom, atoms};

/// One page before it is put in order. Coordinates are those of the reading frame: the page turned so that most
/// of its text runs to the right.
#[derive(Debug)]
pub(crate) struct Sheet {
    pub(crate) arena: String,
    pub(crate) atoms: Vec<Atom>,
    frame: Frame,
    /// The page in the reading frame.
    pub(crate) page: Rect,
    /// Lines outside tables, from top to bottom.
    pub(crate) lines: Vec<Line>,
    /// Running heads and page numbers, by index of line: left out, or kept as a zone.
    pub(crate) furniture: Vec<Furniture>,
    pub(crate) tables: Vec<Table>,
    /// Text in frames that other text runs beside.
    pub(crate) boxes: Vec<Boxed>,
    /// Lines of annotations, and of the stamp of an office that received the paper.
    pub(crate) stamps: Vec<Line>,
    /// Lines that run at an angle to the page's text, outside tables, and watermarks.
    pub(crate) sideways: Vec<Line>,
    /// Level lines that rule no table.
    pub(crate) rules: Vec<Segment>,
}

/// What a line is to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Furniture {
    /// Text.
    #[default]
    No,
    /// Perhaps a running head or page number: kept, as a zone.
    Maybe,
    /// Left out.
    Sure,
}

/// A table and the lines of its cells.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) grid: Grid,
    /// By cell of the grid.
    pub(crate) cells: Vec<Vec<Line>>,
    /// Goes on from the page before.
    pub(crate) continues: bool,
}

impl Sheet {
    /// Gathers a page's glyphs.
    pub(crate) fn new(content: &PageContent, fonts: &Fonts, width: f32, height: f32) -> Self {
        let directions = Directions::of(&content.glyphs);
        let (turned, frame) = (directions.turned, directions.frame());
        let running = |q: u8| content.glyphs.iter().zip(&directions.of).filter(move |g| *g.1 == q).map(|g| g.0);
        let mut arena = String::with_capacity(content.glyphs.len() * 2);
        let mut all = atoms(running(turned), |x, y| frame.turn(x, y), fonts, &mut arena);
        let segments = frame.segments(&content.ruling.segments, &content.ruling.askew);
        fractions::join(&mut all, &segments, &mut arena);
        let over = overlay::split(&mut all);
        all.extend(aside(&over, frame, frame, &mut arena));
        for (q, own) in directions.others() {
            let other = atoms(running(q), |x, y| own.turn(x, y), fonts, &mut arena);
            all.extend(aside(&other, own, frame, &mut arena));
        }
        let page = frame.page(width, height);
        let mut sides = frame.segments(&cell_sides(&content.ruling.fills, &content.ruling.segments), &[]);
        sides.extend_from_slice(&segments);
        let missing = [unruled::uprights(&sides, &all), unruled::levels(&sides, &all, &arena)];
        sides.extend(missing.into_iter().flatten());
        let mut me = Self {
            arena,
            atoms: all,
            frame,
            page,
            lines: Vec::new(),
            furniture: Vec::new(),
            tables: Vec::new(),
            boxes: Vec::new(),
            stamps: Vec::new(),
            sideways: Vec::new(),
            rules: Vec::new(),
        };
        me.sort(grids(&sides), &segments);
        // All pages are kept until the last one is read.
        me.arena.shrink_to_fit();
        me.atoms.shrink_to_fit();
        me.lines.shrink_to_fit();
        me
    }

    /// Sorts atoms into tables, stamps and lines.
    fn sort(&mut self, grids: Vec<Grid>, segments: &[Segment]) {
        let mut in_cells: Vec<Vec<Vec<usize>>> = grids.iter().map(|g| vec![Vec::new(); g.cells.len()]).collect();
        let (mut body, mut stamps, mut aside) = (Vec::new(), Vec::new(), Vec::new());
        let visible =
            Rect { x0: self.page.x0 - 20.0, y0: self.page.y0 - 20.0, x1: self.page.x1 + 20.0, y1: self.page.y1 + 20.0 };
        for (i, atom) in self.atoms.iter().enumerate() {
            let r = atom.rect();
            let (x, y) = ((r.x0 + r.x1) / 2.0, (r.y0 + r.y1) / 2.0);
            if !visible.contains(x, y) {
                continue;
            }
            if atom.is_stamp() {
                stamps.push(i);
            } else if let Some((g, c)) =
                grids.iter().enumerate().rev().find_map(|(g, grid)| grid.cell_at(x, y).map(|c| (g, c)))
                && (!atom.sideways || fits(&r, atom.size, &grids[g], c))
            {
                in_cells[g][c].push(i);
            } else if atom.sideways {
                aside.push(i);
            } else {
                body.push(i);
            }
        }
        for (grid, cells) in grids.into_iter().zip(in_cells) {
            if cells.iter().filter(|c| !c.is_empty()).count() < 2 {
                body.extend(cells.into_iter().flatten());
                continue;
            }
            let cells = cells.iter().map(|c| cell_lines(c, &self.atoms, &self.arena)).collect();
            let table = Table { grid, cells, continues: false };
            self.tables.push(stacked::unstack(table, &self.atoms, &self.arena));
        }
        let boxes = boxes::part(segments, &self.tables, &mut body, &self.atoms, &self.arena);
        let (receipts, boxes): (Vec<Boxed>, _) =
            boxes.into_iter().partition(|b| boxes::is_receipt(b, &self.atoms, &self.arena));
        self.boxes = boxes;
        body.sort_unstable();
        let (lines_left, aligned) = aligned::tables(lines(&body, &self.atoms, &self.arena), &self.atoms, &self.arena);
        self.lines = lines_left;
        self.tables.extend(aligned);
        self.tables.sort_by(|a, b| a.grid.rect.y0.total_cmp(&b.grid.rect.y0));
        self.furniture = vec![Furniture::No; self.lines.len()];
        self.stamps = lines(&stamps, &self.atoms, &self.arena);
        self.stamps.extend(receipts.into_iter().flat_map(|b| b.lines));
        self.sideways = aside.into_iter().filter_map(|i| line(vec![i], &self.atoms, &self.arena)).collect();
        let cells = self.tables.iter().flat_map(|t| t.cells.iter().flatten());
        for line in self.lines.iter().chain(cells).chain(self.boxes.iter().flat_map(|b| &b.lines)) {
            capitals::restore(line, &self.atoms, &mut self.arena);
        }
        let in_table = |s: &Segment| {
            let middle = (s.from + s.to) / 2.0;
            self.tables.iter().any(|t| {
                let r = t.grid.rect;
                r.x0 - 4.0 <= middle && middle <= r.x1 + 4.0 && r.y0 - 4.0 <= s.at && s.at <= r.y1 + 4.0
            })
        };
        self.rules = segments.iter().filter(|s| s.horizontal && !in_table(s)).copied().collect();
    }

    /// Memory that the page takes until all are read, and its words take afterwards.
    pub(crate) fn bytes(&self) -> usize {
        2 * self.arena.len() + self.atoms.len() * (size_of::<Atom>() + size_of::<crate::source::Word>() + 16)
    }

    /// An atom's box on the page as a reader sees it.
    pub(crate) fn page_box(&self, atom: &Atom) -> Rect {
        self.frame.turn_back(atom.rect())
    }
}

/// Whether a turned line lies within its cell, as a heading does and a watermark across the table does not.
fn fits(line: &Rect, size: f32, grid: &Grid, cell: usize) -> bool {
    let (dx, dy) = (size.min(0.4 * (line.x1 - line.x0)), size.min(0.4 * (line.y1 - line.y0)));
    let ends = [(line.x0 + dx, line.y0 + dy), (line.x1 - dx, line.y1 - dy)];
    ends.iter().all(|&(x, y)| grid.cell_at(x, y) == Some(cell))
}

/// The lines of a cell; one that runs upward or downward stands by itself.
fn cell_lines(indices: &[usize], atoms: &[Atom], arena: &str) -> Vec<Line> {
    let (aside, level): (Vec<usize>, Vec<usize>) = indices.iter().partition(|&&i| atoms[i].sideways);
    let mut out = lines(&level, atoms, arena);
    out.extend(aside.into_iter().filter_map(|i| line(vec![i], atoms, arena)));
    out
}

/// The sheets as pages: text, words, zones, tables. Each sheet goes when its page is there.
pub(crate) fn pages(sheets: Vec<Sheet>) -> impl Iterator<Item = crate::source::RawPage> {
    let body = sheets
        .iter()
        .flat_map(|s| s.lines.iter().zip(&s.furniture).filter(|(_, f)| **f == Furniture::No).map(|(l, _)| l));
    let mut typical = paragraph::Measure::of(body, None);
    if let Some(first) = sheets.first() {
        typical.widen(first.page);
    }
    sheets.into_iter().map(move |s| emit::page(&s, &order::order(&s, Some(typical))))
}
