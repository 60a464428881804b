//! HTML entities.
//!
//! Takes the text behind an ampersand, gives the character and how many bytes it took: `#7871;` is `ế`,
//! `ecirc;` is `ê`. Refuses everything else, so that `Sở & Ban;` stays.

use unicode_normalization::UnicodeNormalization;

/// Longest name with its semicolon.
const MAX_BYTES: usize = 10;

/// Names that are not a letter with an accent.
const NAMES: [(&str, char); 26] = [
    ("nbsp", '\u{a0}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("ndash", '–'),
    ("mdash", '—'),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("bull", '•'),
    ("middot", '·'),
    ("deg", '°'),
    ("sup1", '¹'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("times", '×'),
    ("frac12", '½'),
    ("ETH", 'Đ'),
    ("eth", 'đ'),
    ("ordm", 'º'),
];

/// The character of the entity that begins behind `&`, and its length with the semicolon.
pub(super) fn parse(rest: &str) -> Option<(char, usize)> {
    let end = rest.bytes().take(MAX_BYTES).position(|b| b == b';')?;
    let name = &rest[..end];
    let c = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) if hex.bytes().all(|b| b.is_ascii_hexdigit()) => u32::from_str_radix(hex, 16).ok()?,
                None if number.bytes().all(|b| b.is_ascii_digit()) => number.parse().ok()?,
                _ => return None,
            };
            char::from_u32(code).filter(|&c| c != '\0' && c != '\n' && c != '\x0c')?
        }
        None => NAMES.iter().find(|n| n.0 == name).map(|n| n.1).or_else(|| accented(name))?,
    };
    Some((c, end + 1))
}

/// `agrave`, `Ecirc`, `otilde` and so on.
fn accented(name: &str) -> Option<char> {
    let base = name.chars().next().filter(char::is_ascii_alphabetic)?;
    let mark = match &name[1..] {
        "grave" => '\u{300}',
        "acute" => '\u{301}',
        "circ" => '\u{302}',
        "tilde" => '\u{303}',
        "uml" => '\u{308}',
        "breve" => '\u{306}',
        _ => return None,
    };
    let mut composed = [base, mark].into_iter().nfc();
    composed.next().filter(|_| composed.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (text, expected, why) in [
            ("#7871; x", Some(('ế', 6)), "decimal"),
            ("#x1EBF;", Some(('ế', 7)), "hexadecimal"),
            ("ecirc;", Some(('ê', 6)), "named"),
            ("nbsp;", Some(('\u{a0}', 5)), "named"),
            (" Ban;", None, "an ampersand"),
            ("#+65;", None, "a sign is no digit"),
            ("#1114112;", None, "beyond Unicode"),
            ("đ;", None, "no name"),
        ] {
            assert_eq!(parse(text), expected, "{why}");
        }
    }
}
