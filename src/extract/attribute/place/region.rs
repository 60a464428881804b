//! Regions of the country, "Đồng bằng sông Hồng", where something is said of one.

use crate::extract::attribute::clause::{Kind, Token};
use crate::vocabulary::{Class, Vocabulary, is_one_of, key};

/// The end of a region's name that begins at `at`, where it stands free or behind "vùng" that does: "Tây Nguyên 60,7%". In "Viện
/// … miền núi phía Bắc", "tỉnh miền núi phía Bắc", "cao hơn bình quân Tây Nguyên" it is part of something else.
pub(super) fn region(text: &str, tokens: &[Token], at: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let t = &tokens[at];
    let rest = &text[t.span.start..];
    if !t.capital && !rest.starts_with(['m', 'đ', 'd', 't']) {
        return None;
    }
    let end = t.span.start + vocabulary.places.region(rest)?;
    let more = tokens[at..].iter().position(|t| t.span.end >= end)?;
    let zone = at > 0 && tokens[at - 1].key == key("vùng") && tokens[at - 1].syllables == 1;
    let lies = |p: &Token| p.is(Class::Prep) && is_one_of!(p.key, "tại" | "ở" | "khi");
    let free = at.checked_sub(1 + usize::from(zone)).map(|p| &tokens[p]).is_none_or(|p| {
        matches!(p.kind, Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Open | Kind::Dash)
            // "trong đó Tây Nguyên 88,5 ha", "ngược lại Tây Nguyên tăng"
            || matches!(p.class(), Some(Class::Scope | Class::Adverb))
            || lies(p)
    });
    // Something is said of it: "Tây Nguyên 60,7%", "Đông Nam Bộ mới đạt 91%", not "vào Tây Nguyên, Đông Nam Bộ làm việc".
    let said = tokens.get(at + more + 1).is_none_or(|t| match t.kind {
        Kind::Word(c) => matches!(
            c,
            Class::Have
                | Class::Link
                | Class::Up
                | Class::Down
                | Class::Adverb
                | Class::Level
                | Class::Head
                | Class::With
        ),
        _ => true,
    });
    let free = free && (said || zone);
    (free && tokens[at + more].span.end == end).then_some(at + more + 1)
}
