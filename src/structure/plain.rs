//! The letters of a line without case and diacritics, for comparing what reading errors damage: "CỘNG HÕA" → "cong hoa".

use crate::normalize::letters;

/// One ASCII character for every character of `s`, so that the n-th stands for the n-th; `~` for all that is
/// no letter of Vietnamese text and not ASCII.
pub(crate) fn plain(s: &str) -> String {
    let mut out = Vec::with_capacity(s.len());
    out.extend(s.chars().map(|c| match letters::letter(c) {
        Some(l) => letters::plain(l.base),
        None if c.is_ascii() => c as u8,
        None if c.is_whitespace() => b' ',
        None if matches!(c, '–' | '—' | '‐' | '‑' | '−') => b'-',
        None if c == '…' => b'.',
        None => b'~',
    }));
    // It is all ASCII.
    String::from_utf8(out).unwrap_or_default()
}

/// Byte offset in `s` of its character with this number.
pub(crate) fn offset(s: &str, character: usize) -> usize {
    s.char_indices().nth(character).map_or(s.len(), |(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_for_one() {
        let s = "ĐẢNG – Uỷ “X”";
        assert_eq!(plain(s), "dang - uy ~x~");
        assert_eq!(&s[offset(s, 7)..], "Uỷ “X”");
    }
}
