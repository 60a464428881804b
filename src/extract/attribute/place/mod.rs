//! The named place that a figure is for, where its sentence names one: "Xã Huổi Lạnh giảm từ 38,72% …", "tại xã
//! Bình Lư", "Hải Dương tăng 37,7%". "toàn huyện" names nothing.

mod kinds;
mod list;
mod mention;
mod person;
mod region;
mod rest;
mod stand;

use super::clause::{Kind, Token};
use super::period::open_at;
use crate::text::Span;
use crate::vocabulary::{Class, is_one_of, rank};
use std::ops::Range;

use list::several;
pub(super) use mention::{LEVEL_NAMES, is_level, mentions};
use rest::{between_rest, is_item, is_rest};
use stand::add;

/// A named place of a sentence.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// As written, with the level word.
    pub name: Span,
    /// How it governs figures.
    role: Role,
}

/// How a place stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It begins a clause: what follows is about it.
    Subject,
    /// Behind tại, ở, trên địa bàn: the clause is about it.
    Adverbial,
    /// Alone in parentheses: what stands before and right behind is there.
    Gloss,
}

/// Tokens of a clause without figures that gives its place to the next one, at most.
const MAX_LEAD: usize = 40;

/// The place of the figure at token `at`, with those that it shares it with: "Tại các huyện Mường Tè, Nậm Nhùn còn [5.412 hộ]".
pub(super) fn place(
    text: &str,
    tokens: &[Token],
    mentions: &[Mention],
    at: usize,
    subject: &Range<usize>,
) -> Option<String> {
    let m = one_place(text, tokens, mentions, at, subject)?;
    let last = mentions.iter().position(|other| std::ptr::eq(other, m))?;
    // "huyện Mai Sơn, xã Chiềng Mung": one lies in the other.
    let level = |m: &Mention| Some(tokens[m.tokens.start].span.of(text).to_lowercase()).filter(|word| is_level(word));
    // "xã Bản Bo, thị trấn Tam Đường" are of one rank.
    let rank = |m: &Mention| level(m).and_then(|word| rank(&word));
    let joined = |a: &Mention, b: &Mention| {
        let between = tokens.get(a.tokens.end..b.tokens.start).unwrap_or_default();
        let kin =
            level(b).is_none() || level(a) == level(b) || rank(a).is_none() && b.role == a.role || rank(a) == rank(b);
        kin && !between.is_empty() && between.iter().all(|t| t.kind == Kind::Comma || t.is(Class::And))
    };
    // "trồng 165 ha tại xã Bản Bo, Nà Tăm và Khun Há"
    if m.tokens.end > at {
        let more = mentions[last..].windows(2).take(MAX_JOINED).take_while(|pair| joined(&pair[0], &pair[1])).count();
        return Some(text[m.name.start..mentions[last + more].name.end].to_owned());
    }
    let mut first = last;
    while first > 0 && last - first < MAX_JOINED && joined(&mentions[first - 1], &mentions[first]) {
        first -= 1;
    }
    Some(text[mentions[first].name.start..m.name.end].to_owned())
}

/// Places that share one figure, at most.
const MAX_JOINED: usize = 4;

