//! How a place stands in its sentence: as the subject, behind a preposition, in parentheses, or beside another, so that it governs
//! nothing.

use super::mention::is_level;
use super::{Mention, Role};
use crate::extract::attribute::clause::{Kind, Token};
use crate::text::Span;
use crate::vocabulary::{Class, caseless, is_one_of, key, rank};
use std::ops::Range;

/// Whether a place of one level can be where one of another lies: "xã Bản Bo, huyện Tam Đường" and "quận 1, thành phố Hồ Chí Minh",
/// for a city may hold districts; not "huyện Tam Đường, xã Bản Bo" nor "phường Tân Phong, xã San Thàng".
fn may_hold(level: &str, than: &str) -> bool {
    let city = matches!(level, "thành phố" | "tp") && than != level;
    match (rank(level), rank(than)) {
        (Some(level), Some(than)) => level > than || city && level == than,
        _ => level != than,
    }
}

/// Adds a place that the sentence names at these tokens, unless it is another's where or is set beside another.
pub(super) fn add(text: &str, tokens: &[Token], range: Range<usize>, out: &mut Vec<Mention>) {
    let mut start = tokens[range.start].span.start;
    // "Đảng bộ xã Nậm Khao": the place is the commune.
    let first = tokens[range.start].span.of(text);
    if tokens[range.start].syllables > 2
        && let Some(i) = first.rfind(' ')
    {
        start += i + 1;
    }
    // "… ở xã Đăk Rong./."
    let end = tokens[range.end - 1].span.end;
    let end = start + text[start..end].trim_end_matches(['.', '/']).len();
    let name = Span::new(start, end);
    // "xã Bản Bo, huyện Than Uyên": the smaller one has it.
    if let Some(last) = out.last()
        && last.tokens.end + 1 >= range.start
        && tokens[last.tokens.end..range.start].iter().all(|t| t.kind == Kind::Comma)
        && is_level(&first.to_lowercase())
        && may_hold(&first.to_lowercase(), &tokens[last.tokens.start].span.of(text).to_lowercase())
    {
        let wider = last.tokens.start..range.end;
        if let Some(last) = out.last_mut() {
            last.tokens = wider;
        }
        return;
    }
    let before = &tokens[..range.start];
    let parenthesis = before.last().is_some_and(|t| t.kind == Kind::Open)
        && tokens.get(range.end).is_some_and(|t| t.kind == Kind::Close);
    // "Xã Tà Tổng (huyện Mường Tè)": the smaller one has it.
    if parenthesis
        && let Some(last) = out.last()
        && last.tokens.end + 1 == range.start
        && is_level(&first.to_lowercase())
        && may_hold(&first.to_lowercase(), &tokens[last.tokens.start].span.of(text).to_lowercase())
    {
        return;
    }
    if is_compared(text, tokens, &range) {
        return;
    }
    // "đường từ xã Nậm Cang đi xã Liên Minh dài 12 km": neither end has it.
    if let Some(from) = ends_way(text, before) {
        out.retain(|m| m.tokens.start < from);
        return;
    }
    let lead = before
        .iter()
        .rev()
        .take_while(|t| {
            !matches!(t.kind, Kind::Semicolon | Kind::Colon | Kind::Comma | Kind::Open | Kind::Figure(_) | Kind::Close)
        })
        .filter(|t| {
            !matches!(t.kind, Kind::Dash | Kind::Date(_))
                && !matches!(t.class(), Some(Class::And | Class::Scope | Class::Adverb | Class::Time | Class::Body))
        })
        .count();
    // "tại các xã Bản Bo, Nà Tăm; nâng cấp …": the members of a list stand as its first one.
    let listed = out.last().filter(|last| last.role != Role::Gloss).filter(|last| {
        let between = tokens.get(last.tokens.end..range.start).unwrap_or_default();
        !between.is_empty() && between.iter().all(|t| t.kind == Kind::Comma || t.is(Class::And))
    });
    let role = if parenthesis {
        Role::Gloss
    } else if let Some(first) = listed.filter(|_| !is_level(&first.to_lowercase())) {
        first.role
    } else if lead == 0 || behind_time(tokens, range.start) {
        Role::Subject
    } else {
        // "Xã Đồng Yên sau sáp nhập với xã Vĩnh Phúc có …": who joined it.
        if before.last().is_some_and(|t| t.is(Class::With)) && out.iter().any(|m| m.role == Role::Subject) {
            return;
        }
        // The issuer of a cited document is no place of a figure.
        if before.last().is_some_and(|t| t.is(Class::Of)) && out.iter().any(|m| m.role == Role::Subject) {
            return;
        }
        let issuer = before.iter().rev().take(6).any(|t| t.is(Class::Of))
            && before.iter().any(|t| t.span.of(text).contains('/'));
        if issuer {
            return;
        }
        Role::Adverbial
    };
    out.push(Mention { tokens: range, name, role });
}

