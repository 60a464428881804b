//! What looks like a quantity and is none: slogans ("4 cùng"), models ("RON 92"), versions, clocks and scales, days.

use super::{Raw, Shape};
use crate::extract::words::{Words, words_right};
use crate::record::Kind;
use crate::vocabulary::{Vocabulary, is_one_of, key};

/// Whether a quotation mark opens right in front of `at`.
pub(super) fn quoted(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('“' | '‘' | '«' | '„') => true,
        Some('"' | '\'') => before.next().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ',')),
        _ => false,
    }
}

/// Whether a quotation that opens a few words before `at` is still open: "Gia đình 5 có, 3 sạch".
fn inside_quotation(text: &str, at: usize) -> bool {
    let mut words = 0;
    for (i, c) in text[..at].char_indices().rev() {
        match c {
            '“' | '«' => return true,
            '"' => return quoted(text, i + 1),
            '”' | '»' | '\n' | '.' | ';' | ':' => return false,
            ' ' => words += 1,
            _ => {}
        }
        if words > MAX_SLOGAN_WORDS {
            return false;
        }
    }
    false
}

/// Words between a quotation mark and the number of a slogan, at most.
const MAX_SLOGAN_WORDS: usize = 5;

/// Whether the words behind a number make it a slogan or a rating.
pub(super) fn is_slogan(raw: &Raw, text: &str, limit: usize, vocabulary: &Vocabulary) -> bool {
    let number = raw.shape.first().number;
    let measured = raw.unit.is_some_and(|u| vocabulary.units.get(u).kind != Kind::Count);
    if measured || number.decimals() > 0 || number.value() > 12.0 || raw.magnitude {
        return false;
    }
    let right = words_right(text, raw.number.end, limit);
    match raw.shape {
        Shape::One(_) => {
            let quoted = quoted(text, raw.number.start) || inside_quotation(text, raw.number.start);
            vocabulary.number_names.slogan(quoted, |i| right.key(i))
        }
        // "3-4 sao".
        _ => right.key(0) == Some(key("sao")),
    }
}

/// "xăng RON 92 dao động": capital letters in front of a number that counts nothing known.
pub(super) fn is_model(text: &str, raw: &Raw, left: &Words) -> bool {
    let Some(word) = left.get(0).filter(|w| w.capital && raw.unit.is_none()) else { return false };
    let code = &text[word.start..word.end];
    let letters = code.chars().count();
    let number = raw.shape.first().number;
    (2..=4).contains(&letters)
        && code.chars().all(char::is_uppercase)
        && word.end + 1 == raw.number.start
        && (10.0..1000.0).contains(&number.value())
        && number.decimals() == 0
        && number.zeros == 0
        && raw.open.is_some()
}

/// Whether the bare number is a version, "4.0".
pub(super) fn is_version(text: &str) -> bool {
    text.len() == 3 && text.ends_with(".0")
}

/// "vàng 99,99", "vàng 9999": how fine the gold is.
pub(super) fn is_fineness(raw: &Raw, left: &Words) -> bool {
    let printed = raw.shape.first().number.value();
    left.key(0) == Some(key("vàng")) && !raw.has_unit() && [99.9, 99.99, 999.9, 9999.0].contains(&printed)
}

/// "24/24 giờ", "24/7", "tỷ lệ 1/500".
pub(super) fn is_clock_or_scale(raw: &Raw, left: &Words, vocabulary: &Vocabulary) -> bool {
    let Shape::Of(a, b) = raw.shape else { return false };
    let (a, b) = (a.number.value(), b.number.value());
    let counted = raw.unit.is_some_and(|u| vocabulary.units.get(u).kind == Kind::Count);
    let clock = a == 24.0 && (b == 24.0 || b == 7.0) && !counted;
    clock || (a == 1.0 && b >= 100.0 && (raw.unit.is_none() || left.key(0) == Some(key("lệ"))))
}

/// "đoàn 19/5", "(12/3)", "(01/9)": more than there are of or written as days are, and nothing that the vocabulary counts.
pub(super) fn is_day(text: &str, raw: &Raw) -> bool {
    let Shape::Of(a, b) = raw.shape else { return false };
    let whole = a.number.decimals() == 0 && b.number.decimals() == 0;
    let alone = text[..raw.number.start].ends_with('(') && text[raw.number.end..].starts_with(')');
    let written = alone && a.number.zeros == 1 && b.number.zeros == 0;
    let (a, b) = (a.number.value(), b.number.value());
    raw.unit.is_none() && whole && (a > b || written) && (1.0..=31.0).contains(&a) && (1.0..=12.0).contains(&b)
}

/// Whether the word in front of "trên" or "dưới" makes it a place: "nộp cấp trên 30%".
pub(super) fn is_place_of(word: u64) -> bool {
    is_one_of!(word, "cấp" | "bên" | "phía" | "nêu" | "kể" | "như" | "phần" | "tầng")
}

/// Whether a word in front of "hơn" makes it a comparison: "cao hơn 2%".
pub(super) fn is_comparative(word: u64) -> bool {
    is_one_of!(
        word,
        "cao"
            | "thấp"
            | "nhiều"
            | "ít"
            | "chậm"
            | "nhanh"
            | "sớm"
            | "muộn"
            | "dài"
            | "ngắn"
            | "rộng"
            | "hẹp"
            | "tốt"
            | "kém"
            | "già"
            | "trẻ"
            | "mạnh"
            | "yếu"
            | "đông"
            | "sâu"
            | "rẻ"
            | "đắt"
            | "nặng"
            | "nhẹ"
            | "xa"
    )
}
