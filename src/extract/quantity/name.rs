//! Numbers that are part of a name, an order or a mark by the words in front of them: "Tổ 5", "Đề án 06", "lần thứ 3", "Điều 12".
//!
//! Takes a number with the words to its left, says whether it counts nothing; the words stand in `number-names.toml`.

use super::Raw;
use super::item::{ends_list, goes_on_as_list};
use super::named_place::{is_name_of_place, is_named_place};
use crate::extract::words::{Words, words_right};
use crate::record::Kind;
use crate::vocabulary::{Group, Role, Target, Vocabulary, caseless, is_one_of, key};

/// Whether the words in front of a number say that it is a name, an order or a mark.
pub(super) fn is_name(text: &str, raw: &Raw, left: &Words, vocabulary: &Vocabulary) -> bool {
    let names = &vocabulary.number_names;
    let unit = raw.unit.map(|u| vocabulary.units.get(u));
    // A sum, a share or an area behind the word is a figure all the same: "khoản 5 triệu đồng", "mức 15 kg".
    let measured = unit.is_some_and(|u| !matches!(u.kind, Kind::Count | Kind::Duration | Kind::Other));
    let timed = unit.is_some_and(|u| u.kind == Kind::Duration);
    let place = |group| matches!(group, Group::Territory | Group::Facility | Group::Organisation);
    // "Nhóm 2 xã Tân Phú" is a name, "nhóm 30 tỉnh, thành phố" a count.
    let proper = || words_right(text, raw.body_end(), text.len()).get(0).is_some_and(|w| w.capital && !w.comma);
    let counted = unit.is_some_and(|u| u.kind == Kind::Count && !(place(u.group) && proper()));
    if names.announces_list(|i| left.key(i)) {
        return false;
    }
    if is_base(text, raw, left, unit.map(|u| u.group)) || is_offset(text, raw.number.start) {
        return true;
    }
    match name_role(left, vocabulary) {
        // "cây điều 59.140, cà phê 8.927 ha": no part of a document is grouped in thousands.
        Some((Role::Part, _)) if is_grouped(text, raw) => return false,
        // "nâng hạng 03 sản phẩm", but "nâng hạng 3"
        Some((Role::Always, 1)) if counted && left.key(0) == Some(key("hạng")) => {
            return !left.key(1).is_some_and(|k| is_one_of!(k, "nâng" | "thăng" | "phân"));
        }
        // "mật độ điện thoại 3,2 máy/100 dân"
        Some((Role::Always | Role::Part, _)) => return !measured && raw.per.is_empty(),
        Some((Role::Title, words)) => {
            // Verbs as well: "kết luận 03/06 tổ chức đảng có vi phạm", "hướng dẫn 35 hộ".
            let named = left.get(words - 1).is_some_and(|w| w.capital);
            // "kết luận 10/12 có vi phạm"
            let said = !named
                && raw.rule == "fraction"
                && words_right(text, raw.number.end, text.len()).key(0) == Some(key("có"));
            let verb = counted && !named || said || (raw.rule == "fraction" && raw.unit.is_some());
            // "Kế hoạch 450 người, thực hiện 512 người", "(Nghị quyết 10 đảng viên)"
            let behind = text[raw.body_end()..].trim_start();
            let closed = behind.is_empty() || behind.starts_with([',', ';', ')', '.', '/', '\n']);
            let opens = left.get(words - 1).is_some_and(|w| {
                let before = text[..w.start].trim_end();
                before.is_empty() || before.ends_with([',', ';', '(', ':', '.', '-', '\n'])
            });
            let plan = is_one_of!(left.key(0).unwrap_or(0), "hoạch" | "kh")
                || left.key(0) == Some(key("quyết")) && left.key(1) == Some(key("nghị"));
            let amount = plan && counted && (is_grouped(text, raw) || closed && opens);
            // "Thành lập Ban Chỉ đạo 25 thành viên", "Tổ công tác 5 người": who is in it.
            let members =
                left.key(0).is_some_and(|k| is_one_of!(k, "đạo" | "tác" | "việc" | "hội" | "hoạch" | "tra" | "sát"))
                    && unit.is_some_and(|u| u.group == Group::People)
                    && raw.shape.first().number.zeros == 0;
            // "Đoàn kiểm tra 30 cơ sở", but "Đoàn giám sát 525 Tỉnh ủy"
            let inspects = counted
                && words > 1
                && left.key(0).is_some_and(|k| is_one_of!(k, "tra" | "sát"))
                && text[raw.number.end..raw.body_end()].trim_start().starts_with(char::is_lowercase);
            // "ngân sách trung ương 186,5, ngân sách tỉnh 127,5": no plenum has such a number.
            let size = left.key(0).is_some_and(|k| is_one_of!(k, "ương" | "tw"))
                && (raw.shape.first().number.decimals() > 0 || is_grouped(text, raw));
            return !(measured || timed || verb || amount || members || inspects || size);
        }
        Some((Role::Thing, words)) => {
            // "học sinh giỏi lớp 9 cấp tỉnh": who held it is no number of levels.
            let level = unit.is_some_and(|u| &*u.name == "cấp")
                && words_right(text, raw.body_end(), text.len()).key(0).is_some_and(|k| {
                    is_one_of!(k, "tỉnh" | "huyện" | "xã" | "trường" | "thành" | "quốc" | "cơ" | "cụm")
                });
            if level {
                return true;
            }
            let sized = raw.magnitude || raw.rule == "fraction" || raw.shape.first().number.value() >= 1000.0;
            // "mỗi tổ 7 thành viên" counts; with a capital it is a name, "tại Tổ 5 nhân dân".
            let named = left.get(words - 1).is_some_and(|w| w.capital) && left.get(words).is_some();
            // "Hải Phòng 12 ca": the end of a name, no room.
            if counted && words == 1 && named && is_name_of_place(left, vocabulary) {
                return false;
            }
            // "thôn Bến 15 hộ": the thing is the whole name of a settlement.
            let settled = left.get(words).is_some_and(|w| {
                !w.capital && is_one_of!(w.key, "thôn" | "bản" | "xóm" | "ấp" | "buôn" | "làng" | "xã")
            });
            if counted && named && settled {
                return false;
            }
            // "(cấp huyện 06, cơ sở 15)": a level of bodies.
            let grassroots = left.key(0) == Some(key("sở")) && left.key(1) == Some(key("cơ"));
            if grassroots && !named && raw.unit.is_none() && ends_list(text, left.get(1).map_or(0, |w| w.start)) {
                return false;
            }
            // "tỷ lệ giáo viên/lớp 1,37"
            let part = raw.shape.first().number.decimals() > 0 && raw.number.of(text).contains(',');
            let other = part
                || unit.is_some_and(|u| u.kind == Kind::Other)
                || (raw.unit.is_none() && raw.shape.first().number.zeros > 0);
            // "Tổ chức Đại hội 120 đại biểu"
            let members = left.key(0) == Some(key("hội")) && unit.is_some_and(|u| u.group == Group::People);
            let item =
                members || !left.get(words - 1).is_some_and(|w| w.capital) && goes_on_as_list(text, raw, vocabulary);
            // "học sinh lớp 1 vùng cao", "tuyển sinh lớp 10 năm học": a grade.
            let grade = left.key(0) == Some(key("lớp"))
                && left.key(1).is_some_and(|k| is_one_of!(k, "sinh" | "khoa" | "trẻ" | "em" | "dạy" | "vào" | "học"))
                && raw.per.is_empty()
                && raw.shape.first().number.value() <= 12.0;
            return grade && !measured || !(measured || timed || other || sized || item || (counted && !named));
        }
        Some((Role::Count, _)) | None => {}
    }
    if left.key(0) == Some(key("số")) {
        let counts = left.key(1).is_some_and(|k| names.before_so.contains(&k));
        return !(counts || measured);
    }
    // "trước ngày 20 tháng cuối quý"
    if left.key(0) == Some(key("ngày")) && unit.is_some_and(|u| &*u.name == "tháng") {
        return true;
    }
    let Some(first) = left.get(0).filter(|_| raw.unit.is_none()) else { return false };
    // "Hộ nghèo đầu năm 128, cuối năm 102 hộ": when it was counted; a year has four digits, or two: "cuối năm 24".
    let bound = || left.key(1).is_some_and(|k| is_one_of!(k, "đầu" | "cuối" | "trong" | "cả"));
    if first.key == key("năm") && !matches!(raw.number.len(), 2 | 4) && bound() {
        return false;
    }
    is_one_of!(first.key, "năm" | "tháng" | "ngày" | "quý" | "tuần" | "giờ")
        || is_named_place(text, raw, left, vocabulary)
}

