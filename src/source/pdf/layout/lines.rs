//! Atoms to lines: by baseline, left to right.

use super::raised::{self, Group};
use super::spaced;
use super::words::Atom;

/// Baselines closer than this share of the larger font size are one line: a superscript is raised by a
/// third, the next line is a whole size away.
const SAME_LINE: f32 = 0.42;
/// Print more than this many times as large as other print stands on a line with it only by the size of the other.
const LARGE: f32 = 2.0;
/// A gap of this many font sizes parts a line into segments.
const SEGMENT_GAP: f32 = 1.8;
/// The same word shown again within this share of the font size is a shadow.
const SHADOW: f32 = 0.2;

/// How an atom follows the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sep {
    /// Without a gap: one word.
    None,
    Space,
    /// In the next cell or segment.
    Tab,
}

/// One line of print.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// Indices of its atoms and what stands before each.
    pub(crate) atoms: Vec<(usize, Sep)>,
    pub(crate) x0: f32,
    pub(crate) x1: f32,
    pub(crate) base: f32,
    /// Size of most of its text.
    pub(crate) size: f32,
}

impl Line {
    /// Its text, segments parted by tabs.
    pub(crate) fn text(&self, atoms: &[Atom], arena: &str) -> String {
        let mut out = String::new();
        for &(i, sep) in &self.atoms {
            match sep {
                Sep::None => {}
                Sep::Space => out.push(' '),
                Sep::Tab => out.push('\t'),
            }
            out.push_str(text(&atoms[i], arena));
        }
        out
    }
}

/// An atom's text.
pub(crate) fn text<'a>(atom: &Atom, arena: &'a str) -> &'a str {
    arena.get(atom.text.0 as usize..atom.text.1 as usize).unwrap_or_default()
}

/// Gathers atoms into lines, from top to bottom.
pub(crate) fn lines(indices: &[usize], atoms: &[Atom], arena: &str) -> Vec<Line> {
    let mut order = indices.to_vec();
    order.sort_by(|&a, &b| {
        atoms[a].base.total_cmp(&atoms[b].base).then(atoms[a].x0.total_cmp(&atoms[b].x0)).then(a.cmp(&b))
    });
    let mut groups: Vec<Group> = Vec::new();
    for i in order {
        let a = &atoms[i];
        // A letter as high as several lines draws none of them to it.
        let near = |g: &Group| SAME_LINE * a.size.max(g.size).min(LARGE * a.size.min(g.size));
        let group = groups.iter_mut().rev().take(4).find(|g| (a.base - g.base).abs() < near(g));
        match group {
            Some(g) => {
                if a.size > g.size * 1.05 {
                    (g.base, g.size) = (a.base, a.size);
                }
                g.least = g.least.min(a.size);
                g.atoms.push(i);
            }
            None => groups.push(Group { base: a.base, size: a.size, least: a.size, atoms: vec![i] }),
        }
    }
    raised::join(&mut groups, atoms, arena);
    let mut out: Vec<Line> = groups.into_iter().filter_map(|g| line(g.atoms, atoms, arena)).collect();
    out.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.x0.total_cmp(&b.x0)));
    out
}

/// One line of the atoms given, in order of x.
pub(crate) fn line(mut indices: Vec<usize>, atoms: &[Atom], arena: &str) -> Option<Line> {
    indices.sort_by(|&a, &b| atoms[a].x0.total_cmp(&atoms[b].x0).then(a.cmp(&b)));
    let mut out: Vec<(usize, Sep)> = Vec::with_capacity(indices.len());
    let (mut end, mut end_size) = (f32::MIN, 0.0f32);
    for i in indices {
        let a = &atoms[i];
        let sep = match out.last() {
            None => Sep::None,
            Some(&(before, _)) => {
                let b = &atoms[before];
                let again = (a.x0 - b.x0).abs() < SHADOW * a.size && (a.base - b.base).abs() < SHADOW * a.size;
                if again && text(a, arena) == text(b, arena) {
                    continue;
                }
                if a.x0 - end > SEGMENT_GAP * a.size.max(end_size) {
                    Sep::Tab
                } else if a.is_apart(end, end_size) {
                    Sep::Space
                } else {
                    Sep::None
                }
            }
        };
        if a.x1 > end {
            (end, end_size) = (a.x1, a.size);
        }
        out.push((i, sep));
    }
    spaced::join(&mut out, atoms, arena);
    let first = &atoms[out.first()?.0];
    // The size of most letters, and the baseline of the widest atom of that size.
    let mut sizes: Vec<(f32, u32)> = Vec::new();
    for &(i, _) in &out {
        let (size, weight) = (atoms[i].size, atoms[i].text.1 - atoms[i].text.0);
        match sizes.iter_mut().find(|s| (s.0 - size).abs() < 0.3) {
            Some(s) => s.1 += weight,
            None => sizes.push((size, weight)),
        }
    }
    let size = sizes.iter().max_by_key(|s| s.1).map_or(first.size, |s| s.0);
    let main = out.iter().map(|&(i, _)| &atoms[i]).filter(|a| (a.size - size).abs() < 0.3);
    let base = main.max_by(|a, b| (a.x1 - a.x0).total_cmp(&(b.x1 - b.x0))).map_or(first.base, |a| a.base);
    Some(Line { x0: first.x0, x1: end, base, size, atoms: out })
}
