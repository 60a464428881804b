//! What is of no item of a list of places: totals, the rest, means of the whole. "xã Tân Lập 41 hộ, xã Kim Sơn 19 hộ; [cộng 60 hộ]".

use super::Mention;
use crate::extract::attribute::clause::{Kind, Token};
use crate::vocabulary::{Class, caseless};

/// Whether the words between two figures, or right behind the second, say that it is of all, of the rest, or of other bodies.
pub(super) fn is_rest(text: &str, tokens: &[Token], before: usize, at: usize) -> bool {
    let own = tokens[before + 1..at].iter().rposition(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon));
    let from = own.map_or(before + 1, |sign| before + 2 + sign).min(at);
    let several = |t: &Token| t.is(Class::Body) && caseless::begins(t.span.of(text), "các ");
    let own = tokens.get(from).map_or("", |t| &text[t.span.start..tokens[at].span.start]);
    // "bình quân chung của tỉnh", "bình quân toàn huyện"
    let mean = caseless::behind(own, MEAN).is_some_and(|of| {
        ["chung", "toàn", "cả ", "mỗi xã", "mỗi huyện", "các "].iter().any(|whole| caseless::begins(of, whole))
    });
    let sums = tokens[from..at].iter().find(|t| !t.is(Class::And)).is_some_and(|t| {
        let word = t.span.of(text);
        let sum = caseless::is_any(word, &["cộng", "tổng", "tổng số", "tổng cộng", "còn lại"]);
        sum || t.is(Class::Total) || several(t)
    });
    // "các sở, ngành 85 tỷ đồng"
    let words = text[tokens[before].span.end..tokens[at].span.start].trim_start_matches([',', ';', ' ']);
    let sums = sums || caseless::begins(words, "các ");
    let elsewhere = tokens.get(at + 1).is_some_and(|t| t.is(Class::Prep)) && tokens.get(at + 2).is_some_and(several);
    // "05 công trình còn lại 396 triệu đồng"
    let left = || tokens[at + 1..].iter().take(2).any(|t| caseless::is(t.span.of(text), "còn lại"));
    // "12 ha ở xã khác"
    let other = || {
        let mut behind = tokens[at + 1..].iter();
        behind.next().is_some_and(|t| t.is(Class::Prep))
            && behind.take(2).any(|t| caseless::ends(t.span.of(text), "khác"))
    };
    sums || mean || elsewhere || left() || other()
}

/// Words in front of a mean of the whole.
const MEAN: &str = "bình quân ";

/// Whether one of the figures in `from..to` is of all or of the rest.
pub(super) fn between_rest(text: &str, tokens: &[Token], from: usize, to: usize) -> bool {
    let mut figures = (from..to).filter(|&j| matches!(tokens[j].kind, Kind::Figure(_)) && !tokens[j].duration);
    let Some(mut last) = figures.next() else { return false };
    figures.any(|j| is_rest(text, tokens, std::mem::replace(&mut last, j), j))
}

/// Whether the place is an item of a list in front of `at`: a figure stands right behind or right in front of it.
pub(super) fn is_item(tokens: &[Token], m: &Mention, at: usize) -> bool {
    let figure = |t: &Token| matches!(t.kind, Kind::Figure(_));
    let next = tokens[m.tokens.end..at].iter().take(4).any(figure);
    let before = tokens[..m.tokens.start].iter().rev().take(3).any(figure);
    next || before
}
