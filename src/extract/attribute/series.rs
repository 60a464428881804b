//! Names, years and numbers that pair off by position: "hộ nghèo, hộ cận nghèo lần lượt là 10 và 9 hộ, tương ứng 40% và 36%".

use super::clause::{Kind, Token};
use crate::record::Change;
use crate::vocabulary::{Class, key};
use std::ops::Range;

/// Figures that follow each other after "lần lượt" or "tương ứng".
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Tokens of the figures.
    pub figures: Vec<usize>,
    /// Where their names come from.
    pub names: Names,
    /// What all of them are amounts of: "lần lượt tăng 0,8% và 2,4%".
    pub change: Option<Change>,
}

/// Where the names of a [`Series`] come from.
#[derive(Debug, Clone)]
pub(super) enum Names {
    /// Tokens of each name, and of the words that all share in front.
    Listed(Vec<Range<usize>>),
    /// The figures (tokens) at the same positions.
    Figures(Vec<usize>),
    /// The dates (tokens) at the same positions, and the name in front of them: "tỷ lệ hộ nghèo các năm 2026, 2028 và 2030".
    Years(Range<usize>, Vec<usize>),
}

/// The series of a sentence.
pub(super) fn series(tokens: &[Token]) -> Vec<Series> {
    let mut out: Vec<Series> = Vec::new();
    for (at, t) in tokens.iter().enumerate() {
        let respectively = t.is(Class::Respectively);
        if !respectively && !t.is(Class::Corresponding) {
            continue;
        }
        let figures = run(tokens, at + 1);
        if figures.len() < 2 {
            continue;
        }
        let count = figures.len();
        let named = |at| years(tokens, at, count).or_else(|| names(tokens, at, count).map(Names::Listed));
        let names = match Some(at).filter(|_| respectively).and_then(named) {
            Some(names) => names,
            None => {
                let mut before: Vec<usize> =
                    (0..at).rev().filter(|&j| matches!(tokens[j].kind, Kind::Figure(_))).take(figures.len()).collect();
                before.reverse();
                if before.len() < figures.len() {
                    continue;
                }
                Names::Figures(before)
            }
        };
        let change = change(tokens, at, figures[0]);
        out.push(Series { figures, names, change });
    }
    out
}

/// The verb of change right before or behind the word at `at`, where no level follows: "giảm tương ứng 0,4 và 0,9 điểm %" and
/// "lần lượt tăng 0,8% và 2,4%", not "giảm lần lượt còn 12% và 9%".
fn change(tokens: &[Token], at: usize, first: usize) -> Option<Change> {
    let own = &tokens[at + 1..first];
    if own.iter().any(|t| t.is(Class::Level)) {
        return None;
    }
    let before = at.checked_sub(1).map(|b| &tokens[b]);
    own.iter().chain(before).find_map(|t| match t.class() {
        Some(Class::Up) => Some(Change::Increase),
        Some(Class::Down) => Some(Change::Decrease),
        _ => None,
    })
}

/// The dates of "các năm 2026, 2028 và 2030" that end at `end`, one for each of `n` figures, and the name in front of them.
fn years(tokens: &[Token], end: usize, n: usize) -> Option<Names> {
    let mut dates = Vec::new();
    let mut from = end;
    while let Some(t) = from.checked_sub(1).map(|b| &tokens[b]) {
        match t.kind {
            Kind::Date(_) => dates.push(from - 1),
            Kind::Comma => {}
            Kind::Word(Class::And | Class::Time | Class::Prep) => {}
            Kind::Word(_) if t.key == key("các") && t.syllables == 1 => {}
            _ => break,
        }
        from -= 1;
    }
    let boundary = |t: &Token| !matches!(t.kind, Kind::Word(_)) || t.is(Class::Scope);
    let start = tokens[..from].iter().rposition(boundary).map_or(0, |b| b + 1);
    dates.reverse();
    (dates.len() == n && start < from).then_some(Names::Years(start..from, dates))
}

/// The figures from `from` on that only commas, "và" and words of their units separate.
fn run(tokens: &[Token], from: usize) -> Vec<usize> {
    let mut figures = Vec::new();
    let mut words = 0;
    for (j, t) in tokens.iter().enumerate().skip(from) {
        match t.kind {
            // "lần lượt tăng 0,8% và 2,4%"
            Kind::Word(Class::Up | Class::Down | Class::Level) if figures.is_empty() && words == 0 => {}
            Kind::Figure(_) => {
                figures.push(j);
                words = 0;
            }
            Kind::Comma | Kind::Word(Class::And | Class::Hedge | Class::Link) => {}
            // "lần lượt là 53,4; 41,7 và 18,2 tạ/ha"
            Kind::Semicolon if matches!(tokens.get(j + 1).map(|n| n.kind), Some(Kind::Figure(_))) => {}
            Kind::Word(Class::Plain) if words < 3 => words += 1,
            _ => break,
        }
    }
    figures
}

/// The last `n` names of the enumeration that ends at `end`.
fn names(tokens: &[Token], end: usize, n: usize) -> Option<Vec<Range<usize>>> {
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut to = end;
    let mut j = end;
    while j > 0 && names.len() < n {
        j -= 1;
        // An age is part of a name: "trẻ em dưới 5 tuổi".
        let boundary =
            matches!(tokens[j].kind, Kind::Figure(_) | Kind::Semicolon | Kind::Colon | Kind::Open | Kind::Close)
                && !tokens[j].duration
                || tokens[j].is(Class::Scope);
        if boundary || tokens[j].kind == Kind::Comma || tokens[j].is(Class::And) {
            if j + 1 < to {
                names.push(j + 1..to);
            }
            to = j;
            if boundary {
                break;
            }
        } else if j == 0 && to > 0 {
            names.push(0..to);
        }
    }
    names.reverse();
    (names.len() == n).then_some(names)
}

impl Series {
    /// The date (token) of the `i`th figure, where the figures pair off with dates.
    pub fn year(&self, i: usize) -> Option<usize> {
        if let Names::Years(_, dates) = &self.names { dates.get(i).copied() } else { None }
    }

    /// The words in front of the first name that the others lack: "năng suất lúa xuân và lúa mùa" → "năng suất".
    pub fn shared(&self, tokens: &[Token]) -> Option<Range<usize>> {
        let Names::Listed(names) = &self.names else { return None };
        let (first, second) = (names.first()?, names.get(1)?);
        let head = tokens[first.clone()].iter().position(|t| t.is(Class::Head))? + first.start;
        let own = tokens[second.clone()].iter().any(|t| t.is(Class::Head));
        (!own).then_some(head..head + 1)
    }
}
