//! A word of the index as it is written: plain letters and diacritics back to one spelling, "hanh" with `5` → "hạnh".
//!
//! The index keeps no place of the tone, so it is set where most write it: on the letter with a shape, else on the vowel in front of
//! the last one, "hóa", unless a consonant follows, "hoán".

use super::letters::VOWELS;

/// How a word is written, from its plain letters and its diacritics.
pub(crate) fn spelled(plain: &str, marks: &str) -> String {
    let (mut tone, mut letters) = (0, plain.chars().map(|c| (c, 0)).collect::<Vec<(char, u8)>>());
    for mark in marks.bytes() {
        match mark {
            b'0'..=b'9' => tone = usize::from(mark - b'0'),
            _ => {
                let (index, shape) = (usize::from(mark.saturating_sub(0x40) >> 2), mark & 3);
                if let Some(letter) = letters.get_mut(index) {
                    letter.1 = shape;
                }
            }
        }
    }
    let toned = nucleus(&letters);
    letters.iter().enumerate().map(|(i, &letter)| written(letter, if Some(i) == toned { tone } else { 0 })).collect()
}

/// The letter that carries the tone.
fn nucleus(letters: &[(char, u8)]) -> Option<usize> {
    let vowel = |&(c, _): &(char, u8)| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let first = letters.iter().position(vowel)?;
    let end = first + letters[first..].iter().take_while(|l| vowel(l)).count();
    // "quá", "già": the first letter belongs to the consonant.
    let glide = first.checked_sub(1).map(|i| letters[i].0);
    let glides = matches!((glide, letters[first].0), (Some('q'), 'u') | (Some('g'), 'i')) && end > first + 1;
    let first = first + usize::from(glides);
    if let Some(shaped) = (first..end).rev().find(|&i| letters[i].1 > 0) {
        return Some(shaped);
    }
    let closed = end < letters.len();
    Some(match end - first {
        1 => first,
        2 => first + usize::from(closed),
        _ => first + 1,
    })
}

fn written((c, shape): (char, u8), tone: usize) -> char {
    if c == 'd' && shape > 0 {
        return 'đ';
    }
    let row = VOWELS.iter().find(|(base, of, ..)| char::from(*base) == c && *of == shape);
    row.and_then(|(_, _, lower, _)| lower.get(tone)).copied().unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::analyzer::keys;

    #[test]
    fn words_are_written_back() {
        for word in [
            "hộ",
            "nghèo",
            "đường",
            "quyết",
            "giáo",
            "già",
            "hóa",
            "hoán",
            "thủy",
            "người",
            "khuyến",
            "ubnd",
            "ưa",
            "2023",
        ] {
            let key = keys(word).remove(0);
            assert_eq!(spelled(&key.plain, &key.marks), word);
        }
    }
}