/// The place of the figure at token `at`, the last of those that are named together.
fn one_place<'a>(
    text: &str,
    tokens: &[Token],
    mentions: &'a [Mention],
    at: usize,
    subject: &Range<usize>,
) -> Option<&'a Mention> {
    // "Tả Lèng (312 hộ)": right in front of its parenthesis.
    if let Some(open) = open_at(tokens, at)
        && let Some(m) = mentions.iter().find(|m| m.tokens.end == open)
        && !mentions.iter().any(|m| (open..at).contains(&m.tokens.start))
        && tokens[open + 1..at].iter().all(|t| !matches!(t.kind, Kind::Figure(_) | Kind::Semicolon))
    {
        return Some(m);
    }
    // Behind the figure, in its own comma chunk: "300.000 bộ/năm tại Đà Nẵng".
    let chunk_end = |at: usize| {
        let sign = tokens[at + 1..].iter().position(|t| {
            matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Figure(_) | Kind::Close | Kind::Open | Kind::Colon)
        });
        sign.map_or(tokens.len(), |p| at + 1 + p)
    };
    let end = chunk_end(at);
    // "Giao 12 lô đất với diện tích 2.940 m2 tại thị trấn Đăk Hà": what goes with it lies there, too.
    let companion = tokens.get(end).is_some_and(|t| matches!(t.kind, Kind::Figure(_)))
        && tokens[at + 1..end].iter().any(|t| t.is(Class::With));
    let end = if companion { chunk_end(end) } else { end };
    let behind = mentions.iter().find(|m| {
        m.role == Role::Adverbial && m.tokens.start > at && m.tokens.start < end && m.tokens.start > 0 && {
            let level = usize::from(text[..m.name.start].ends_with(' ') && several(text, &tokens[m.tokens.start - 1]));
            m.tokens.start.checked_sub(1 + level).is_some_and(|prep| tokens[prep].is(Class::Prep))
        }
    });
    if behind.is_some() {
        return behind;
    }
    // "; cộng 72 hộ", "các sở, ngành 85 tỷ đồng", "155 hộ ở các xã khác": of no item of the list before.
    let figure = tokens[..at].iter().rposition(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration);
    let rest = figure.filter(|&figure| is_rest(text, tokens, figure, at));
    for m in mentions.iter().rev().filter(|m| m.tokens.end <= at) {
        let between = &tokens[m.tokens.end..at];
        if rest.is_some() && is_item(tokens, m, at) {
            return None;
        }
        // "xã A 45 hộ, xã B 32 hộ, tổng số 77 hộ, chiếm 12%": what is said of all of them goes on.
        if is_item(tokens, m, at) && between_rest(text, tokens, m.tokens.end, at) {
            return None;
        }
        // "Khen thưởng xã Bản Bo và 12 cá nhân": one more in the list.
        if let [and] = between
            && and.is(Class::And)
        {
            return None;
        }
        // "(Nhật Bản 2.367, Hàn Quốc 703), tiền gửi về 61 triệu USD": what stands in parentheses says nothing behind them.
        if m.role != Role::Gloss && closes(between) {
            continue;
        }
        let holds = match m.role {
            Role::Subject => {
                let other = between.iter().enumerate().any(|(i, t)| generic_subject(text, t, &between[i + 1..]));
                let ends = || between.iter().any(|t| t.kind == Kind::Semicolon) && is_example(tokens, m);
                !other && !ends()
            }
            // "02 vụ tại bản Nậm Cá, diện tích 1,5 ha" goes on; "nhà máy A tại Đà Nẵng, nhà máy B …" is another thing.
            Role::Adverbial
                if follows_figure(tokens, m.tokens.start)
                    && named(tokens, subject, at)
                    && (between.iter().any(ends_chunk) || !between.iter().any(|t| t.is(Class::For))) =>
            {
                false
            }
            Role::Adverbial => {
                // "Kinh tế huyện Ea Sôl phát triển; giá trị sản xuất …": a clause without figures leads the others.
                let close = |end: &usize| m.tokens.end + end <= MAX_LEAD;
                let open = between.iter().position(|t| t.kind == Kind::Semicolon).is_none_or(|end| {
                    let counts = |t: &Token| matches!(t.kind, Kind::Figure(_)) && !t.duration;
                    close(&end)
                        && !tokens[..m.tokens.end + end].iter().any(counts)
                        && !tokens[..m.tokens.start].last().is_some_and(|t| t.is(Class::Prep) || t.is(Class::Of))
                });
                // "Tại xã Mường Hạ, 67 hộ trồng sâm, thu 180 triệu đồng/ha": what begins the sentence frames all of it.
                let frames = m.tokens.start == 1 && tokens[0].is(Class::Prep);
                // "Tại xã Mường Hạ, 67 hộ trồng sâm; 12 hộ nuôi cá": also behind a semicolon.
                let open = open || frames && between.first().is_some_and(|t| t.kind == Kind::Comma);
                let other =
                    frames && between.iter().enumerate().any(|(i, t)| generic_subject(text, t, &between[i + 1..]));
                open && !other && (frames || !new_subject(between))
            }
            Role::Gloss => !between.iter().any(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Figure(_))),
        };
        if holds && !other_item(tokens, m, at, subject) {
            return Some(m);
        }
        if m.role == Role::Subject {
            return None;
        }
    }
    None
}

