//! Places behind a kind of them: "xã biên giới Dào San", "Hai xã ven biển Hải Ninh và Gia Ninh", "3 bản vùng cao Nậm Xé, Ý Tý và Sàng Ma".

use super::list::{and_more, full_name};
use super::mention::{LEVEL_NAMES, is_level};
use super::{Mention, add};
use crate::extract::attribute::clause::{Kind, Token};
use crate::vocabulary::{Class, caseless};
use std::ops::Range;

/// What communes and settlements are called between their kind and their name.
const KINDS: [&str; 14] = [
    "biên giới",
    "vùng cao",
    "vùng cao biên giới",
    "vùng sâu",
    "vùng xa",
    "vùng iii",
    "khu vực iii",
    "vùng đồng bào",
    "đặc biệt khó khăn",
    "khó khăn",
    "nghèo",
    "ven biển",
    "bãi ngang",
    "trọng điểm",
];

/// Tokens of such words, at most.
const MAX_KIND: usize = 4;

/// Words in front of places that another one is set beside.
const BESIDE: [&str; 5] = ["với", "cùng", "ngoài", "sau", "hơn"];

/// The name behind the word for places at `at`: right behind "các huyện", or behind what they are like; a `level` word with nothing
/// between has its name elsewhere.
pub(super) fn of_kind(text: &str, tokens: &[Token], at: usize, level: bool) -> Option<Range<usize>> {
    let from = behind_kind(text, tokens, at + 1);
    let end = full_name(text, tokens, from);
    let right_behind = from == at + 1;
    (end > from && if right_behind { !level } else { is_whole(tokens, from, end) }).then_some(from..end)
}

/// Adds the places that the figure at `at` counts and that follow it by name, as many as it says. Gives the token to go on with;
/// none where there is no such list.
pub(super) fn counted(text: &str, tokens: &[Token], at: usize, out: &mut Vec<Mention>) -> Option<usize> {
    let t = &tokens[at];
    if !matches!(t.kind, Kind::Figure(_)) || !counts_places(text, t) {
        return None;
    }
    let from = behind_kind(text, tokens, at + 1);
    let end = full_name(text, tokens, from);
    if end == from || !tokens.get(end).is_some_and(|t| t.kind == Kind::Comma || t.is(Class::And)) {
        return None;
    }
    let before = out.len();
    add(text, tokens, from..end, out);
    let next = and_more(text, tokens, end, out);
    // "2 xã Mường Tè quản lý, …" names something else.
    let number = t.span.of(text).split(' ').next().and_then(|n| n.parse::<usize>().ok());
    let named = number == Some(out.len() - before);
    // "So với 2 xã Nậm Xây, Nậm Xé, xã Minh Lương có …": what another is set beside.
    let beside = tokens[..at].last().is_some_and(|t| {
        t.is(Class::Compare) || t.is(Class::With) || BESIDE.iter().any(|w| caseless::ends(t.span.of(text), w))
    });
    if !named || beside {
        out.truncate(before);
    }
    Some(if named { next } else { at + 1 })
}

/// Whether the figure counts places of a kind: "04 xã", "2 xã biên giới".
fn counts_places(text: &str, t: &Token) -> bool {
    let mut words = t.span.of(text).split(' ').skip(1);
    let two = |first, second| {
        LEVEL_NAMES.iter().filter_map(|level| level.split_once(' ')).any(|level| level == (first, second))
    };
    words.next().is_some_and(|first| is_level(first) || words.next().is_some_and(|second| two(first, second)))
}

/// Whether the name is whole: no dash inside, and no small letters go on with it, "xã biên giới Đồn Biên phòng".
fn is_whole(tokens: &[Token], from: usize, end: usize) -> bool {
    let goes_on = tokens.get(end).is_some_and(|t| match t.class() {
        Some(Class::Plain | Class::Head | Class::Member | Class::Attribute) => true,
        Some(Class::Body) => !t.capital,
        _ => false,
    });
    !goes_on && tokens[from..end].iter().all(|t| t.kind != Kind::Dash)
}

/// Where the name begins behind a kind of places at `from`, over a word that says what they are like; `from` when there is none.
fn behind_kind(text: &str, tokens: &[Token], from: usize) -> usize {
    let Some(first) = tokens.get(from).filter(|t| matches!(t.kind, Kind::Word(_)) && !t.capital) else { return from };
    (from..from + MAX_KIND)
        .take_while(|&j| tokens.get(j).is_some_and(|t| matches!(t.kind, Kind::Word(_)) && !t.quoted))
        .filter(|&j| caseless::is_any(text[first.span.start..tokens[j].span.end].trim_end(), &KINDS))
        .last()
        .map_or(from, |last| last + 1)
}
