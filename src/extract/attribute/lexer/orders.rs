//! Who orders something to be done. "Chủ tịch UBND huyện yêu cầu các xã trồng mới 120 ha" → a request
//!
//! What is required of those who were counted has been done: "kiểm tra 30 cơ sở, yêu cầu 5 cơ sở khắc phục".

use super::{Kind, Token};
use crate::vocabulary::{Class, caseless};

/// Tokens between the one who orders and the order: "đồng chí Trần Văn Khê, Bí thư Huyện ủy".
const MAX_ORDERER: usize = 12;

/// Tokens in front of an order among which nothing may be counted: a window keeps the whole linear.
const MAX_BEFORE: usize = 120;

/// How offices, and who holds them, begin.
const WHO: [&str; 22] = [
    "đồng chí",
    "đ/c",
    "ông",
    "bà",
    "chủ tịch",
    "phó chủ tịch",
    "bí thư",
    "phó bí thư",
    "ban thường vụ",
    "thường trực",
    "thủ tướng",
    "phó thủ tướng",
    "bộ trưởng",
    "giám đốc",
    "ubnd",
    "ủy ban",
    "uỷ ban",
    "tỉnh ủy",
    "huyện ủy",
    "thành ủy",
    "đảng ủy",
    "chính phủ",
];

/// Makes every "yêu cầu" that is an order a request.
pub(super) fn orders(text: &str, tokens: &mut [Token]) {
    let mut from = 0;
    while let Some(at) = tokens[from..].iter().position(|t| t.is(Class::Light) && t.span.of(text) == "yêu cầu") {
        let at = from + at;
        if !tokens[at].quoted && is_order(text, tokens, at) {
            tokens[at].kind = Kind::Word(Class::Request);
        }
        from = at + 1;
    }
}

/// Whether an office stands in front of the verb at `at`, somebody behind it, and nothing was counted before.
pub(in crate::extract::attribute) fn is_order(text: &str, tokens: &[Token], at: usize) -> bool {
    let words = tokens[..at].iter().rev().take(MAX_ORDERER + 1).take_while(|t| matches!(t.kind, Kind::Word(_)));
    let lead = words.count();
    let says = &tokens[at - lead..at];
    let whom = tokens.get(at + 1).is_some_and(|t| matches!(t.kind, Kind::Word(_)));
    (1..=MAX_ORDERER).contains(&lead)
        && whom
        && tokens[at.saturating_sub(MAX_BEFORE)..at].iter().all(|t| !matches!(t.kind, Kind::Figure(_)))
        && says.iter().all(|t| t.span.of(text) != "đã")
        && WHO.iter().any(|who| caseless::begins(&text[says[0].span.start..], who))
}
