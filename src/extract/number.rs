//! Digit strings to numbers: Vietnamese print with dots for thousands and a comma for decimals, with the habits and
//! damages that reports have: "66.315,44", "53 135,836" (a lost dot), "12.560 000", "5.2", "1,119,475".
//!
//! Refuses what has no one reading ("1.25.000"): a wrong value is worse than none.

use super::words::space_len;
use std::fmt;

/// Longest text of one number.
const MAX_BYTES: usize = 32;

/// A decimal number, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// All digits, without point.
    digits: u64,
    /// How many of them are decimals.
    decimals: u8,
    negative: bool,
    /// Leading zeros, as in "05 cuộc".
    pub(crate) zeros: u8,
    /// Whether a dot, lost or replaced by a space, was put back.
    pub(crate) repaired: bool,
    /// "19,156": a decimal by the rule, thousands in English print.
    pub(crate) either: bool,
    /// Read with doubt: "1.2345".
    pub(crate) odd: bool,
}

impl Number {
    /// The value times ten to the power of `power`.
    pub(crate) fn scaled(self, power: u8) -> f64 {
        let (mut digits, power) = (u128::from(self.digits), i32::from(power) - i32::from(self.decimals));
        let value = if power >= 0 {
            for _ in 0..power {
                digits = digits.saturating_mul(10);
            }
            digits as f64
        } else {
            // Both operands are exact below 2^53 and 10^22, so the quotient is the nearest one.
            digits as f64 / 10f64.powi(-power)
        };
        if self.negative { -value } else { value }
    }

    /// The value.
    pub fn value(self) -> f64 {
        self.scaled(0)
    }

    /// Number of decimals as printed.
    pub fn decimals(self) -> u8 {
        self.decimals
    }

    /// The same digits with the comma taken for a thousands sign: 19156 for "19,156".
    pub(crate) fn in_thousands(self) -> Self {
        Self { decimals: 0, either: false, ..self }
    }

    /// The same number, marked as put right.
    pub(crate) fn mended(self) -> Self {
        Self { repaired: true, ..self }
    }

    pub(crate) fn negated(self) -> Self {
        Self { negative: !self.negative, ..self }
    }

    /// Whether it is printed as a year is: four digits, 1900 to 2100.
    pub(crate) fn is_year(self) -> bool {
        self.decimals == 0 && self.zeros == 0 && (1900..=2100).contains(&self.digits)
    }
}

/// Prints as Vietnamese reports do: "66.315,44".
impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = format!("{:0>width$}", self.digits, width = usize::from(self.decimals) + 1);
        let (whole, decimals) = text.split_at(text.len() - usize::from(self.decimals));
        if self.negative {
            f.write_str("-")?;
        }
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && (whole.len() - i).is_multiple_of(3) {
                f.write_str(".")?;
            }
            write!(f, "{c}")?;
        }
        if decimals.is_empty() { Ok(()) } else { write!(f, ",{decimals}") }
    }
}

/// Reads a text that is one number and nothing else: a table's cell, a value of a query.
///
/// ```
/// use trichluc::extract::parse_number;
/// assert_eq!(parse_number("53 135,836").map(|n| n.value()), Some(53135.836));
/// assert_eq!(parse_number("1.25.000"), None);
/// ```
pub fn parse_number(text: &str) -> Option<Number> {
    let text = text.trim();
    let unsigned = text.trim_start_matches(['+', '-', '−', '–']);
    let negative = text.starts_with(['-', '−', '–']);
    if text.len() - unsigned.len() > '−'.len_utf8() || !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == ',')
    {
        return None;
    }
    let token = scan(unsigned, 0, unsigned.len(), true);
    let number = token.number.filter(|_| token.end == unsigned.len())?;
    Some(if negative { number.negated() } else { number })
}

/// A run of digits and signs of the text, read as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Offset behind its last digit.
    pub end: usize,
    /// None when it is malformed.
    pub number: Option<Number>,
}

/// Digits with points and commas between them, from `at` on.
fn core_end(bytes: &[u8], mut at: usize, limit: usize) -> usize {
    while at < limit {
        match bytes[at] {
            b'0'..=b'9' => at += 1,
            b'.' | b',' if at + 1 < limit && bytes[at + 1].is_ascii_digit() => at += 1,
            _ => break,
        }
    }
    at
}

