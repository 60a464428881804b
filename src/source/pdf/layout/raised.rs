//! Raised and lowered digits to the line whose word they hang on: `Chính phủ¹`, `1.234 m³`, `CO₂`.
//!
//! Takes groups of atoms on one baseline. A digit raised by half a line stands on a baseline of its own, or on that of
//! the column beside it.

use super::words::Atom;

/// Small print against the word that it hangs on, how far it may stand above and below, how close to it. Print nearly as
/// large must touch the word.
const SMALL: f32 = 0.86;
const LARGEST: f32 = 0.95;
const TOUCH: f32 = 0.12;
const RISE: f32 = 0.75;
const DROP: f32 = 0.5;
const HANG: f32 = 0.35;
/// Groups above and below that are looked at, and words at one place.
const REACH: usize = 3;
const WORDS: usize = 8;

/// Atoms on one baseline.
pub(super) struct Group {
    pub(super) base: f32,
    /// Size of its largest atom, and of its smallest.
    pub(super) size: f32,
    pub(super) least: f32,
    pub(super) atoms: Vec<usize>,
}

/// Moves digits to the groups that they belong to.
pub(super) fn join(groups: &mut Vec<Group>, atoms: &[Atom], arena: &str) {
    let mut sides: Vec<Option<Sides>> = Vec::new();
    for small in 0..groups.len() {
        let near = small.saturating_sub(REACH)..groups.len().min(small + REACH + 1);
        if near.clone().all(|l| groups[small].least > LARGEST * groups[l].size) {
            continue;
        }
        sides.resize_with(groups.len(), || None);
        // Its own group first, then those below: digits are raised more often than lowered.
        let mut order: Vec<usize> = near.collect();
        order.sort_by_key(|&l| (l.abs_diff(small), l < small));
        let mut target = |i: usize| {
            let a = &atoms[i];
            order.iter().copied().find(|&l| {
                let g = &groups[l];
                a.size <= LARGEST * g.size
                    && sides[l].get_or_insert_with(|| Sides::of(g, atoms)).hold(a, g.size, atoms, arena)
            })
        };
        let (mut stay, mut go) = (Vec::new(), Vec::new());
        for &i in &groups[small].atoms {
            let mark = is_mark(super::lines::text(&atoms[i], arena));
            match Some(i).filter(|_| mark).and_then(&mut target) {
                Some(l) if l != small => go.push((i, l)),
                _ => stay.push(i),
            }
        }
        groups[small].atoms = stay;
        for (i, l) in go {
            groups[l].atoms.push(i);
        }
    }
    groups.retain(|g| !g.atoms.is_empty());
}

/// `2`, `12`, `1,2`, `*`, `(1)`.
fn is_mark(text: &str) -> bool {
    let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
    (1..=4).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'*' | b','))
}

/// Where the atoms of a group end and begin, in order.
struct Sides {
    ends: Vec<(f32, usize)>,
    starts: Vec<(f32, usize)>,
}

impl Sides {
    fn of(group: &Group, atoms: &[Atom]) -> Self {
        let sorted = |x: fn(&Atom) -> f32| {
            let mut out: Vec<(f32, usize)> = group.atoms.iter().map(|&i| (x(&atoms[i]), i)).collect();
            out.sort_by(|a, b| a.0.total_cmp(&b.0));
            out
        };
        Self { ends: sorted(|a| a.x1), starts: sorted(|a| a.x0) }
    }

    /// Whether a digit hangs on a larger word of the group.
    fn hold(&self, a: &Atom, size: f32, atoms: &[Atom], arena: &str) -> bool {
        let at = |side: &[(f32, usize)], x: f32| {
            let first = side.partition_point(|s| s.0 < x - HANG * size);
            side[first..].iter().take_while(|s| s.0 <= x + HANG * size).take(WORDS).any(|&(end, j)| {
                let b = &atoms[j];
                let small = if (end - x).abs() < TOUCH * size { LARGEST } else { SMALL };
                // The lower digit of a fraction hangs on no letter: `CO₂`, but not `3/4` set one above the other.
                let letter =
                    || super::lines::text(b, arena).ends_with(char::is_alphabetic) && (end - x).abs() < TOUCH * size;
                let rise = b.base - a.base;
                a.size <= small * b.size && (-DROP * b.size..RISE * b.size).contains(&rise) && (rise > 0.0 || letter())
            })
        };
        at(&self.ends, a.x0) || at(&self.starts, a.x1)
    }
}
