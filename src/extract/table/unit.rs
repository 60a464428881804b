//! The units that headings, cells and lines above a table state or imply: "Diện tích (ha)", "1.000 đ", "Số hộ nghèo" → hộ.

use super::words::lower;
use super::{Measure, read_measure};
use crate::record::Kind;
use crate::vocabulary::{Group, Target, Vocabulary, key};

/// A heading without the unit it states: "Diện tích (ha)" → "Diện tích", ha; "Kinh phí, triệu đồng".
pub(super) fn split_unit(part: &str, vocabulary: &Vocabulary) -> (String, Option<Measure>) {
    // "(giai đoạn 2)", "(giai đoạn II)" state none.
    let number =
        |word: &str| word.bytes().all(|b| b.is_ascii_digit()) || word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    if let (Some(open), Some(close)) = (part.rfind('('), part.rfind(')'))
        && open < close
        && !part[open + 1..close].split(' ').next_back().is_some_and(number)
        && let Some(unit) = measure(&part[open + 1..close], vocabulary)
    {
        return (format!("{}{}", part[..open].trim_end(), &part[close + 1..]), Some(unit));
    }
    // "%", "Tỷ lệ %"
    if let Some(name) = part.trim().strip_suffix('%').filter(|name| name.is_empty() || name.ends_with(' ')) {
        return (name.trim_end().to_owned(), measure("%", vocabulary));
    }
    (part.to_owned(), None)
}

/// A unit that a heading, a cell or the line above a table states: "ĐVT: triệu đồng", "1.000 đ", "%".
pub(super) fn measure(text: &str, vocabulary: &Vocabulary) -> Option<Measure> {
    let text = text.trim().trim_matches(['(', ')', '.', ' ']);
    let text = text.rsplit(':').next().unwrap_or(text).trim();
    let folded = lower(text);
    let folded = ["đơn vị tính", "đvt", "đơn vị"].iter().find_map(|p| folded.strip_prefix(p)).unwrap_or(&folded).trim();
    for (thousand, power) in [("1.000 ", 3), ("1000 ", 3), ("1.000", 3), ("1000", 3), ("10^3 ", 3), ("1.000.000 ", 6)] {
        if let Some(rest) = folded.strip_prefix(thousand) {
            let mut unit = read_measure(rest, vocabulary)?;
            unit.power += power;
            return Some(unit);
        }
    }
    // A unit is a word or two, not a remark that begins with one.
    (folded.split(' ').count() <= 4).then(|| read_measure(folded, vocabulary)).flatten()
}

/// The unit that a label's words imply.
pub(super) fn implied(label: &str, vocabulary: &Vocabulary) -> Option<Measure> {
    let folded = lower(label);
    if ["tỷ lệ", "tỉ lệ", "cơ cấu", "tỷ trọng", "tỉ trọng", "tốc độ tăng"].iter().any(|w| folded.starts_with(w))
    {
        return measure("%", vocabulary);
    }
    // The people of a minority are no count of peoples.
    if folded.starts_with("dân tộc ") && !folded.contains("số dân tộc") {
        return None;
    }
    // "Cấp tỉnh", "Xã" are levels.
    if folded.starts_with("cấp ") || ["tỉnh", "huyện", "xã", "thôn", "trung ương"].contains(&folded.as_str())
    {
        return None;
    }
    // "Trình độ thạc sĩ" counts those who have it, "Kế hoạch vốn" no plans, "Tổng mức đầu tư" nothing.
    if ["trình độ", "kế hoạch ", "mức ", "tổng mức "].iter().any(|w| folded.starts_with(w)) {
        return None;
    }
    let mut rest = folded.as_str();
    for lead in ["tổng số ", "tổng ", "số lượng ", "số "] {
        rest = rest.strip_prefix(lead).unwrap_or(rest);
    }
    // "Số tháng", but no "Tháng".
    let counted = rest.len() < folded.len();
    read_measure(rest, vocabulary).filter(|m| m.kind == Kind::Count || counted && m.kind == Kind::Duration)
}

/// Whether a label says what a body or the people do, "Xã đối ứng", "Dân góp": they are not counted.
pub(super) fn acts(label: &str, vocabulary: &Vocabulary) -> bool {
    let keys: Vec<u64> = label.split_whitespace().map(key).collect();
    let found = vocabulary.units.longest(|i| keys.get(i).map(|k| (*k, false)));
    let Some((n, Target::Unit(unit))) = found else { return false };
    let agent = matches!(vocabulary.units.get(unit).group, Group::Territory | Group::Organisation)
        || matches!(lower(label).split(' ').next(), Some("dân" | "nhân"));
    let rest: Vec<&str> = label.split_whitespace().skip(n).collect();
    let verb = ["đối ứng", "góp", "đóng góp", "hỗ trợ", "chi", "cấp", "huy động", "bố trí", "trả", "tự chi"];
    agent && verb.iter().any(|v| rest.join(" ").starts_with(v))
}
