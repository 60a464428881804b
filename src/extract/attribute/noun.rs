//! Where the noun phrase ends that follows a number: "17 xã, thị trấn [đạt chuẩn]", "9 công trình" and not "có tổng mức đầu tư", which is
//! the name of the next number.

use super::clause::{Kind, Token};
use super::phrase::trailing;
use super::reading::Unit;
use crate::vocabulary::{Class, is_one_of};

/// Syllables of a noun phrase behind a number, at most.
const MAX_NOUN: usize = 10;

/// Where the noun phrase ends that begins at `from`, behind a number.
pub(super) fn noun_end(tokens: &[Token], from: usize, unit: Unit) -> usize {
    let mut syllables = 0;
    let mut j = from;
    while let Some(t) = tokens.get(j) {
        let next = tokens.get(j + 1);
        let next_class = next.and_then(Token::class);
        let go_on = match t.kind {
            Kind::Word(class) => match class {
                Class::Plain | Class::Member | Class::Attribute | Class::Body | Class::Head => true,
                Class::Of => next_class
                    .is_some_and(|c| matches!(c, Class::Plain | Class::Member | Class::Body | Class::Attribute)),
                // "20 triệu đồng và trợ cấp …": behind an amount something else begins.
                Class::And => {
                    (j > from || unit.counts())
                        && next_class.is_some_and(|c| matches!(c, Class::Member | Class::Plain))
                        && !followed_by_figure(tokens, j + 1)
                        && !names_figure(tokens, j + 1)
                }
                // "09 công trình có tổng mức đầu tư 128 tỷ đồng": the next one's own name.
                Class::Have if next.is_some_and(is_money) && leads_to_figure(tokens, j + 1) => false,
                Class::Have | Class::Passive => {
                    next.is_some_and(|n| n.class().is_some()) && !followed_by_figure(tokens, j + 1)
                }
                Class::Link => {
                    matches!(next_class, Some(Class::Plain | Class::Attribute | Class::Heavy | Class::Member))
                        && !followed_by_figure(tokens, j + 1)
                }
                // "quyết định chỉ đạo thực hiện …": what is done with the counted things is no part of their name.
                // "31 xã nâng cao, 6 xã kiểu mẫu": a verb without object says what kind they are.
                Class::Light
                    if unit == Unit::Thing
                        && j == from
                        && t.syllables == 2
                        && next.is_none_or(|n| matches!(n.kind, Kind::Comma | Kind::Semicolon | Kind::Close)) =>
                {
                    j += 1;
                    break;
                }
                Class::Light | Class::Heavy => {
                    let other_name = (next_class == Some(Class::Head) || class == Class::Light && j == from)
                        && leads_to_figure(tokens, j + 1);
                    !other_name
                        && !followed_by_figure(tokens, j + 1)
                        && (class == Class::Heavy
                            || !unit.counts()
                            || unit == Unit::Event && j == from
                            || j > from && tokens[j - 1].is(Class::Adverb))
                }
                Class::Adverb => {
                    matches!(next_class, Some(Class::Plain | Class::Heavy | Class::Light | Class::Link)) && j > from
                }
                // "05 năm thực hiện Quyết định số 290-QĐ/TW"
                Class::Plan | Class::Cited => j > from,
                _ => false,
            },
            // "cán bộ, công chức": a member of an enumeration behind the comma, and no figure of its own.
            Kind::Comma if j == from => {
                // "1.043 nhóm, lớp": behind the unit a single word, or two that end the clause.
                let ends = |t: Option<&Token>| t.is_none_or(|t| t.class().is_none() || t.is(Class::And));
                let goes_on = tokens.get(j + 3).is_some_and(|t| t.kind == Kind::Comma || t.is(Class::And));
                let word = ends(tokens.get(j + 2)) || ends(tokens.get(j + 3)) && !goes_on;
                enumerates(tokens, j + 1) || unit.counts() && word && coordinates(tokens, j)
            }
            Kind::Comma if coordinates(tokens, j) => true,
            Kind::Comma => {
                let member = next_class == Some(Class::Member)
                    || next_class == Some(Class::Body) && j > 0 && tokens[j - 1].is(Class::Body);
                member && j > from && (!leads_to_figure(tokens, j + 1) || predicate(tokens, j + 2))
            }
            Kind::Dash => next.is_some_and(|n| n.class() == Some(Class::Plain)) && j > from,
            _ => false,
        };
        syllables += usize::from(t.syllables);
        if !go_on || syllables > MAX_NOUN {
            break;
        }
        j += 1;
    }
    while j > from
        && !tokens[j - 1].is(Class::Cited)
        && (trailing(&tokens[j - 1]) || j > from + 1 && tokens[j - 1].is(Class::Light))
    {
        j -= 1;
    }
    j
}

