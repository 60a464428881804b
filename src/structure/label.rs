//! Labels and bullets at the start of a line: what they are, how long, and how deep.
//!
//! Takes a line, gives its [`Label`] or none. "1.2. Trồng trọt" has a label of depth 5, "- 100% bản" a bullet; a
//! figure is no label ("1.245 hộ", "1/3 số xã", "06-CT/TW").

/// A label or bullet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    /// Bytes of the label, without the white space behind it.
    pub(crate) mark: usize,
    /// Bytes of the label, white space included.
    pub(crate) len: usize,
    /// 1 (Phần) to 6 (a), (1)); 8 for a bullet.
    pub(crate) level: u8,
    /// A single number, as in "2."; a wrapped sentence can begin so too.
    pub(crate) plain_number: bool,
}

/// Level of bullets.
pub(crate) const BULLET: u8 = 8;

/// The label at the start of `line`; emphasis and heading marks before it count to it.
pub(crate) fn parse(line: &str) -> Option<Label> {
    let body = line.trim_start_matches(['#', '*', '_', '\\', ' ']);
    let lead = line.len() - body.len();
    let found = match line.as_bytes().first()? {
        b'*' if !line.starts_with("**") && body.len() + 2 == line.len() => bullet(line),
        _ => None,
    };
    let shift = |l: Label| Label { mark: l.mark + lead, len: l.len + lead, ..l };
    found.or_else(|| of_body(body).map(shift))
}

fn of_body(s: &str) -> Option<Label> {
    match s.as_bytes().first()? {
        b'0'..=b'9' => numbers(s),
        b'(' => bracketed(s),
        b'P' | b'C' | b'M' => keyword(s).or_else(|| roman(s)).or_else(|| letter(s)),
        b'A'..=b'Z' => roman(s).or_else(|| letter(s)),
        b'a'..=b'z' => small_letter(s),
        b'-' | b'+' => bullet(s),
        0xC4 => keyword(s).or_else(|| letter(s)).or_else(|| small_letter(s)),
        0xC2 | 0xE2 | 0xEF => bullet(s),
        _ => None,
    }
}

/// A label of `mark` bytes with the white space behind it.
fn label(s: &str, mark: usize, level: u8) -> Label {
    let rest = &s[mark..];
    let gap = rest.len() - rest.trim_start_matches([' ', '\t', '\u{a0}', '*', '_']).len();
    Label { mark, len: mark + gap, level, plain_number: false }
}

fn bullet(s: &str) -> Option<Label> {
    let c = s.chars().next()?;
    if !matches!(
        c,
        '-' | '+' | '*' | '–' | '—' | '•' | '·' | '●' | '○' | '▪' | '■' | '►' | '➢' | '✓' | '\u{f0b7}' | '\u{f02d}'
    ) {
        return None;
    }
    let rest = &s[c.len_utf8()..];
    let next = rest.chars().next()?;
    // "-KL/TU" goes on with a number of the line before; "-5%" is no item; "--" is a rule.
    let code = rest.split([' ', ',', ';']).next().is_some_and(|w| w.contains('/') && w.len() < 16 && c == '-');
    (next.is_whitespace() || (next.is_alphabetic() && !code) || matches!(next, '"' | '“' | '(')).then(|| {
        let mut l = label(s, c.len_utf8(), BULLET);
        l.len = s.len() - rest.trim_start_matches([' ', '\t', '\u{a0}']).len();
        l
    })
}

