//! Large print across the text of a page: a level watermark such as `DỰ THẢO`.
//!
//! Takes the atoms of a page, splits off those that lie on the words of its text: a letter as high as four lines must not
//! draw these into one.

use super::words::Atom;

/// A watermark's letters are at least this much larger than the text.
const LARGE: f32 = 2.0;
/// Words on several lines under one that is no title.
const MANY: usize = 6;
/// Large words of a page that are looked at; more are no watermark.
const MAX_LARGE: usize = 32;
/// Sizes of text that are told apart, in points.
const SIZES: usize = 64;

/// Takes the words of watermarks out of `atoms`.
pub(super) fn split(atoms: &mut Vec<Atom>) -> Vec<Atom> {
    let mut letters = [0usize; SIZES];
    let mut largest = 0.0f32;
    for a in atoms.iter() {
        letters[(a.size as usize).min(SIZES - 1)] += (a.text.1 - a.text.0) as usize;
        largest = largest.max(a.size);
    }
    let usual = (0..SIZES).max_by_key(|&s| letters[s]).unwrap_or(0) as f32 + 1.0;
    if largest < LARGE * usual {
        return Vec::new();
    }
    let large: Vec<(usize, &Atom)> = atoms.iter().enumerate().filter(|(_, a)| a.size >= LARGE * usual).collect();
    if large.len() > MAX_LARGE {
        return Vec::new();
    }
    let under = |l: &Atom, a: &Atom| {
        let (x, y) = ((a.x0 + a.x1) / 2.0, a.base - 0.3 * a.size);
        a.size * LARGE <= l.size && l.x0 < x && x < l.x1 && l.base - 0.7 * l.size < y && y < l.base
    };
    // A title may have its subtitle close below it: text runs on beyond a watermark, or several lines lie under it.
    let covers = |l: &Atom| {
        let covered = || atoms.iter().filter(|a| under(l, a));
        let level = |a: &Atom, b: &Atom| (a.base - b.base).abs() < 0.1 * a.size && a.size * LARGE <= l.size;
        let beyond = |a: &Atom| {
            let line = || atoms.iter().filter(|b| level(a, b));
            line().any(|b| b.x1 < l.x0) && line().any(|b| b.x0 > l.x1)
        };
        let first = covered().next();
        first.is_some_and(|a| beyond(a) || covered().count() >= MANY && covered().any(|b| !level(a, b)))
    };
    let covering: Vec<(f32, f32)> = large.iter().filter(|(_, l)| covers(l)).map(|(_, l)| (l.base, l.size)).collect();
    // The words beside it are of the same watermark.
    let beside =
        |l: &Atom| covering.iter().any(|&(base, size)| (l.base - base).abs() + (l.size - size).abs() < 0.1 * size);
    let mut taken: Vec<bool> = vec![false; atoms.len()];
    for (i, l) in large {
        taken[i] = beside(l);
    }
    let mut out = Vec::new();
    let mut at = 0;
    atoms.retain(|a| {
        let take = taken[at];
        at += 1;
        if take {
            out.push(a.clone());
        }
        !take
    });
    out
}
