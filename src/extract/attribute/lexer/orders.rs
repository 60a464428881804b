//! Who orders something to be done. "Chủ tịch UBND huyện yêu cầu các xã trồng mới 120 ha" → a request
//!
//! What is required of those who were counted has been done: "kiểm tra 30 cơ sở, yêu cầu 5 cơ sở khắc phục".

use super::{Kind, Token};
use crate::extract::words::words_right;
use crate::text::Span;
use crate::vocabulary::{Class, is_one_of, key};

/// Tokens between the one who orders and the order: "đồng chí Trần Văn Khê, Bí thư Huyện ủy".
const MAX_ORDERER: usize = 12;

/// Tokens in front of an order among which nothing may be counted: a window keeps the whole linear.
const MAX_BEFORE: usize = 120;

/// How offices, and who holds them, begin.
const WHO: [[u64; 2]; 17] = [
    [key("đồng"), key("chí")],
    [key("chủ"), key("tịch")],
    [key("phó"), key("chủ")],
    [key("bí"), key("thư")],
    [key("phó"), key("bí")],
    [key("ban"), key("thường")],
    [key("thường"), key("trực")],
    [key("thủ"), key("tướng")],
    [key("phó"), key("thủ")],
    [key("bộ"), key("trưởng")],
    [key("giám"), key("đốc")],
    [key("ủy"), key("ban")],
    [key("tỉnh"), key("ủy")],
    [key("huyện"), key("ủy")],
    [key("thành"), key("ủy")],
    [key("đảng"), key("ủy")],
    [key("chính"), key("phủ")],
];

/// Whether the token is such an order.
pub(in crate::extract::attribute) fn commands(t: &Token) -> bool {
    t.is(Class::Request) && t.key == key("cầu")
}

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
        && is_office(text, Span::new(says[0].span.start, tokens[at].span.start))
}

/// Whether the words begin like an office or who holds one.
fn is_office(text: &str, span: Span) -> bool {
    let words = words_right(text, span.start, span.end);
    let (Some(first), second) = (words.key(0), words.key(1)) else { return false };
    is_one_of!(first, "ông" | "bà" | "ubnd" | "hđnd" | "đ/c")
        || second.is_some_and(|second| WHO.contains(&[first, second]))
}