/// "1.", "1-", "1/", "1)", "1.1.", "1.1", "1.1.1.", OCR "1 2 2.".
fn numbers(s: &str) -> Option<Label> {
    let b = s.as_bytes();
    let (mut i, mut parts) = (0, 0u8);
    let mut spaced = false;
    loop {
        let digits = b[i..].iter().take_while(|b| b.is_ascii_digit()).count();
        if !(1..=2).contains(&digits) {
            return None;
        }
        parts += 1;
        i += digits;
        let more = |at: usize| b.get(at).is_some_and(u8::is_ascii_digit);
        match b.get(i) {
            Some(b'.') if more(i + 1) && parts < 5 => i += 1,
            // A lost dot: only believed when the label still ends with one.
            Some(b' ') if more(i + 1) && parts < 4 => {
                spaced = true;
                i += 1;
            }
            _ => break,
        }
    }
    let closer = matches!(b.get(i), Some(b'.' | b')' | b'-' | b'/'));
    let dot = b.get(i) == Some(&b'.');
    if (spaced && (!dot || b[0] == b'0')) || (!closer && (parts < 2 || spaced)) || (parts > 1 && closer && !dot) {
        return None;
    }
    let mark = i + usize::from(closer);
    let rest = &s[mark..];
    let next = rest.trim_start_matches([' ', '\t', '\u{a0}', '*', '_', '"', '“']).chars().next();
    let space = rest.starts_with([' ', '\t', '\u{a0}', '*']);
    // A code such as "06- CT/TW" or "12/BC-UBND" is no label.
    if matches!(b.get(i), Some(b'-' | b'/')) {
        let word = rest.trim_start().split([' ', ',', ';']).next().unwrap_or("");
        if word.contains('/') || word.contains('-') || (!space && word.len() < 4) {
            return None;
        }
    }
    let fits = match next {
        Some(c) if c.is_uppercase() => space || closer,
        // "1.1 " without its dot needs a capital behind it; "2. 100% bản" is an item too. So is "1/ 85% hộ", "3- 23 xã": a range
        // or a fraction has white space on both sides or on none.
        Some(c) => {
            let counted = !dot && parts == 1 && i == 1 && b[0] != b'0' && c.is_ascii_digit();
            space && (dot && (c.is_lowercase() || c.is_ascii_digit() || c == '(') || closer && counted && b[1] != b')')
        }
        None => closer,
    };
    let level = match parts {
        1 => 4,
        2 => 5,
        _ => 6,
    };
    fits.then(|| Label { plain_number: parts == 1, ..label(s, mark, level) })
}

/// "(1)", "(a)".
fn bracketed(s: &str) -> Option<Label> {
    let close = s.bytes().take(6).position(|b| b == b')')?;
    let inner = &s[1..close];
    let number = (1..=2).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit());
    let small = inner.chars().count() == 1 && inner.chars().all(char::is_lowercase);
    (number || small).then(|| label(s, close + 1, 6))
}

/// "I.", "II-", "IV/", "III)".
fn roman(s: &str) -> Option<Label> {
    let digits = s.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X')).count();
    if !(1..=6).contains(&digits) {
        return None;
    }
    closed(s, digits, 3)
}

/// "A.", "B-", "Đ.".
fn letter(s: &str) -> Option<Label> {
    let c = s.chars().next()?;
    (matches!(c, 'A'..='H') || c == 'Đ').then(|| closed(s, c.len_utf8(), 3)).flatten()
}

/// "a)", "đ)", "b.".
fn small_letter(s: &str) -> Option<Label> {
    let c = s.chars().next()?;
    if !(c.is_ascii_lowercase() || c == 'đ') {
        return None;
    }
    match s.as_bytes().get(c.len_utf8()) {
        Some(b')') => Some(label(s, c.len_utf8() + 1, 6)),
        Some(b'.') if s[c.len_utf8() + 1..].starts_with([' ', '\t']) => Some(label(s, c.len_utf8() + 1, 6)),
        _ => None,
    }
}

/// A numeral of `digits` bytes needs one of ". - / )" and then a space or a capital.
fn closed(s: &str, digits: usize, level: u8) -> Option<Label> {
    let closer = s.as_bytes().get(digits)?;
    let mark = digits + 1;
    match closer {
        b'.' | b'-' | b'/' | b')' => {}
        // "I - MỤC TIÊU"
        b' ' if s[mark..].starts_with("- ") => return Some(label(s, mark + 1, level)),
        _ => return None,
    }
    let rest = &s[mark..];
    let next = rest.trim_start_matches([' ', '\t', '\u{a0}', '*', '_', '"', '“']).chars().next();
    let space = rest.starts_with([' ', '\t', '\u{a0}', '*']);
    let upper_word = !space && rest.chars().take(2).filter(|c| c.is_uppercase()).count() == 2;
    next.is_none_or(|c| (space && !c.is_ascii_punctuation()) || upper_word).then(|| label(s, mark, level))
}