/// Where the place begins from which a way leads to what follows `before`: "từ xã Nậm Cang đi".
fn ends_way(text: &str, before: &[Token]) -> Option<usize> {
    let (to, lead) = before.split_last()?;
    if !is_one_of!(to.key, "đi" | "đến" | "tới" | "sang") || to.syllables > 1 {
        return None;
    }
    let name = |t: &&Token| t.key != key("từ") && (t.capital || is_level(&t.span.of(text).to_lowercase()));
    let names = lead.iter().rev().take(MAX_NAME).take_while(name).count();
    let from = lead.len() - names;
    (names > 0 && from > 0 && lead[from - 1].key == key("từ")).then_some(from)
}

/// Tokens of the name of a place, at most.
const MAX_NAME: usize = 6;

/// Whether nothing but a frame of time stands in front of `at` in its clause: "Đến năm 2025 Hậu Giang …", "Trong 5 năm qua Lào Cai …".
pub(super) fn behind_time(tokens: &[Token], at: usize) -> bool {
    let mut timed = false;
    for t in tokens[..at].iter().rev().take(MAX_TIME) {
        match t.kind {
            Kind::Date(_) => timed = true,
            _ if t.duration => timed = true,
            Kind::Word(Class::Time | Class::Adverb) => {}
            Kind::Word(Class::Prep) if !is_one_of!(t.key, "tại" | "ở" | "trên" | "từ" | "thuộc") => {}
            Kind::Comma | Kind::Semicolon => return timed,
            _ => return false,
        }
    }
    timed && at <= MAX_TIME
}

/// Tokens of a frame of time, at most.
const MAX_TIME: usize = 8;

/// Whether the place is one that another is set beside, or was made of: "xếp thứ 5, sau các tỉnh Hà Giang …", "cùng với xã Bản Bo",
/// "trên cơ sở nhập 3 xã Bản Bo, Nà Tăm và Khun Há". The last of them in front of a verb is the subject, "Ngoài xã Bản Bo và xã Nà Tăm, xã Khun Há có …".
fn is_compared(text: &str, tokens: &[Token], range: &Range<usize>) -> bool {
    let before = &tokens[..range.start];
    // A capital letter begins a clause, "Ngoài xã Bản Bo", or stands in a name, "xã Tân Giáp".
    let opens = |j: usize| j.checked_sub(1).is_none_or(|b| !matches!(before[b].kind, Kind::Word(_)));
    let names = |&j: &usize| {
        let t = &before[j];
        t.capital && !(opens(j) && starts_comparison(text, t))
            || t.span.of(text) == "các"
            || t.kind == Kind::Comma
            || matches!(t.class(), Some(Class::And | Class::Body))
            || matches!(t.kind, Kind::Figure(_)) && j > 0 && starts_comparison(text, &before[j - 1])
    };
    let lead = (0..before.len()).rev().take(MAX_LIST).find(|j| !names(j));
    let compared = lead.is_some_and(|j| starts_comparison(text, &before[j]));
    let subject = before.last().is_some_and(|t| t.kind == Kind::Comma)
        && is_level(&tokens[range.start].span.of(text).to_lowercase())
        && tokens
            .get(range.end)
            .is_some_and(|t| matches!(t.kind, Kind::Word(_) | Kind::Figure(_)) && !t.is(Class::And));
    // "Sau sáp nhập xã Bản Bo có 12 bản", "ý kiến về sáp nhập xã Bản Bo: 95%": one place, of which the rest is said.
    let merged = || {
        let from = text.floor_char_boundary(tokens[range.start].span.start.saturating_sub(MAX_COMPARISON_BYTES));
        let said = text[from..tokens[range.start].span.start].trim_end();
        let time = ["sau", "trước", "khi", "về"];
        let merger =
            time.iter().any(|t| ["sáp nhập", "hợp nhất"].iter().any(|m| caseless::ends(said, &format!("{t} {m}"))));
        let one = tokens.get(range.end).is_some_and(|t| {
            t.kind == Kind::Colon
                || matches!(t.class(), Some(Class::Have | Class::Link | Class::Level | Class::Light | Class::Heavy))
        });
        merger && one
    };
    compared && !subject && !merged()
}

/// Tokens of a list of places behind the word that sets them beside another, at most.
const MAX_LIST: usize = 60;

/// Whether the word sets its places beside another.
fn starts_comparison(text: &str, t: &Token) -> bool {
    const WORDS: [&str; 18] = [
        "sau",
        "cùng với",
        "ngoài",
        "so với",
        "giáp",
        "giáp với",
        "khác với",
        "trừ",
        "không kể",
        "thay vì",
        "bên cạnh",
        "hơn",
        "gần",
        "tách ra từ",
        "sáp nhập",
        "hợp nhất",
        "trên cơ sở nhập",
        "trên cơ sở",
    ];
    // Of two words the last may be a token of its own.
    let from = text.floor_char_boundary(t.span.end.saturating_sub(MAX_COMPARISON_BYTES));
    let said = &text[from..t.span.end];
    WORDS.iter().any(|w| {
        let before = || said.chars().rev().nth(w.chars().count());
        caseless::ends(said, w) && before().is_none_or(|c| matches!(c, ' ' | '\n' | ',' | '.' | ';'))
    })
}

/// Bytes of the words that set a place beside another, and the sign before them, at most.
const MAX_COMPARISON_BYTES: usize = 24;