/// "Km 45 + 200": metres behind a stone of the road.
fn is_offset(text: &str, at: usize) -> bool {
    let Some(stone) = text[..at].trim_end().strip_suffix('+') else { return false };
    let stone = stone.trim_end();
    let word = stone.trim_end_matches(|c: char| c.is_ascii_digit());
    word.len() < stone.len() && caseless::ends(word.trim_end(), "km")
}

/// Whether the number is what a rate is told for: "Số bác sĩ/10.000 dân: 12,5", "số bác sĩ trên 10.000 dân đạt 12,5".
fn is_base(text: &str, raw: &Raw, left: &Words, group: Option<Group>) -> bool {
    let number = raw.shape.first().number;
    let round = number.decimals() == 0 && [100.0, 1000.0, 10_000.0, 100_000.0].contains(&number.value());
    if !round || group != Some(Group::People) {
        return false;
    }
    let before = text[..raw.number.start].trim_end();
    if let Some(before) = before.strip_suffix('/') {
        return before.trim_end().ends_with(char::is_alphabetic);
    }
    let behind = words_right(text, raw.body_end(), text.len());
    let linked = behind.get(0).is_some_and(|w| {
        is_one_of!(w.key, "là" | "đạt" | "còn") && text[w.end..].trim_start().starts_with(|c: char| c.is_ascii_digit())
    });
    left.key(0) == Some(key("trên")) && linked
}

/// Whether the words in front of a number name a kind of road: "quốc lộ", "đường tỉnh".
pub(super) fn is_road(left: &Words) -> bool {
    let Some(last) = left.key(0) else { return false };
    let way = left.key(1) == Some(key("đường"));
    is_one_of!(last, "lộ" | "ql" | "tl" | "đt" | "hl") || way && is_one_of!(last, "tỉnh" | "huyện")
}

/// Whether the number is whole and written with a dot between its thousands.
fn is_grouped(text: &str, raw: &Raw) -> bool {
    let number = raw.shape.first().number;
    number.decimals() == 0 && number.value() >= 1000.0 && raw.number.of(text).contains('.')
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