/// "Phần thứ nhất", "PHẦN I", "Chương II", "Mục 3", "Điều 5.", "Phụ lục 01".
fn keyword(s: &str) -> Option<Label> {
    const WORDS: [(&str, &str, u8); 6] = [
        ("Phần ", "PHẦN ", 1),
        ("Phụ lục", "PHỤ LỤC", 1),
        ("Chương ", "CHƯƠNG ", 2),
        ("Mục ", "MỤC ", 3),
        ("Điều ", "ĐIỀU ", 4),
        ("Phần thứ ", "PHẦN THỨ ", 1),
    ];
    let (word, level) = WORDS.iter().rev().find_map(|(mixed, upper, level)| {
        (s.starts_with(mixed) || s.starts_with(upper)).then_some((mixed.len(), *level))
    })?;
    let rest = &s[word..];
    let annex = rest.starts_with([' ', ':', '.']) || rest.is_empty();
    let trimmed = rest.trim_start_matches("số ").trim_start_matches("SỐ ").trim_start();
    let number = trimmed.split([' ', '.', ':', ',', '*', ';', '\t', '-', ')']).next().unwrap_or("");
    let at = word + (rest.len() - trimmed.len());
    let ordinal = s.as_bytes().get(..word).is_some() && (s.starts_with("Phần thứ") || s.starts_with("PHẦN THỨ"));
    let numeral = !number.is_empty()
        && number.len() <= 6
        && (number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X' | b'a' | b'b'))
            || (number.chars().count() == 1 && number.chars().all(char::is_uppercase)));
    let in_words = ordinal && !number.is_empty() && number.chars().all(char::is_alphabetic);
    let end = if numeral || in_words {
        at + number.len()
    } else if level == 1 && !ordinal && word == "Phụ lục".len() && annex {
        word
    } else {
        return None;
    };
    let closer = s[end..].chars().next().filter(|c| matches!(c, '.' | ':' | ')')).map_or(0, char::len_utf8);
    // "Điều 5 Luật Đất đai" inside a wrapped sentence: an article's own label ends with a dot or the line.
    if level == 4 && closer == 0 && !s[end..].trim().is_empty() {
        return None;
    }
    // "Mục 3 Điều 5", "Chương 2 của Nghị định": a mention, not a label.
    let after = s[end + closer..].trim_start();
    if closer == 0 && level > 1 && after.starts_with(|c: char| c.is_lowercase() || matches!(c, ',' | ';')) {
        return None;
    }
    if closer == 0 && level == 3 && (after.starts_with("Điều") || after.starts_with("Chương")) {
        return None;
    }
    Some(label(s, end + closer, level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for (line, mark, level, why) in [
            ("I. MỤC ĐÍCH", "I.", 3, "roman"),
            ("II- NỘI DUNG", "II-", 3, "old style"),
            ("I.MỤC TIÊU", "I.", 3, "glued"),
            ("A. TÌNH HÌNH", "A.", 3, "letter"),
            ("1. Mục đích", "1.", 4, "number"),
            ("1- Mục đích", "1-", 4, "number with dash"),
            ("1/ Mục đích", "1/", 4, "number with slash"),
            ("2.1. Tăng cường", "2.1.", 5, "two levels"),
            ("2.1 Tăng cường", "2.1", 5, "two levels, dot lost"),
            ("1 2 2. Nguyên nhân", "1 2 2.", 6, "dots lost"),
            ("1.1.1. Kết quả", "1.1.1.", 6, "three levels"),
            ("a) Về kinh tế", "a)", 6, "point"),
            ("đ) Về y tế", "đ)", 6, "point đ"),
            ("(1) Về y tế", "(1)", 6, "bracketed"),
            ("Phần thứ nhất", "Phần thứ nhất", 1, "part in words"),
            ("PHẦN I. KẾT QUẢ", "PHẦN I.", 1, "part"),
            ("Chương II", "Chương II", 2, "chapter"),
            ("Điều 5. Hiệu lực", "Điều 5.", 4, "article"),
            ("PHỤ LỤC 01", "PHỤ LỤC 01", 1, "annex"),
            ("- 100% bản", "-", 8, "bullet"),
            ("+ Xã A", "+", 8, "bullet"),
            ("## **2.2. Ban Chỉ đạo**", "## **2.2.", 5, "marks of an OCR tool"),
        ] {
            let l = parse(line).unwrap_or_else(|| panic!("{line}: {why}"));
            assert_eq!((&line[..l.mark], l.level), (mark, level), "{line}: {why}");
        }
    }

    #[test]
    fn no_labels() {
        for (line, why) in [
            ("1.245 hộ", "thousands"),
            ("5.2 % hộ", "decimal"),
            ("1/3 số xã", "fraction"),
            ("06- CT/TW ngày", "number of a document"),
            ("12/BC-UBND", "number of a document"),
            ("-KL/TU ngày", "rest of a number"),
            ("36 tập thể", "figure"),
            ("2024. Trong đó", "year"),
            ("Điều 5 Luật Đất đai", "mention"),
            ("Mục 3 của Kế hoạch", "mention"),
            ("I-ốt", "word"),
            ("Bà Rịa", "word"),
            ("Phần lớn các hộ", "word"),
        ] {
            assert_eq!(parse(line), None, "{line}: {why}");
        }
    }
}
