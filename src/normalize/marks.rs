//! Footnote marks that are superscript digits.
//!
//! Takes a page's text, gives the spans of `¹`, `²³` and their kin where they point to a note: `Chính phủ¹`,
//! `năm 2023⁵`. Refuses exponents of units: `m²`, `km²`, `m³`.

use crate::text::Span;

/// The superscript digit of a digit.
#[cfg(test)]
pub(super) const SUPERSCRIPTS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/// Length in bytes of the superscript digit that begins at `at`.
fn superscript_len(bytes: &[u8], at: usize) -> Option<usize> {
    match bytes.get(at)? {
        0xC2 => matches!(bytes.get(at + 1)?, 0xB2 | 0xB3 | 0xB9).then_some(2),
        0xE2 => (*bytes.get(at + 1)? == 0x81 && matches!(bytes.get(at + 2)?, 0xB0 | 0xB4..=0xB9)).then_some(3),
        _ => None,
    }
}

/// Runs of superscript digits that are footnote marks.
pub(super) fn superscripts(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut out: Vec<Span> = Vec::new();
    for start in memchr::memchr2_iter(0xC2, 0xE2, bytes) {
        if out.last().is_some_and(|s| start < s.end) {
            continue;
        }
        let mut end = start;
        while let Some(len) = superscript_len(bytes, end) {
            end += len;
        }
        if end > start && !(end - start == 2 && bytes[start + 1] != 0xB9 && is_unit(&text[..start])) {
            out.push(Span::new(start, end));
        }
    }
    out
}

/// Whether the text ends with a unit of length, whose ² or ³ is an exponent.
fn is_unit(before: &str) -> bool {
    const UNITS: [&str; 7] = ["m", "km", "cm", "dm", "mm", "hm", "dam"];
    let start = before.len() - before.bytes().rev().take(4).take_while(u8::is_ascii_alphabetic).count();
    let boundary = before[..start].chars().next_back().is_none_or(|c| !c.is_alphabetic());
    boundary && UNITS.iter().any(|u| before[start..].eq_ignore_ascii_case(u))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_but_not_exponents() {
        for (text, expected, why) in [
            ("Chính phủ¹ ban hành", vec!["¹"], "behind a word"),
            ("năm 2023⁵", vec!["⁵"], "behind a number"),
            ("xã¹²", vec!["¹²"], "two digits are one mark"),
            ("25.000m², 3 km², 40 M³", vec![], "exponents"),
            ("hạm²", vec!["²"], "a word that ends in m"),
            ("thôn³", vec!["³"], "behind a word"),
            ("“a” – b", vec![], "quotes and dashes share the lead byte"),
        ] {
            let found: Vec<&str> = superscripts(text).into_iter().map(|s| s.of(text)).collect();
            assert_eq!(found, expected, "{why}");
        }
        for c in SUPERSCRIPTS {
            assert_eq!(superscripts(&format!("a{c}")).len(), 1, "{c}");
        }
    }
}
