//! Persons behind an office that ends in a level of government: "Phó Chủ tịch UBND tỉnh Trần Thu".

use super::mention::is_settlement;
use crate::extract::attribute::clause::Token;
use crate::text::Span;
use crate::vocabulary::{Class, Vocabulary, is_one_of, key, name_key};

/// Whether the level word is the end of an office: "Phó Chủ tịch UBND tỉnh".
pub(super) fn officer(text: &str, tokens: &[Token], at: usize) -> bool {
    tokens[..at].last().is_some_and(|t| t.is(Class::Body))
        && tokens[at.saturating_sub(MAX_OFFICE)..at].iter().any(|t| {
            let last = t.span.of(text).rsplit(' ').next().map(key);
            last.is_some_and(|k| is_one_of!(k, "tịch" | "thư" | "trưởng"))
        })
}

/// Tokens of an office, at most.
const MAX_OFFICE: usize = 4;

/// Whether the capitals behind a level word name a person: "Chủ tịch UBND xã Hoàng Văn Páo". They begin like a family's name, no
/// known place has it, and below the district, whose names nobody lists, it is a long one.
pub(super) fn is_person(text: &str, tokens: &[Token], level: usize, end: usize, vocabulary: &Vocabulary) -> bool {
    let name = Span::new(tokens[level + 1].span.start, tokens[end - 1].span.end).of(text);
    let syllables = name.split(' ').count();
    let large = is_one_of!(tokens[level].key, "tỉnh" | "huyện" | "phố" | "quận");
    let settlement = is_settlement(tokens[level].span.of(text));
    let known = vocabulary.places.is_province_or_district(name_key(name))
        || !large && vocabulary.places.is_commune(name_key(name));
    syllables >= if large { 2 } else { 3 } && !known && !settlement && name.split(' ').next().is_some_and(is_family)
}

/// Whether many families have the name.
pub(super) fn is_family(word: &str) -> bool {
    is_one_of!(
        key(word),
        "nguyễn"
            | "trần"
            | "lê"
            | "phạm"
            | "hoàng"
            | "huỳnh"
            | "phan"
            | "vũ"
            | "võ"
            | "đặng"
            | "bùi"
            | "đỗ"
            | "hồ"
            | "ngô"
            | "dương"
            | "lý"
            | "đinh"
            | "đoàn"
            | "trịnh"
            | "lò"
            | "giàng"
            | "sùng"
            | "thào"
            | "vàng"
            | "quàng"
    )
}
