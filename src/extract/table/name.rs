//! Names of what a cell holds, put together from headings over each other and from column and row: "Hộ nghèo" over "Tỷ lệ" →
//! "tỷ lệ hộ nghèo".

use super::words::lower;
use crate::vocabulary::{Class, Vocabulary, key};

/// A heading over another: "Hộ nghèo" over "Số hộ" → "hộ nghèo", over "Tỷ lệ" → "tỷ lệ hộ nghèo"; "Tổng số" over "Hộ".
pub(super) fn combine(top: &str, below: &str, vocabulary: &Vocabulary) -> String {
    let (t, b) = (lower(top), lower(below));
    let noun = ["tổng số ", "số lượng ", "số "].iter().find_map(|l| b.strip_prefix(l));
    // "Số hộ" under a heading that names the households already.
    let counted = noun.unwrap_or(&b);
    if t.split(' ').next() == counted.split(' ').next() && !counted.contains(' ') || t == b {
        return top.to_owned();
    }
    if matches!(t.as_str(), "tổng số" | "tổng cộng" | "tổng" | "cộng") {
        return format!("{top} {}", counted);
    }
    if matches!(b.as_str(), "tổng số" | "tổng cộng" | "tổng" | "cộng" | "số lượng" | "giá trị") {
        return top.to_owned();
    }
    if let Some(noun) = noun {
        return format!("{noun} {top}");
    }
    join_with(below, top, head(below, vocabulary))
}

/// Column and row in one phrase: a head goes in front, a count goes behind what it counts.
pub(super) fn join(column: &str, row: &str) -> String {
    let (c, r) = (lower(column), lower(row));
    if r.contains(&c) {
        return row.to_owned();
    }
    if c.contains(&r) {
        return column.to_owned();
    }
    let column = if is_hollow(column) { "" } else { column };
    format!("{column} {row}").trim().to_owned()
}

/// Whether a row's name is that of one project, body or work, "Cầu Bản Chang", and no kind of thing.
pub(super) fn is_own(row: &str) -> bool {
    let mut words = row.split_whitespace().skip(1);
    words.any(|w| w.starts_with(char::is_uppercase) && w.chars().any(char::is_lowercase))
}

/// Whether a column's name alone says nothing of what it measures.
pub(super) fn is_hollow(column: &str) -> bool {
    matches!(lower(column).as_str(), "số lượng" | "giá trị" | "tổng số" | "tổng cộng" | "tổng" | "cộng")
}

/// One heading behind the other, the lower one in front when it is the head: "tỷ lệ" of "hộ nghèo". A word at the seam stands once:
/// "Kế hoạch vốn" over "Vốn đầu tư".
pub(super) fn join_with(below: &str, top: &str, headed: bool) -> String {
    let (first, second) = if headed { (below, top) } else { (top, below) };
    let seam = first.rsplit(' ').next().is_some_and(|last| second.split(' ').next() == Some(last));
    let second = if seam { second.split_once(' ').map_or("", |(_, rest)| rest) } else { second };
    format!("{first} {second}").trim_end().to_owned()
}

/// Whether a name begins with the head of an indicator.
pub(super) fn head(name: &str, vocabulary: &Vocabulary) -> bool {
    class(name, vocabulary) == Some(Class::Head)
}

/// What the first phrase of a name does in a clause.
pub(super) fn class(name: &str, vocabulary: &Vocabulary) -> Option<Class> {
    let keys: Vec<u64> = name.split_whitespace().take(6).map(key).collect();
    keys.first().map(|first| vocabulary.clause_words.classify(*first, |i| keys.get(i).copied()).0)
}
