//! A whole document number, anchored at its digits: number, letter, year, symbol.
//!
//! Takes the place of a number, gives [`Found`]: "12/2018/QĐ-TTg", "30a/2008/NQ-CP", also in wrong order
//! ("2018/12/QĐ-TTg", "12/QĐ-TTg/2018") or with two digits of the year ("02/98/TT-BXD").

use super::Identifier;
use super::symbol::{Strength, Symbol, symbol_at};
use crate::extract::scan::{char_right, digits_right, is_space};
use crate::text::Span;
use crate::vocabulary::Vocabulary;

/// Longest number in digits; tax offices reach six.
const MAX_DIGITS: usize = 6;

/// A document number that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub identifier: Identifier,
    /// From the number to the end of the symbol.
    pub span: Span,
    pub strength: Strength,
    /// Whether something was put right.
    pub repaired: bool,
}

/// The document number whose digits are `run`.
pub(crate) fn parse_at(text: &str, run: Span, vocabulary: &Vocabulary) -> Option<Found> {
    let number = value(text, run)?;
    let (suffix, end) = suffix(text, run.end);
    let (year, behind, mut repaired) = match year(text, end) {
        Some((year, behind)) => (Some(year), behind, false),
        None => (None, end, false),
    };
    if let Some(symbol) = symbol_at(text, behind, year.is_some(), vocabulary) {
        let year = year.or(symbol.year);
        repaired |= symbol.repaired;
        return found((number, suffix, year), symbol, run.start, repaired);
    }
    if suffix.is_some() || run.len() > 4 {
        return None;
    }
    let (second, behind) = second_number(text, end)?;
    let symbol = symbol_at(text, behind, true, vocabulary).filter(|s| s.strength == Strength::Strong)?;
    match u16::try_from(number) {
        // The year in front: "2018/12/QĐ-TTg".
        Ok(year) if is_year(year) && run.len() == 4 => {
            found((u32::from(second), None, Some(year)), symbol, run.start, true)
        }
        // Two digits of a year of the last century.
        _ if (45..100).contains(&second) => found((number, None, Some(1900 + second)), symbol, run.start, true),
        _ => None,
    }
}

fn found(
    (number, suffix, year): (u32, Option<String>, Option<u16>),
    symbol: Symbol,
    start: usize,
    repaired: bool,
) -> Option<Found> {
    let identifier = Identifier { number, suffix, year, symbol: symbol.symbol, sep: symbol.sep };
    Some(Found { identifier, span: Span::new(start, symbol.end), strength: symbol.strength, repaired })
}

/// "10/2022", "12-2018" without symbol: number, letter, year, end.
pub(crate) fn number_and_year(text: &str, run: Span) -> Option<(u32, Option<String>, u16, usize)> {
    let number = value(text, run)?;
    let (suffix, end) = suffix(text, run.end);
    let rest = text[end..].strip_prefix('/')?;
    let year_start = text.len() - rest.len();
    let year_end = digits_right(text, year_start);
    let year = text[year_start..year_end].parse().ok().filter(|&y| is_year(y) && year_end - year_start == 4)?;
    let mut behind = text[year_end..].chars();
    match (behind.next(), behind.next()) {
        (Some(c), _) if c.is_alphanumeric() => None,
        (Some('/' | '-' | ',' | '.'), Some(c)) if c.is_alphanumeric() => None,
        _ => Some((number, suffix, year, year_end)),
    }
}

/// The number at `run`; one dot groups thousands ("1.095").
fn value(text: &str, run: Span) -> Option<u32> {
    let digits = || run.of(text).bytes().filter(u8::is_ascii_digit);
    let fits = (1..=MAX_DIGITS).contains(&digits().count());
    fits.then(|| digits().fold(0, |n, d| n * 10 + u32::from(d - b'0')))
}

/// A letter that belongs to the number ("30a", "12bis") and the offset behind it.
pub(crate) fn suffix(text: &str, at: usize) -> (Option<String>, usize) {
    let rest = &text[at..];
    let len = if rest.starts_with("bis") {
        3
    } else {
        usize::from(rest.starts_with(['a', 'b', 'c', 'd', 'A', 'B', 'C', 'D']))
    };
    if len == 0 || rest[len..].starts_with(|c: char| c.is_alphanumeric()) {
        return (None, at);
    }
    (Some(rest[..len].to_owned()), at + len)
}

fn is_year(year: u16) -> bool {
    (1945..=2100).contains(&year)
}

/// "/2018" or "-2018" in front of another separator: the year and the offset behind it.
fn year(text: &str, at: usize) -> Option<(u16, usize)> {
    let (slash, start) = separator(text, at)?;
    let mut end = digits_right(text, start);
    let mut year = text[start..end].parse().ok().filter(|&y| is_year(y) && end - start == 4);
    // "30/2O20/NĐ-CP": a scan's letters.
    if year.is_none()
        && end < start + 4
        && let Some(four) = text.get(start..start + 4)
    {
        year = four.replace(['O', 'o'], "0").replace(['l', 'I'], "1").parse().ok().filter(|&y| is_year(y));
        end = start + 4;
    }
    let (next_slash, _) = separator(text, end)?;
    // "12-2018/QĐ-TTg" but not "19-2020-KH".
    year.filter(|_| slash || next_slash).map(|year| (year, end))
}

fn second_number(text: &str, at: usize) -> Option<(u16, usize)> {
    let (slash, start) = separator(text, at)?;
    let end = digits_right(text, start);
    let value = text[start..end].parse().ok().filter(|_| slash && end - start <= 4)?;
    text[end..].starts_with('/').then_some((value, end))
}

/// Whether a slash (not a dash) stands at `at`, with a space on each side at most, and the offset behind it.
fn separator(text: &str, at: usize) -> Option<(bool, usize)> {
    let skip = |at: usize| if char_right(text, at).is_some_and(is_space) { at + 1 } else { at };
    let start = skip(at);
    let c = char_right(text, start)?;
    let slash = match c {
        '/' | '⁄' | '∕' | '／' => true,
        '-' | '‐' | '‑' | '–' | '−' => false,
        _ => return None,
    };
    Some((slash, skip(start + c.len_utf8())))
}
