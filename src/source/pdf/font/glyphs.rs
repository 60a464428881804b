//! Glyph names to text: the Adobe Glyph List and the spellings that need no list.
//!
//! `Ecircumflexacute` is Ế, `uni1EBF` and `u1EBF` are ế, `f_i` is fi, `a.sc` is a. `g37` says nothing.

use super::text::{Strings, Uni};
use std::sync::LazyLock;

static LIST: &str = include_str!("glyphlist.txt");

/// Name and code points, sorted by name as in the file.
static NAMES: LazyLock<Vec<(&'static str, &'static str)>> =
    LazyLock::new(|| LIST.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(';')).collect());

/// What a glyph of this name stands for.
pub(crate) fn by_name(name: &[u8], strings: &mut Strings) -> Uni {
    let Ok(name) = std::str::from_utf8(name) else { return Uni::NONE };
    let base = match name.split_once('.') {
        Some(("", _)) => return Uni::NONE,
        Some((base, _)) => base,
        None => name,
    };
    if let [b] = base.as_bytes()
        && b.is_ascii_alphabetic()
    {
        return Uni::from(char::from(*b));
    }
    let mut text = String::new();
    for part in base.split('_') {
        if !push_part(part, &mut text) {
            return Uni::NONE;
        }
    }
    strings.add(&text)
}

fn push_part(part: &str, text: &mut String) -> bool {
    if let Ok(i) = NAMES.binary_search_by(|(n, _)| n.as_bytes().cmp(part.as_bytes())) {
        text.extend(NAMES[i].1.split(' ').filter_map(hex));
        return true;
    }
    if let Some(digits) = part.strip_prefix("uni")
        && digits.len() >= 4
        && digits.len() % 4 == 0
        && digits.bytes().all(|b| b.is_ascii_hexdigit())
    {
        text.extend((0..digits.len()).step_by(4).filter_map(|i| hex(&digits[i..i + 4])));
        return true;
    }
    match part.strip_prefix('u').filter(|d| (4..=6).contains(&d.len())).and_then(hex) {
        Some(c) => {
            text.push(c);
            true
        }
        None => false,
    }
}

fn hex(digits: &str) -> Option<char> {
    u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let rows = [
            ("A", "A", "letter"),
            ("Ecircumflexacute", "Ế", "only in the full list"),
            ("dcroat", "đ", "list"),
            ("uhorndotbelow", "ự", "list"),
            ("uni1EBF", "ế", "uni form"),
            ("uni00650302", "e\u{302}", "uni form, two units"),
            ("u1EBF", "ế", "u form"),
            ("f_i", "fi", "ligature of parts"),
            ("a.sc", "a", "suffix"),
            (".notdef", "", "no glyph"),
            ("g37", "", "glyph number"),
            ("union", "∪", "a name that begins like uni"),
            ("unknown", "", "unknown"),
        ];
        for (name, expected, reason) in rows {
            let mut strings = Strings::default();
            let uni = by_name(name.as_bytes(), &mut strings);
            assert_eq!(strings.get(uni).to_string(), expected, "{name}: {reason}");
        }
    }
}
