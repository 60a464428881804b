//! Numbers without a unit that are figures all the same, and those that are cells of a lost table.

use crate::extract::quantity::reader::share_behind;
use crate::extract::quantity::{Raw, Shape};
use crate::extract::words::{skip_spaces_back, words_left, words_right};
use crate::text::Span;
use crate::vocabulary::{Class, Vocabulary, is_one_of, key};

/// Whether only white space parts the number from another one, as in a row of a lost table.
pub(super) fn beside_another(text: &str, raws: &[Raw], i: usize) -> bool {
    let beside = |a: usize, b: usize| {
        let gap = &text[raws[a].span.end.min(raws[b].span.start)..raws[b].span.start];
        gap.chars().all(char::is_whitespace)
    };
    (i > 0 && beside(i - 1, i)) || (i + 1 < raws.len() && beside(i, i + 1))
}

/// Whether a number without unit is a figure all the same: a value behind a label, not a cell of a lost table.
pub(super) fn stands_alone(text: &str, body: Span, raws: &[Raw], i: usize, vocabulary: &Vocabulary) -> bool {
    let raw = &raws[i];
    if beside_another(text, raws, i) {
        return false;
    }
    let mut at = skip_spaces_back(text, raw.span.start, body.start);
    if text[body.start..at].ends_with(':') {
        at -= 1;
    }
    let left = words_left(text, at, body.start);
    let Some(word) = left.get(0) else { return false };
    let number = raw.shape.first().number;
    let value = is_one_of!(word.key, "là" | "đạt" | "có" | "còn" | "bằng" | "được");
    let printed = raw.number.of(text);
    let grouped = number.value() >= 1000.0 && printed.contains(['.', ' ']);
    let fraction = matches!(raw.shape, Shape::Of(..));
    let closed = text[raw.number.end..body.end].trim_start().is_empty()
        || text[raw.number.end..body.end].trim_start().starts_with([',', ';', '.', ')']);
    number.decimals() > 0
        || grouped
        || fraction
        || (value && closed && number.zeros == 0)
        || matches!(raw.shape, Shape::One(_)) && is_graded_item(text, body, raws, i, vocabulary)
}

/// Whether the number is an item of a list behind a colon that says how things were judged or what was done with them: "Xếp loại:
/// hoàn thành tốt 40, hoàn thành 8", "Hồ sơ: tiếp nhận 1.412, đang giải quyết 14".
pub(super) fn is_graded_item(text: &str, body: Span, raws: &[Raw], i: usize, vocabulary: &Vocabulary) -> bool {
    let item = |i: usize| {
        let raw = &raws[i];
        let behind = text[raw.number.end..body.end].trim_start_matches(' ');
        let closed = behind.is_empty() || behind.starts_with([',', ';', '.']) || share_behind(behind);
        // A window keeps the whole linear.
        let from = text.floor_char_boundary(raw.number.start.saturating_sub(MAX_GRADES_BYTES)).max(body.start);
        let before = &text[from..raw.number.start];
        let name = before.rsplit([',', ';', ':']).next().unwrap_or_default();
        let start = raw.number.start - name.len();
        let words = words_right(text, start, raw.number.start);
        let verb = words.key(0).is_some_and(|k| {
            let (class, _) = vocabulary.clause_words.classify(k, |n| words.key(n));
            matches!(class, Class::Heavy | Class::Light | Class::Attribute)
                || is_one_of!(
                    k,
                    "giỏi" | "khá" | "tốt" | "yếu" | "kém" | "đạt" | "chưa" | "đã" | "đang" | "hoàn" | "không"
                )
                || k == key("trung") && words.key(1) == Some(key("bình"))
                || k == key("xuất") && words.key(1) == Some(key("sắc"))
        });
        let headed =
            before[..before.len() - name.len()].rfind(':').is_some_and(|colon| !before[colon..].contains(". "));
        closed && verb && headed && words.iter().count() <= 6 && raw.shape.first().number.decimals() == 0
    };
    let near = i.saturating_sub(3)..(i + 4).min(raws.len());
    item(i) && near.filter(|&j| j != i).any(item)
}

/// Bytes of a list of grades behind its colon.
const MAX_GRADES_BYTES: usize = 300;
