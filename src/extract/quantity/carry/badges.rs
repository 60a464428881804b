//! Badges of the Party by their years: "Huy hiệu 30, 40 và 50 năm tuổi Đảng".

use crate::extract::quantity::{Raw, Shape};
use crate::text::Span;
use crate::vocabulary::{Group, Vocabulary, is_one_of, key};

/// "Huy hiệu 30 năm tuổi Đảng 41, 40 năm 19, 55 năm trở lên 7 đồng chí": the years that stand right in front of a count are the
/// badge's name.
pub(super) fn badges(text: &str, body: Span, vocabulary: &Vocabulary, raws: &mut Vec<Raw>) {
    let years = |raw: &Raw| {
        let number = raw.shape.first().number;
        let whole = matches!(raw.shape, Shape::One(_)) && number.decimals() == 0;
        whole
            && raw.unit.is_some_and(|u| &*vocabulary.units.get(u).name == "năm")
            && BADGE_YEARS.contains(&(number.value() as u16))
            && number.value() % 5.0 == 0.0
    };
    let is_badge = |i: usize| {
        let (raw, next) = (&raws[i], &raws[i + 1]);
        let gap = || text[raw.number.end..next.number.start].split([' ', ':']).filter(|w| !w.is_empty());
        years(raw)
            && next.unit.is_none_or(|u| vocabulary.units.get(u).group == Group::People)
            && gap().all(|word| is_one_of!(key(word), "năm" | "tuổi" | "đảng" | "trở" | "lên" | "cho"))
            && among_badges(near(text, body.start, raw.number.start))
    };
    let badges: Vec<bool> = (0..raws.len()).map(|i| i + 1 < raws.len() && is_badge(i)).collect();
    if badges.contains(&true) {
        let mut badges = badges.into_iter();
        raws.retain(|_| !badges.next().unwrap_or(false));
    }
}

/// The text in front of `at`, as far as a list of badges reaches back: a window keeps the whole linear.
fn near(text: &str, start: usize, at: usize) -> &str {
    let mut from = start.max(at.saturating_sub(MAX_BADGES_BYTES));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

/// Bytes of a list of badges: there are fourteen of them.
const MAX_BADGES_BYTES: usize = 400;

/// Whether the words in front of years list badges of the Party: "Huy hiệu" in the same sentence and clause.
fn among_badges(before: &str) -> bool {
    let Some(list) = before.rfind("uy hiệu").map(|at| &before[at..]) else { return false };
    let party = list.contains("tuổi Đảng") || list.contains("tuổi đảng") || list.starts_with("uy hiệu Đảng");
    let years = list.strip_prefix("uy hiệu ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (party || years) && !list.contains(';') && !list.contains(". ")
}

/// Years that the Party gives a badge for.
const BADGE_YEARS: std::ops::RangeInclusive<u16> = 30..=95;
