//! Numbers that count nothing, told by their neighbours: parts of documents ("Điều 12"), places and programmes
//! ("Tổ 5", "Đề án 06"), orders ("lần thứ 3"), slogans ("4 cùng") and the like.

use super::{Raw, Shape};
use crate::extract::words::{Words, words_right};
use crate::record::Kind;
use crate::vocabulary::{Group, Role, Target, Vocabulary, is_one_of, key};

/// Whether the words in front of a number say that it is a name, an order or a mark.
pub(super) fn is_name(raw: &Raw, left: &Words, vocabulary: &Vocabulary) -> bool {
    let names = &vocabulary.number_names;
    let unit = raw.unit.map(|u| vocabulary.units.get(u));
    // A sum, a share or an area behind the word is a figure all the same: "khoản 5 triệu đồng", "mức 15 kg".
    let measured = unit.is_some_and(|u| !matches!(u.kind, Kind::Count | Kind::Duration | Kind::Other));
    let timed = unit.is_some_and(|u| u.kind == Kind::Duration);
    let place = |group| matches!(group, Group::Territory | Group::Facility | Group::Organisation);
    let counted = unit.is_some_and(|u| u.kind == Kind::Count && !place(u.group));
    if names.announces_list(|i| left.key(i)) {
        return false;
    }
    match name_role(left, vocabulary) {
        Some((Role::Always | Role::Part, _)) => return !measured,
        Some((Role::Title, words)) => {
            // Verbs as well: "kết luận 03/06 tổ chức đảng có vi phạm", "hướng dẫn 35 hộ".
            let named = left.get(words - 1).is_some_and(|w| w.capital);
            let verb = counted && !named || (raw.rule == "fraction" && raw.unit.is_some());
            return !(measured || timed || verb);
        }
        Some((Role::Thing, words)) => {
            let sized = raw.magnitude || raw.rule == "fraction" || raw.shape.first().number.value() >= 1000.0;
            // "mỗi tổ 7 thành viên" counts; with a capital it is a name, "tại Tổ 5 nhân dân".
            let named = left.get(words - 1).is_some_and(|w| w.capital) && left.get(words).is_some();
            let other = unit.is_some_and(|u| u.kind == Kind::Other)
                || (raw.unit.is_none() && raw.shape.first().number.zeros > 0);
            return !(measured || timed || other || sized || (counted && !named));
        }
        Some((Role::Count, _)) | None => {}
    }
    if left.key(0) == Some(key("số")) {
        let counts = left.key(1).is_some_and(|k| names.before_so.contains(&k));
        return !(counts || measured);
    }
    let Some(first) = left.get(0).filter(|_| raw.unit.is_none()) else { return false };
    is_one_of!(first.key, "năm" | "tháng" | "ngày" | "quý" | "tuần" | "giờ") || is_named_place(raw, left)
}

/// What the words in front of a number make of it, and how many they are; none for [`Role::Count`].
pub(super) fn name_role(left: &Words, vocabulary: &Vocabulary) -> Option<(Role, usize)> {
    let role = vocabulary.number_names.role(|i| left.key(i))?;
    (role.0 != Role::Count && stands_free(role.0, role.1, left, vocabulary)).then_some(role)
}

/// Whether the phrase in front is a word of its own: neither the end of a longer noun ("văn bản", "hợp tác xã") nor the
/// holder of a count ("toàn xã").
fn stands_free(role: Role, words: usize, left: &Words, vocabulary: &Vocabulary) -> bool {
    let names = &vocabulary.number_names;
    if role == Role::Thing && left.key(words).is_some_and(|k| names.holders.contains(&k)) {
        return false;
    }
    let longer = |n: usize| {
        let noun = vocabulary.units.longest(|i| (i < n).then(|| left.key(n - 1 - i).map(|k| (k, false))).flatten());
        matches!(noun, Some((len, Target::Unit(_))) if len == n)
    };
    !(words == 1 && matches!(role, Role::Thing | Role::Part | Role::Title) && (longer(2) || longer(3)))
}

