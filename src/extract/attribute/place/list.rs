//! Lists of places: "xã Khun Há, Tả Lèng và Nà Tăm", "Các huyện Than Uyên, Tân Uyên", "các xã: Tả Phời (52,4%), …".

use super::mention::{is_level, name_end};
use super::person::is_family;
use super::{Mention, add};
use crate::extract::attribute::clause::{Kind, Token};
use crate::text::Span;
use crate::vocabulary::{Class, is_one_of, key};

/// Adds the names that go on a list of places behind `end`: "xã Khun Há, Tả Lèng và Nà Tăm". Gives where the list ends.
pub(super) fn and_more(text: &str, tokens: &[Token], mut end: usize, out: &mut Vec<Mention>) -> usize {
    // A value in parentheses may stand behind each.
    let mut next = end;
    loop {
        if tokens.get(next).is_some_and(|t| t.kind == Kind::Open) {
            let close = tokens[next..].iter().take(MAX_VALUE).position(|t| t.kind == Kind::Close);
            let Some(close) =
                close.filter(|close| tokens[next..next + close].iter().any(|t| matches!(t.kind, Kind::Figure(_))))
            else {
                return end;
            };
            next += close + 1;
        }
        if !tokens.get(next).is_some_and(|t| t.kind == Kind::Comma || t.is(Class::And)) {
            return end;
        }
        let from = next + 1;
        let to = full_name(text, tokens, from);
        let goes_on =
            tokens.get(to).is_none_or(|t| !matches!(t.class(), Some(Class::Plain | Class::Head | Class::Member)));
        if to == from || !goes_on {
            return end;
        }
        add(text, tokens, from..to, out);
        (end, next) = (to, to);
    }
}

/// Tokens of a value in parentheses behind the name of a place, at most.
const MAX_VALUE: usize = 6;

/// The end of a name of two to four syllables that all begin with a capital, from `from` on; `from` when there is none.
pub(super) fn full_name(text: &str, tokens: &[Token], from: usize) -> usize {
    let end = name_end(text, tokens, from);
    let Some(last) = end.checked_sub(1).filter(|_| end > from) else { return from };
    let name = Span::new(tokens[from].span.start, tokens[last].span.end).of(text);
    let mut syllables = name.split([' ', '-', '–']).filter(|s| !s.is_empty());
    let capitals = syllables.clone().all(|s| s.starts_with(char::is_uppercase) && !s.ends_with('.'));
    let shouted = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    // "Trường Sơn" begins like a school; bodies have small letters behind the first word, "Hội Nông dân".
    let body = tokens[from].is(Class::Body) && (tokens[from].syllables > 1 || end - from < 2)
        || tokens[from].is(Class::Cited)
        || is_body(name);
    if capitals && !shouted && !body && (2..=4).contains(&syllables.by_ref().count()) { end } else { from }
}

/// Whether the name is one of a body, "Viện Pasteur Nha Trang", "CDC Đồng Nai", or of a person, "Nguyễn Thị Hoa".
fn is_body(name: &str) -> bool {
    let mut words = name.split(' ');
    let first = words.next().unwrap_or_default();
    let abbreviated = |w: &str| {
        w.chars().count() > 1 && w.chars().all(char::is_uppercase) && !w.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
    };
    let person = is_family(first) && (name.contains(" Thị ") || name.contains(" Văn ") || name.contains(" A "));
    // Others have small letters, "Công ty", "Trường Tiểu học", and communes are called "Trường Sơn", "Chi Lăng", "Công Hải".
    matches!(first, "Viện" | "Cục") || name.split(' ').any(abbreviated) || person
}

/// Whether the words say that several places are named: "các huyện", "Hai xã".
pub(super) fn several(text: &str, t: &Token) -> bool {
    let word = t.span.of(text);
    let Some((number, level)) = word.split_once(' ') else { return false };
    is_level(level) && is_one_of!(key(number), "các" | "hai" | "ba" | "bốn" | "những")
}

/// Whether the token speaks of several places of a kind: "các xã", "04 xã".
pub(super) fn announces(text: &str, t: &Token) -> bool {
    let kind = |s: &str| s.rsplit(' ').next().is_some_and(is_level);
    match t.kind {
        Kind::Word(Class::Body) => {
            t.span.of(text).split(' ').next().is_some_and(|w| matches!(w, "các" | "Các")) && kind(t.span.of(text))
        }
        Kind::Figure(_) => kind(t.span.of(text)),
        _ => false,
    }
}

/// The end of a name in a list of places: capitals between a separator and a figure, which may stand in parentheses.
pub(super) fn listed(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let previous = tokens.get(at.checked_sub(1)?)?;
    let free = matches!(previous.kind, Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Open)
        || matches!(previous.class(), Some(Class::And | Class::Scope | Class::Comprise | Class::Body));
    let end = name_end(text, tokens, at);
    // "Số xã đạt chuẩn: Chỉ tiêu 12 xã; Kế hoạch 13 xã"
    if end == at || matches!(tokens[at].class(), Some(Class::Plan | Class::Goal | Class::Total)) {
        return None;
    }
    let figure = |j: usize| tokens.get(j).is_some_and(|t| matches!(t.kind, Kind::Figure(_)));
    let valued = figure(end) || tokens.get(end).is_some_and(|t| t.kind == Kind::Open) && figure(end + 1);
    let name = Span::new(tokens[at].span.start, tokens[end - 1].span.end).of(text);
    let syllables = name.split([' ', '-', '–']).filter(|s| !s.is_empty()).count();
    (free && valued && (2..=4).contains(&syllables)).then_some(end)
}
