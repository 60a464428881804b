//! Names and numbers that pair off by position: "hộ nghèo, hộ cận nghèo lần lượt là 10 và 9 hộ, tương ứng 40% và 36%".

use super::clause::{Kind, Token};
use crate::vocabulary::Class;
use std::ops::Range;

/// Figures that follow each other after "lần lượt" or "tương ứng".
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Tokens of the figures.
    pub figures: Vec<usize>,
    /// Where their names come from.
    pub names: Names,
}

/// Where the names of a [`Series`] come from.
#[derive(Debug, Clone)]
pub(super) enum Names {
    /// Tokens of each name, and of the words that all share in front.
    Listed(Vec<Range<usize>>),
    /// The figures (tokens) at the same positions.
    Figures(Vec<usize>),
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
        let listed = if respectively { names(tokens, at, figures.len()) } else { None };
        let names = match listed {
            Some(names) => Names::Listed(names),
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
        out.push(Series { figures, names });
    }
    out
}

/// The figures from `from` on that only commas, "và" and words of their units separate.
fn run(tokens: &[Token], from: usize) -> Vec<usize> {
    let mut figures = Vec::new();
    let mut words = 0;
    for (j, t) in tokens.iter().enumerate().skip(from) {
        match t.kind {
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
        let boundary =
            matches!(tokens[j].kind, Kind::Figure(_) | Kind::Semicolon | Kind::Colon | Kind::Open | Kind::Close)
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
    /// The words in front of the first name that the others lack: "năng suất lúa xuân và lúa mùa" → "năng suất".
    pub fn shared(&self, tokens: &[Token]) -> Option<Range<usize>> {
        let Names::Listed(names) = &self.names else { return None };
        let (first, second) = (names.first()?, names.get(1)?);
        let head = tokens[first.clone()].iter().position(|t| t.is(Class::Head))? + first.start;
        let own = tokens[second.clone()].iter().any(|t| t.is(Class::Head));
        (!own).then_some(head..head + 1)
    }
}
