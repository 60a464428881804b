//! What a cell of numbers holds: a number, "115/126", "3 - 5", "12,5%", "dưới 10", "1.200 ha"; a number that its narrow cell broke in
//! two, "12.345. 678".

use super::Measure;
use super::unit;
use crate::extract::number::{Number, parse_number, scan};
use crate::record::Qualifier;
use crate::structure::Cell;
use crate::vocabulary::Vocabulary;

/// Whether a cell holds words around digits.
pub(super) fn is_prose(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text.split(' ').filter(|w| w.chars().any(char::is_alphabetic)).count() > 1
}

/// Whether a cell holds digits and what groups them, and nothing else.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}'))
}

/// "(1) (2) (3)=(2)/(1)", "A B 1 2": the numbers of the columns.
pub(super) fn is_column_numbers(cells: &[Cell]) -> bool {
    let mut last = 0;
    let mut numbers = 0;
    for text in cells.iter().map(|c| c.text.trim()).filter(|t| !t.is_empty()) {
        let text = text.trim_matches(['(', ')']);
        let head = text.split(['=', ')']).next().unwrap_or(text).trim();
        match head.parse::<u32>() {
            Ok(n) if n == last + 1 || last == 0 && n <= 3 => {
                last = n;
                numbers += 1;
            }
            Ok(_) => return false,
            Err(_) if head.chars().count() == 1 && head.chars().all(char::is_alphabetic) => {}
            Err(_) => return false,
        }
    }
    numbers >= 2
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Value {
    pub number: Number,
    pub of: Option<Number>,
    pub high: Option<Number>,
    /// A unit printed in the cell.
    pub unit: Option<Measure>,
    /// What bounds it: "100 trở lên", "dưới 10%", "≥ 95".
    pub qualifier: Option<Qualifier>,
    /// Whether it stands in brackets, as what became less does.
    pub bracketed: bool,
}

/// Reads a cell: a number, "115/126", "3 - 5", "12,5%", "1.200 ha".
pub(super) fn read_cell(cell: &Cell, vocabulary: &Vocabulary) -> Option<Value> {
    let bracketed = cell.text.trim().starts_with('(');
    let text = cell.text.trim().trim_matches(['*', '(', ')']).trim();
    let (text, qualifier) = bound(text);
    // "36 ,8": a cell holds one number.
    let whole = rejoined(text).unwrap_or_else(|| text.replace(" ,", ","));
    let cut = whole.len() < text.len();
    let text = whole.as_str();
    let negative = text.starts_with(['-', '−', '–']);
    let unsigned = text.trim_start_matches(['+', '-', '−', '–', '≥', '≤', '>', '<']).trim_start();
    if !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == ',') {
        return None;
    }
    let first = scan(unsigned, 0, unsigned.len(), true);
    let number = first.number?;
    let number = if cut { number.mended() } else { number };
    let mut value = Value {
        number: if negative { number.negated() } else { number },
        of: None,
        high: None,
        unit: None,
        qualifier,
        bracketed,
    };
    let rest = unsigned[first.end..].trim();
    if rest.is_empty() {
        return Some(value);
    }
    let second = rest.strip_prefix(['/', '-', '–']).map(str::trim_start).and_then(|s| {
        let token = scan(s, 0, s.len(), true);
        token.number.filter(|_| token.end == s.len())
    });
    if let Some(second) = second {
        // A date or a year is no number of things.
        if rest.starts_with('/') {
            value.of = Some(second).filter(|n| n.value() >= number.value() && !n.is_year());
            return value.of.is_some().then_some(value);
        }
        value.high = Some(second).filter(|n| n.value() > number.value() && !n.is_year());
        return value.high.is_some().then_some(value);
    }
    value.unit = unit::measure(rest, vocabulary);
    value.unit.is_some().then_some(value)
}

/// A number of groups that its narrow cell broke in two, "12.345. 678", "12.345.6 78": the parts have no reading of their own.
fn rejoined(text: &str) -> Option<String> {
    let (first, second) = text.split_once(' ')?;
    let digits = |s: &str| s.bytes().all(|b| matches!(b, b'0'..=b'9' | b'.' | b','));
    let broken = first.ends_with(['.', ',']) || second.starts_with(['.', ',']) || parse_number(first).is_none();
    let joined = format!("{first}{second}");
    let mut groups = joined.split(',').next()?.split('.').skip(1).peekable();
    let grouped = groups.peek().is_some() && groups.all(|group| group.len() == 3);
    (digits(&joined) && broken && grouped && parse_number(&joined).is_some()).then_some(joined)
}

/// A cell without the words or the sign that bound its number, and what they say.
pub(super) fn bound(text: &str) -> (&str, Option<Qualifier>) {
    use Qualifier::{About, AtLeast, AtMost, Over, Under};
    const BEFORE: [(&str, Qualifier); 13] = [
        ("≥", AtLeast),
        ("≤", AtMost),
        (">=", AtLeast),
        ("<=", AtMost),
        (">", Over),
        ("<", Under),
        ("trên ", Over),
        ("dưới ", Under),
        ("ít nhất ", AtLeast),
        ("tối thiểu ", AtLeast),
        ("tối đa ", AtMost),
        ("không quá ", AtMost),
        ("khoảng ", About),
    ];
    let behind = [(" trở lên", AtLeast), (" trở xuống", AtMost)];
    if let Some((rest, q)) = behind.iter().find_map(|(w, q)| Some((text.strip_suffix(w)?, *q))) {
        return (rest.strip_prefix("từ ").or(rest.strip_prefix("Từ ")).unwrap_or(rest).trim(), Some(q));
    }
    let lower = text.to_lowercase();
    let found = BEFORE.iter().find(|(w, _)| lower.starts_with(w));
    // A capital letter is as long as its small one in all of these.
    found.map_or((text, None), |(w, q)| (text[w.len()..].trim(), Some(*q)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_broken_in_narrow_cells() {
        for (text, expected, why) in [
            ("12.345. 678", Some("12.345.678"), "behind a dot"),
            ("1.234 .567", Some("1.234.567"), "before one"),
            ("12.345.6 78", Some("12.345.678"), "inside a group"),
            ("12.345, 67", Some("12.345,67"), "before the decimals"),
            ("12.345 67", None, "the first part is a number"),
            ("12. 5", None, "no groups"),
            ("12.34 5", None, "12.34 and 5, or 12.345"),
            ("12 345.678", None, "a lost dot, which is read as such"),
            ("12.345. 67", None, "a group of two"),
        ] {
            assert_eq!(rejoined(text).as_deref(), expected, "{text}: {why}");
        }
    }
}