/// Whether the token parts a clause.
fn ends_chunk(t: &Token) -> bool {
    matches!(t.kind, Kind::Comma | Kind::Semicolon | Kind::Figure(_))
}

/// "Giảm tỷ lệ hộ nghèo 1,2%, riêng huyện Vân Canh giảm 6%, huyện An Lão giảm 5,5%; …": whether the place is one that a clause
/// comes to after it has said something of the whole.
fn is_example(tokens: &[Token], m: &Mention) -> bool {
    let lead = &tokens[m.tokens.start.saturating_sub(MAX_LEAD)..m.tokens.start];
    let start = lead.iter().rposition(|t| t.kind == Kind::Semicolon).map_or(0, |p| p + 1);
    let scope = lead[start..].iter().position(|t| t.is(Class::Scope));
    scope.is_some_and(|scope| lead[start..][..scope].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration))
}

/// Whether a parenthesis closes that was opened before the tokens.
fn closes(between: &[Token]) -> bool {
    let mut depth = 0usize;
    between.iter().any(|t| match t.kind {
        Kind::Open => {
            depth += 1;
            false
        }
        Kind::Close if depth == 0 => true,
        Kind::Close => {
            depth -= 1;
            false
        }
        _ => false,
    })
}

/// Whether the figure has a name of its own that no indicator's head begins, nor a word for all of something: "04 nhà máy tại Gia
/// Lai, tổng công suất [198 MW]".
fn named(tokens: &[Token], subject: &Range<usize>, at: usize) -> bool {
    let measure =
        |t: &Token| t.is(Class::Head) || t.is(Class::Total) || is_one_of!(t.key, "vốn" | "dài" | "rộng" | "ngang");
    subject.start < at && !subject.is_empty() && !measure(&tokens[subject.start])
}

/// Whether a figure stands before the place in its own comma chunk: that figure has it.
fn follows_figure(tokens: &[Token], at: usize) -> bool {
    tokens[..at]
        .iter()
        .rev()
        .take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Semicolon))
        .any(|t| matches!(t.kind, Kind::Figure(_)))
}

/// Whether a place is an item of a list ("bản Nà Cáy 12 hộ, chi bộ cơ quan 5") and the figure has another subject.
fn other_item(tokens: &[Token], mention: &Mention, at: usize, subject: &Range<usize>) -> bool {
    let item = tokens.get(mention.tokens.end).is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
    item && subject.start > mention.tokens.end
        && tokens.get(subject.start).is_some_and(|t| subject.start < at && (t.capital || t.is(Class::Body)))
}

/// Whether a clause behind `sign` begins with a whole or a kind of places: "các xã còn lại …", "toàn huyện …".
fn generic_subject(text: &str, sign: &Token, clause: &[Token]) -> bool {
    let Some(first) = clause.iter().find(|t| !t.is(Class::And)) else { return false };
    // "xã Bản Qua: 15 hộ; thị trấn: 3 hộ"
    let level = || sign.kind == Kind::Semicolon && is_level(first.span.of(text));
    if !first.is(Class::Body) && !level() {
        return false;
    }
    let word = first.span.of(text).split(' ').next().unwrap_or_default();
    match sign.kind {
        Kind::Semicolon => true,
        // Behind a comma a body may act in the place: "Xã A có 12 hộ, UBND xã hỗ trợ 5 triệu đồng".
        Kind::Comma => matches!(word, "các" | "toàn" | "những" | "cả"),
        _ => false,
    }
}

/// Whether another subject takes over between an adverbial place and the figure.
fn new_subject(between: &[Token]) -> bool {
    // "sạt lở tại xã A, làm 5 người chết": what that brought about.
    let effect = |t: &Token| t.syllables == 1 && is_one_of!(t.key, "làm" | "khiến" | "gây");
    between.windows(2).any(|w| {
        w[0].kind == Kind::Comma && matches!(w[1].class(), Some(Class::Light | Class::Heavy)) && !effect(&w[1])
    })
}