/// Whether the token heads the name of an amount of money: "tổng mức đầu tư", "kinh phí".
fn is_money(t: &Token) -> bool {
    t.is(Class::Head) && is_one_of!(t.key, "tư" | "vốn" | "phí" | "trị" | "giá" | "tiền" | "thu")
}

/// Whether the words from `at` go on the enumeration of which the unit was the first noun: "13 xã, thị trấn có điện".
fn enumerates(tokens: &[Token], at: usize) -> bool {
    let noun = |t: &Token| t.is(Class::Member) || t.is(Class::Body) && t.syllables <= 3;
    let mut j = at;
    while tokens.get(j).is_some_and(noun) {
        j += 1;
        if tokens.get(j).is_some_and(|t| t.kind == Kind::Comma) && tokens.get(j + 1).is_some_and(noun) {
            j += 1;
        }
    }
    // "9/9 huyện, thị xã, thành phố đều chuyển vốn": the counted places themselves do something.
    let places = tokens.get(at).is_some_and(|t| t.is(Class::Body)) || j > at + 1;
    j > at
        && (!leads_to_figure(tokens, at) || predicate(tokens, j))
        && !tokens.get(j).is_some_and(|t| {
            matches!(t.kind, Kind::Figure(_))
                || t.is(Class::Adverb) && !places
                || matches!(t.class(), Some(Class::Light | Class::Up | Class::Down | Class::Heavy))
                || t.is(Class::Link) && !tokens.get(j + 1).is_some_and(|n| n.is(Class::Plain) || n.is(Class::Head))
        })
}

/// Whether a noun of one or two syllables stands alone behind the comma at `at`: "27 con trâu, bò", "2,6 tấn rau, củ, quả".
fn coordinates(tokens: &[Token], at: usize) -> bool {
    let like = |t: &Token| {
        !t.capital && (t.is(Class::Plain) || at > 0 && t.is(Class::Attribute) && tokens[at - 1].is(Class::Attribute))
    };
    let item = tokens[at + 1..].iter().take(2).take_while(|t| like(t));
    let (words, syllables) = item.fold((0, 0), |(n, s), t| (n + 1, s + usize::from(t.syllables)));
    let end = at + 1 + words;
    let closed = tokens
        .get(end)
        .is_none_or(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Close) || t.is(Class::And));
    (1..=2).contains(&syllables) && closed
}

/// Whether a verb of having or being stands at `at`: what follows is said of the words before it.
fn predicate(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(|t| matches!(t.class(), Some(Class::Have | Class::Link | Class::Passive)))
}

/// Whether a figure stands in the same comma chunk as the words from `at`: they are its name.
fn leads_to_figure(tokens: &[Token], at: usize) -> bool {
    tokens[at.min(tokens.len())..]
        .iter()
        .take(10)
        .take_while(|t| {
            !matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Close | Kind::Open)
                && !t.is(Class::Prep)
                && !t.is(Class::With)
        })
        .any(|t| matches!(t.kind, Kind::Figure(_)))
}

/// Whether the words from `at` are the short name of the next figure: "115 lít nước mắm và tiền mặt 18 triệu đồng".
fn names_figure(tokens: &[Token], at: usize) -> bool {
    let words =
        tokens[at.min(tokens.len())..].iter().take(3).take_while(|t| t.is(Class::Plain) || t.is(Class::Member)).count();
    tokens.get(at + words).is_some_and(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration)
}

/// Whether the words from `at` lead to a figure before anything ends them.
fn followed_by_figure(tokens: &[Token], at: usize) -> bool {
    tokens[at.min(tokens.len())..]
        .iter()
        .take(3)
        .map_while(|t| match t.kind {
            Kind::Figure(_) => Some(true),
            Kind::Word(
                Class::Hedge | Class::Adverb | Class::Light | Class::Link | Class::Have | Class::Estimate | Class::Mean,
            ) => Some(false),
            _ => None,
        })
        .any(|f| f)
}
