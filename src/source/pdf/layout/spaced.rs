//! Gaps inside words: letters set apart (`B Á O  C Á O` of a heading), and the end of a syllable behind a letter that a
//! fallback font drew (`Lầ m`).
//!
//! Takes a line's atoms and what stands before each, takes away the gaps that are no spaces. A shown space always stays;
//! so does every gap of a line that shows none.

use super::lines::{Sep, text};
use super::words::Atom;
use crate::normalize::syllable::is_syllable;
use crate::source::pdf::content::AFTER_SPACE;

/// Letters in a row that are set apart.
const LETTERS: usize = 4;
/// They stand no further apart than this, in font sizes, and a word apart by this much more.
const LETTER_GAP: f32 = 0.6;
const WORD_GAP: f32 = 0.15;
/// A gap that a fallback font leaves in a word is narrower than this.
const SLIP: f32 = 0.3;
/// How syllables end.
const FINALS: [&str; 8] = ["m", "n", "ng", "nh", "c", "ch", "p", "t"];

/// Takes away the gaps inside words.
pub(super) fn join(line: &mut [(usize, Sep)], atoms: &[Atom], arena: &str) {
    // Where no spaces are shown, gaps are all that parts words.
    if line.iter().all(|a| atoms[a.0].flags & AFTER_SPACE == 0) {
        return;
    }
    let mut from = 0;
    for at in 0..line.len() {
        let (i, sep) = line[at];
        let apart = sep == Sep::Space && atoms[i].flags & AFTER_SPACE == 0;
        if apart && ends_syllable(line, at, atoms, arena) {
            line[at].1 = Sep::None;
        }
        let single = atoms[i].text.1 - atoms[i].text.0 <= 4 && text(&atoms[i], arena).chars().count() == 1;
        if !single || at > from && !follows(line, at, atoms) {
            letters(&mut line[from..at], atoms, arena);
            from = at + usize::from(!single);
        }
    }
    letters(&mut line[from..], atoms, arena);
}

fn gap(line: &[(usize, Sep)], at: usize, atoms: &[Atom]) -> f32 {
    atoms[line[at].0].x0 - atoms[line[at - 1].0].x1
}

/// Whether a letter follows the one before it in the same spaced text.
fn follows(line: &[(usize, Sep)], at: usize, atoms: &[Atom]) -> bool {
    let (a, b) = (&atoms[line[at - 1].0], &atoms[line[at].0]);
    let far = b.flags & AFTER_SPACE == 0 && gap(line, at, atoms) > 2.0 * LETTER_GAP * a.size;
    line[at].1 != Sep::Tab && !far && (a.size - b.size).abs() < 0.05 * a.size
}

/// Joins letters that stand by themselves to words, if they are set apart evenly.
fn letters(run: &mut [(usize, Sep)], atoms: &[Atom], arena: &str) {
    if run.len() < LETTERS {
        return;
    }
    let alphabetic = |a: &&(usize, Sep)| text(&atoms[a.0], arena).starts_with(char::is_alphabetic);
    if run.iter().filter(alphabetic).count() < 2 {
        return;
    }
    let after_space = |k: usize| atoms[run[k].0].flags & AFTER_SPACE != 0;
    let gaps = (1..run.len()).filter(|&k| !after_space(k)).map(|k| gap(run, k, atoms));
    let least = gaps.fold(f32::MAX, f32::min);
    let inside: Vec<usize> = (1..run.len())
        .filter(|&k| {
            let size = atoms[run[k].0].size;
            let gap = gap(run, k, atoms);
            !after_space(k) && gap < LETTER_GAP * size && gap < least + WORD_GAP * size
        })
        .collect();
    // A row of letters, each behind a space, has its spaces.
    if inside.len() * 2 < run.len() {
        return;
    }
    if !are_words(run, &inside, atoms, arena) {
        return;
    }
    for k in inside {
        run[k].1 = Sep::None;
    }
}

/// Whether the letters make words: syllables and the codes of bodies, not `a b c d`, `5 A 4 B` or `T = a + b`.
fn are_words(run: &[(usize, Sep)], inside: &[usize], atoms: &[Atom], arena: &str) -> bool {
    const CODES: [&str; 8] = ["ubnd", "hđnd", "mttq", "chxhcn", "tw", "tu", "bch", "btv"];
    let mut words: Vec<String> = Vec::new();
    for (k, a) in run.iter().enumerate() {
        let letter = text(&atoms[a.0], arena).to_lowercase();
        match words.last_mut().filter(|_| inside.contains(&k)) {
            Some(word) => word.push_str(&letter),
            None => words.push(letter),
        }
    }
    let marked = |w: &str| w.contains(['/', '-', ':', '.', ',']);
    let plain = |w: &str| w.chars().all(char::is_alphabetic) && (is_syllable(w) || CODES.contains(&w));
    let number = |w: &str| w.chars().all(|c| c.is_ascii_digit());
    let good = |w: &String| marked(w) || plain(w) || number(w);
    words.iter().all(good) && words.iter().any(|w| w.chars().count() > 1 && (plain(w) || marked(w)))
}

/// Whether a word is the end of the syllable before it, behind a narrow gap.
fn ends_syllable(line: &[(usize, Sep)], at: usize, atoms: &[Atom], arena: &str) -> bool {
    let end = text(&atoms[line[at].0], arena);
    if at == 0 || !FINALS.contains(&end) || gap(line, at, atoms) > SLIP * atoms[line[at].0].size {
        return false;
    }
    let before = text(&atoms[line[at - 1].0], arena);
    let whole = line.get(at + 1).is_none_or(|a| a.1 != Sep::None);
    whole && !is_syllable(before) && is_syllable(&format!("{before}{end}"))
}