/// Reads the number at `at`, which holds a digit (or a comma in front of one), up to `limit`. `join` allows single
/// spaces between groups of three digits.
pub(crate) fn scan(text: &str, at: usize, limit: usize, join: bool) -> Token {
    let bytes = text.as_bytes();
    let mut end = core_end(bytes, at, limit);
    if end == at {
        return Token { end, number: None };
    }
    let mut buffer = [0u8; MAX_BYTES];
    let mut len = 0;
    let mut push = |part: &[u8], len: &mut usize| {
        let fits = *len + part.len() <= MAX_BYTES;
        if fits {
            buffer[*len..*len + part.len()].copy_from_slice(part);
        }
        *len += part.len();
        fits
    };
    let mut fits = push(&bytes[at..end], &mut len);
    let mut repaired = false;
    // The last group may be joined to one more group of three digits while the whole reads as thousands.
    let mut groups = &bytes[at..end];
    while join && fits && joinable(groups) {
        let gap = space_len(bytes, end);
        let next = end + gap;
        if gap == 0 || next + 3 > limit {
            break;
        }
        let run = bytes[next..limit].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        if run != 3 {
            break;
        }
        let next_end = core_end(bytes, next, limit);
        fits = push(b".", &mut len) && push(&bytes[next..next_end], &mut len);
        repaired = true;
        groups = &bytes[next..next_end];
        end = next_end;
    }
    if !fits {
        return Token { end, number: None };
    }
    let number = evaluate(&buffer[..len]).map(|n| Number { repaired: repaired || n.repaired, ..n });
    Token { end, number }
}

/// Whether a group of three digits may follow behind a space: no decimals so far, proper groups, no leading zero.
fn joinable(part: &[u8]) -> bool {
    let proper = part.split(|b| *b == b'.').skip(1).all(|g| g.len() == 3);
    let first = part.split(|b| *b == b'.').next().map_or(0, <[u8]>::len);
    proper && (1..=3).contains(&first) && !part.contains(&b',') && (part[0] != b'0' || part.len() == 3)
}

/// The table of readings: `text` holds digits, points and commas, the last is a digit.
fn evaluate(text: &[u8]) -> Option<Number> {
    let dots = text.iter().filter(|b| **b == b'.').count();
    let commas = text.iter().filter(|b| **b == b',').count();
    let last_sign = text.iter().rposition(|b| !b.is_ascii_digit());
    let fraction = last_sign.map_or(0, |i| text.len() - i - 1);
    let zero = text[0] == b'0';
    // Groups of exactly three behind a first one of one to three digits that does not begin with zero.
    let thousands = |part: &[u8], sign: u8| {
        let mut groups = part.split(|b| *b == sign);
        let first = groups.next().unwrap_or_default();
        (1..=3).contains(&first.len()) && first[0] != b'0' && groups.all(|g| g.len() == 3)
    };
    let whole = last_sign.map_or(text, |i| &text[..i]);
    match (dots, commas) {
        // "0123" is a phone number or a code, no count.
        (0, 0) if zero && text.len() > 2 => None,
        (0, 0) => number(text, 0),
        (1.., 0) if thousands(text, b'.') => number(text, 0),
        (1, 0) if whole.is_empty() => None,
        (1, 0) if fraction == 3 && !(zero && whole.len() == 1) => None,
        (1, 0) if zero && whole.len() > 1 => None,
        (1, 0) => number(text, fraction).map(|n| Number { odd: fraction > 3, ..n }),
        // "01,5" is no way to write a value.
        (0, 1) if zero && whole.len() > 1 => None,
        (0, 1) => {
            let either = fraction == 3 && (1..=3).contains(&whole.len()) && !zero;
            number(text, fraction).map(|n| Number { either, ..n })
        }
        (0, _) if thousands(text, b',') => number(text, 0),
        (_, 1) if text[text.len() - fraction - 1] == b',' && thousands(whole, b'.') => number(text, fraction),
        (1, _) if text[text.len() - fraction - 1] == b'.' && thousands(whole, b',') => number(text, fraction),
        _ => None,
    }
}

