//! Comparison form of words: lower case, one style of tone placement, single spaces. "Uỷ Ban  nhân dân" and
//! "ủy ban nhân dân" are one word here; diacritics stay.

/// The comparison form of `text`.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
            continue;
        }
        let c = fold_char(c);
        // "oà", "oè", "uỳ" carry the tone on the second vowel in the newer style: move it to the first.
        match (out.chars().next_back(), toned(c)) {
            (Some(first), Some((second, tone))) if may_carry(first, second) => {
                out.pop();
                // "quý", "quỳ": the u belongs to the consonant.
                if first == 'u' && out.ends_with('q') {
                    out.push('u');
                    out.push(c);
                } else {
                    out.push(with_tone(first, tone));
                    out.push(second);
                }
            }
            _ => out.push(c),
        }
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// Whether either of two vowels may carry their tone: "hóa" and "hoá", "thủy" and "thuỷ".
fn may_carry(first: char, second: char) -> bool {
    first == 'o' && matches!(second, 'a' | 'e') || first == 'u' && second == 'y'
}

/// A name whose open syllables have the tone on the first of two vowels, "Thủy", where that is not so yet. Case and all else stay: it
/// is shown.
pub(crate) fn one_style(name: &str) -> Option<String> {
    let word = |word: &str| {
        let mut letters = word.chars().rev();
        let (last, first) = (letters.next()?, letters.next()?);
        let (second, tone) = toned(last).filter(|&(second, _)| may_carry(first, second))?;
        // "Quý": the u belongs to the consonant.
        let glide = matches!(letters.next(), Some('q' | 'Q'));
        let lead = &word[..word.len() - first.len_utf8() - last.len_utf8()];
        (!glide).then(|| format!("{lead}{}{second}", with_tone(first, tone)))
    };
    let words: Vec<(Option<String>, &str)> = name.split(' ').map(|w| (word(w), w)).collect();
    let changed = words.iter().any(|(new, _)| new.is_some());
    changed.then(|| words.iter().map(|(new, old)| new.as_deref().unwrap_or(old)).collect::<Vec<_>>().join(" "))
}

/// Lower case of one letter; the letters that stand for Đ become đ. Vietnamese letters take no look-up: the general
/// tables of case cost a tenth of the time of finding references.
pub(crate) fn fold_char(c: char) -> char {
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        '\0'..='\u{7f}' => c,
        'Đ' | 'Ð' | 'Ɖ' | 'ð' => 'đ',
        'À'..='Ö' | 'Ø'..='Þ' => char::from_u32(c as u32 + 32).unwrap_or(c),
        'ß'..='ÿ' => c,
        'Ă' => 'ă',
        'Ĩ' => 'ĩ',
        'Ũ' => 'ũ',
        'Ơ' => 'ơ',
        'Ư' => 'ư',
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => c,
        // Capital and small letter by turns.
        '\u{1ea0}'..='\u{1ef9}' => char::from_u32(c as u32 | 1).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

const VOWELS: [(char, [char; 5]); 5] = [
    ('a', ['à', 'á', 'ả', 'ã', 'ạ']),
    ('e', ['è', 'é', 'ẻ', 'ẽ', 'ẹ']),
    ('y', ['ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ']),
    ('o', ['ò', 'ó', 'ỏ', 'õ', 'ọ']),
    ('u', ['ù', 'ú', 'ủ', 'ũ', 'ụ']),
];

fn toned(c: char) -> Option<(char, usize)> {
    if c.is_ascii() {
        return None;
    }
    VOWELS.iter().find_map(|(base, all)| all.iter().position(|&v| v == c).map(|tone| (*base, tone)))
}

fn with_tone(base: char, tone: usize) -> char {
    VOWELS.iter().find(|(b, _)| *b == base).map_or(base, |(_, all)| all[tone])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_as_the_general_tables_say() {
        for c in ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').filter(|c| !"ÐƉð".contains(*c)) {
            assert_eq!(fold_char(c), c.to_lowercase().next().unwrap(), "{c}");
        }
    }

    #[test]
    fn words_compare_without_case_and_tone_style() {
        for (a, b) in [
            ("Uỷ ban", "ủy  BAN"),
            ("Thoả thuận", "thỏa thuận"),
            ("QUY CHẾ", "quy chế"),
            ("Quý", "quý"),
            ("QUYẾT ÐỊNH", "quyết định"),
        ] {
            assert_eq!(fold(a), fold(b), "{a}");
        }
        assert_ne!(fold("hộ"), fold("hồ"));
        assert_eq!(fold("toàn"), "tòan", "only ever compared with other folded words");
    }
}
