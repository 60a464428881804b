//! Large print across the text of a page: a level watermark such as `DỰ THẢO`.
//!
//! Takes the atoms of a page, splits off those that lie on the words of its text: a letter as high as four lines must not
//! draw these into one, and one hardly larger than the text must not part its words.

use super::words::Atom;

/// A watermark's letters are at least this much larger than the text.
const LARGE: f32 = 2.0;
/// Or this much, when they lie on the letters of the text themselves; so far, in sizes of these, they reach over each other.
const LARGER: f32 = 1.25;
const OVER: f32 = 0.3;
/// Words under those of one line.
const SEVERAL: usize = 3;
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
    if largest < LARGER * usual {
        return Vec::new();
    }
    let mut taken: Vec<bool> = vec![false; atoms.len()];
    let of_size = |least: f32| -> Vec<(usize, &Atom)> {
        atoms.iter().enumerate().filter(|(_, a)| a.size >= least).take(MAX_LARGE + 1).collect()
    };
    let (larger, large) = (of_size(LARGER * usual), of_size(LARGE * usual));
    if larger.len() <= MAX_LARGE {
        on_letters(&larger, atoms, &mut taken);
    }
    if large.len() <= MAX_LARGE {
        on_lines(&large, atoms, &mut taken);
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

/// Takes the lines of which most words lie on the letters of smaller words: no layout sets these so.
fn on_letters(larger: &[(usize, &Atom)], atoms: &[Atom], taken: &mut [bool]) {
    let over = |l: &Atom, a: &Atom| {
        let room = OVER * a.size;
        let (wide, high) =
            (l.x1.min(a.x1) - l.x0.max(a.x0), l.base.min(a.base) - (l.base - 0.7 * l.size).max(a.base - 0.5 * a.size));
        a.size * LARGER <= l.size && wide > room && high > room
    };
    let counts: Vec<usize> = larger.iter().map(|(_, l)| atoms.iter().filter(|a| over(l, a)).count()).collect();
    for (_, first) in larger {
        let line = |l: &Atom| (l.base - first.base).abs() + (l.size - first.size).abs() < 0.1 * first.size;
        let own = || larger.iter().zip(&counts).filter(|((_, l), _)| line(l));
        let covering = own().filter(|(_, n)| **n > 0).count();
        if covering * 2 > own().count() && own().map(|(_, n)| n).sum::<usize>() >= SEVERAL {
            own().for_each(|((i, _), _)| taken[*i] = true);
        }
    }
}

/// Takes very large words that lie on lines of text.
fn on_lines(large: &[(usize, &Atom)], atoms: &[Atom], taken: &mut [bool]) {
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
    for (i, l) in large {
        if beside(l) {
            taken[*i] = true;
        }
    }
}