fn number(text: &[u8], decimals: usize) -> Option<Number> {
    let mut digits = 0u64;
    for b in text.iter().filter(|b| b.is_ascii_digit()) {
        digits = digits.checked_mul(10)?.checked_add(u64::from(b - b'0'))?;
    }
    let zeros = text.iter().take_while(|b| **b == b'0').count();
    let zeros = if zeros == text.len() { zeros - 1 } else { zeros };
    let zeros = if decimals == 0 { zeros as u8 } else { 0 };
    let exact = digits < 1 << 53 && decimals <= 15;
    let decimals = u8::try_from(decimals).ok()?;
    exact.then_some(Number { digits, decimals, negative: false, zeros, repaired: false, either: false, odd: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn readings_of_digit_strings() {
        let rows: [(&str, Option<f64>, &str); 42] = [
            ("2.742", Some(2742.0), "a dot and three digits are thousands"),
            ("66.315,44", Some(66315.44), "thousands and decimals"),
            ("5,22", Some(5.22), "decimal comma"),
            ("34,328", Some(34.328), "a comma and three digits are decimals"),
            ("53 135,836", Some(53135.836), "a lost dot, then decimals"),
            ("10 751", Some(10751.0), "a space for the dot"),
            ("12.560 000", Some(12_560_000.0), "one of two dots lost"),
            ("12 560.000", Some(12_560_000.0), "the other dot lost"),
            ("80 000 000", Some(80_000_000.0), "both dots lost"),
            ("80\u{a0}000\u{a0}000", Some(80_000_000.0), "no-break spaces"),
            ("1\u{202f}245", Some(1245.0), "narrow no-break space"),
            ("1.119.475", Some(1_119_475.0), "millions"),
            ("1,119,475", Some(1_119_475.0), "English millions"),
            ("1,119,475.5", Some(1_119_475.5), "English decimals"),
            ("1,234.56", Some(1234.56), "English thousands and decimals"),
            ("0,5", Some(0.5), "below one"),
            (",5", Some(0.5), "no zero in front"),
            ("0.125", Some(0.125), "a zero in front of a dot makes decimals"),
            ("5.5", Some(5.5), "English decimal"),
            ("7.25", Some(7.25), "two decimals behind a dot"),
            ("12.3456", Some(12.3456), "a dot and other than three digits is a decimal"),
            ("08", Some(8.0), "officialese for counts below ten"),
            ("0", Some(0.0), "zero"),
            ("00", Some(0.0), "officialese zero"),
            ("1412", Some(1412.0), "no dot at all"),
            ("+2,5", Some(2.5), "plus sign"),
            ("-2,5", Some(-2.5), "minus sign"),
            ("−12", Some(-12.0), "typographic minus"),
            (" 1.500 ", Some(1500.0), "spaces around"),
            ("4.285,60", Some(4285.6), "trailing zero"),
            ("007", None, "a code"),
            ("0123 456 789", None, "a phone number"),
            ("1.25.000", None, "a group of two digits"),
            ("12.5600.000", None, "a group of four digits"),
            ("1234.567", None, "first group of four"),
            ("1.234,5,6", None, "two commas behind a dot"),
            ("1,5.6", None, "comma and dot without thousands"),
            ("01,5", None, "leading zero and decimals"),
            ("12 34", None, "a group of two digits behind a space"),
            ("abc", None, "no number"),
            ("12 hộ", None, "more than a number"),
            ("99999999999999999999", None, "more digits than a value holds"),
        ];
        for (text, value, why) in rows {
            assert_eq!(parse_number(text).map(Number::value), value, "{text}: {why}");
        }
    }

    #[test]
    fn magnitudes_stay_exact() {
        for (text, power, value) in [("53 135,836", 6, 53_135_836_000.0), ("1,86", 9, 1_860_000_000.0)] {
            assert_eq!(parse_number(text).unwrap().scaled(power), value);
        }
    }

    proptest! {
        #[test]
        fn prints_and_parses_back(digits in 0u64..1 << 53, decimals in 0usize..6, negative: bool) {
            let text = format!("{digits:0>width$}", width = decimals + 1);
            let plain = number(text.as_bytes(), decimals).unwrap();
            let n = if negative { plain.negated() } else { plain };
            prop_assert_eq!(parse_number(&n.to_string()).map(Number::value), Some(n.value()));
        }

        #[test]
        fn never_panics(text in "[0-9., \u{a0}+-]{0,40}") {
            let _ = parse_number(&text);
        }
    }
}