/// "bản Lao Chải 1", "thủy điện Sesan 3": a small bare number behind capitals that a common noun opens.
fn is_named_place(raw: &Raw, left: &Words) -> bool {
    let Shape::One(amount) = raw.shape else { return false };
    let n = amount.number;
    let names = left.iter().take_while(|w| w.capital).count();
    if names == 0 || n.decimals() > 0 || n.zeros > 0 || n.value() > 30.0 {
        return false;
    }
    let Some(noun) = left.key(names) else {
        // Nothing but capitals up to the sign in front: "…, Lao Chải 2, Nậm Pung 1".
        return names >= 2;
    };
    is_one_of!(
        noun,
        "bản"
            | "thôn"
            | "xóm"
            | "ấp"
            | "buôn"
            | "làng"
            | "xã"
            | "phường"
            | "khu"
            | "tổ"
            | "đội"
            | "điện"
            | "máy"
            | "cầu"
            | "hồ"
            | "suối"
            | "trường"
            | "học"
            | "non"
            | "án"
            | "ty"
            | "mỏ"
            | "trạm"
            | "cảng"
            | "tuyến"
            | "đường"
            | "phố"
            | "cụm"
            | "ga"
            | "chợ"
            | "đèo"
            | "hầm"
            | "trình"
            | "tinh"
            | "tàu"
            | "nghiệp"
    )
}

/// Whether a quotation mark opens right in front of `at`.
pub(super) fn quoted(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('“' | '‘' | '«' | '„') => true,
        Some('"' | '\'') => before.next().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '[' | ',')),
        _ => false,
    }
}

/// Whether the words behind a number make it a slogan or a rating.
pub(super) fn is_slogan(raw: &Raw, text: &str, limit: usize, vocabulary: &Vocabulary) -> bool {
    let number = raw.shape.first().number;
    let measured = raw.unit.is_some_and(|u| vocabulary.units.get(u).kind != Kind::Count);
    if measured || number.decimals() > 0 || number.value() > 12.0 || raw.magnitude {
        return false;
    }
    let right = words_right(text, raw.number.end, limit);
    match raw.shape {
        Shape::One(_) => {
            let quoted = quoted(text, raw.number.start);
            vocabulary.number_names.slogan(quoted, |i| right.key(i))
        }
        // "3-4 sao".
        _ => right.key(0) == Some(key("sao")),
    }
}

/// Whether the bare number is a version, "4.0".
pub(super) fn is_version(text: &str) -> bool {
    text.len() == 3 && text.ends_with(".0")
}

/// "24/24 giờ", "24/7", "tỷ lệ 1/500".
pub(super) fn is_clock_or_scale(raw: &Raw, left: &Words, vocabulary: &Vocabulary) -> bool {
    let Shape::Of(a, b) = raw.shape else { return false };
    let (a, b) = (a.number.value(), b.number.value());
    let counted = raw.unit.is_some_and(|u| vocabulary.units.get(u).kind == Kind::Count);
    let clock = a == 24.0 && (b == 24.0 || b == 7.0) && !counted;
    clock || (a == 1.0 && b >= 100.0 && (raw.unit.is_none() || left.key(0) == Some(key("lệ"))))
}

/// "đoàn 19/5", "(12/3)": more than there are of, and nothing that the vocabulary counts, but a day of a month.
pub(super) fn is_day(raw: &Raw) -> bool {
    let Shape::Of(a, b) = raw.shape else { return false };
    let whole = a.number.decimals() == 0 && b.number.decimals() == 0;
    let (a, b) = (a.number.value(), b.number.value());
    raw.unit.is_none() && whole && a > b && (1.0..=31.0).contains(&a) && (1.0..=12.0).contains(&b)
}

/// Whether the word in front of "trên" or "dưới" makes it a place: "nộp cấp trên 30%".
pub(super) fn is_place_of(word: u64) -> bool {
    is_one_of!(word, "cấp" | "bên" | "phía" | "nêu" | "kể" | "như" | "phần" | "tầng")
}

/// Whether a word in front of "hơn" makes it a comparison: "cao hơn 2%".
pub(super) fn is_comparative(word: u64) -> bool {
    is_one_of!(
        word,
        "cao"
            | "thấp"
            | "nhiều"
            | "ít"
            | "chậm"
            | "nhanh"
            | "sớm"
            | "muộn"
            | "dài"
            | "ngắn"
            | "rộng"
            | "hẹp"
            | "tốt"
            | "kém"
            | "già"
            | "trẻ"
            | "mạnh"
            | "yếu"
            | "đông"
            | "sâu"
            | "rẻ"
            | "đắt"
            | "nặng"
            | "nhẹ"
            | "xa"
    )
}
