//! Numbers that count nothing, told by their neighbours: parts of documents ("Điều 12"), places and programmes
//! ("Tổ 5", "Đề án 06"), orders ("lần thứ 3"), slogans ("4 cùng") and the like.

use super::{Raw, Shape, place_list};
use crate::extract::words::{Words, words_left, words_right};
use crate::record::Kind;
use crate::text::Span;
use crate::vocabulary::{Group, Role, Target, Vocabulary, caseless, is_one_of, key, name_key, phrase};

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
            let level = left.key(0) == Some(key("sở")) && left.key(1) == Some(key("cơ"));
            if level && !named && raw.unit.is_none() && ends_list(text, left.get(1).map_or(0, |w| w.start)) {
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
    // "Hộ nghèo đầu năm 128, cuối năm 102 hộ": when it was counted; a year has four digits.
    let bound = || left.key(1).is_some_and(|k| is_one_of!(k, "đầu" | "cuối" | "trong" | "cả"));
    if first.key == key("năm") && raw.number.len() != "2024".len() && bound() {
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

/// Whether the two words in front of a number are the name of a province or a district.
fn is_name_of_place(left: &Words, vocabulary: &Vocabulary) -> bool {
    let (Some(last), Some(first)) = (left.get(0), left.get(1)) else { return false };
    first.capital && last.capital && vocabulary.places.is_province_or_district(phrase([first.key, last.key]))
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

/// "thôn 31, trường học 9, cơ quan 12": the next item is a common noun with a number that cannot be a name, so this one counts, too.
fn goes_on_as_list(text: &str, raw: &Raw, vocabulary: &Vocabulary) -> bool {
    let end = raw.number.end;
    let Some(rest) = text[end..].strip_prefix(", ").or_else(|| text[end..].strip_prefix("; ")) else { return false };
    let label = &rest[..rest.bytes().take(MAX_ITEM_BYTES).position(|b| b.is_ascii_digit() || b == b'\n').unwrap_or(0)];
    let number = rest[label.len()..].bytes().take_while(u8::is_ascii_digit).count();
    let behind = &rest[label.len() + number..];
    // "cho 2.894 học sinh" is no item that a point ends.
    let grouped = behind.get(1..).is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()));
    let closed = behind.starts_with([',', ';', ')', '.']) && !grouped;
    let common = label.ends_with(' ')
        && !label.contains([',', ';', '(', '.', ':'])
        && label.split(' ').all(|w| w.chars().all(char::is_lowercase));
    if !(closed && common && number > 0) {
        return false;
    }
    let at = end + 2 + label.len();
    let left = words_left(text, at, end);
    name_role(&left, vocabulary).is_none() && left.key(0) != Some(key("số"))
}

/// Whether the last item in front of `at`, behind a parenthesis or a comma, is a level of bodies with its number: "(cấp huyện 06, ".
fn ends_list(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_ITEM_BYTES));
    let Some(list) = text[from..at].trim_end().strip_suffix(',') else { return false };
    let item = list.rsplit(['(', ',', ';', ':', '\n']).next().unwrap_or_default().trim_start();
    item.ends_with(|c: char| c.is_ascii_digit())
        && ["cấp ", "huyện ", "tỉnh "].iter().any(|level| item.starts_with(level))
}

/// Bytes of the next item of a list that are looked at.
const MAX_ITEM_BYTES: usize = 48;

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

/// Whether a number with a counted noun stands earlier in the parenthesis that is open at `at`: the items behind it count as well.
fn follows_counted_item(text: &str, at: usize) -> bool {
    let from = text.floor_char_boundary(at.saturating_sub(MAX_LIST_BYTES));
    let before = &text[from..at];
    let Some(open) = before.rfind('(').filter(|&open| !before[open..].contains(')')) else { return false };
    before[open..].split(", ").any(|item| {
        let digits = item.trim_end().find(|c: char| c.is_ascii_digit()).map_or("", |digit| &item[digit..]);
        let behind = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        behind.starts_with(' ') && behind[1..].starts_with(char::is_lowercase)
    })
}

/// Bytes of a list in parentheses that are looked back over.
const MAX_LIST_BYTES: usize = 240;

/// "bản Lao Chải 1", "thủy điện Sesan 3": a small bare number behind capitals that a common noun opens.
fn is_named_place(text: &str, raw: &Raw, left: &Words, vocabulary: &Vocabulary) -> bool {
    let Shape::One(amount) = raw.shape else { return false };
    let n = amount.number;
    let names = left.iter().take_while(|w| w.capital).count();
    // "Đài Loan 52, Nhật Bản 29", "Mường Lát 35, Quan Sơn 28": a country or a district is no village with a number.
    if names == 2
        && let Some((last, first)) = left.get(0).zip(left.get(1))
        && (vocabulary.places.is_country(name_key(&text[first.start..last.end]))
            || vocabulary.places.is_province_or_district(phrase([first.key, last.key])))
    {
        return false;
    }
    // "giống lúa OM 5451", "lúa Đài Thơm 8"
    let variety = left.iter().skip(names).take(2).any(|w| is_one_of!(w.key, "lúa" | "giống"));
    if (1..=3).contains(&names) && variety && n.decimals() == 0 && n.zeros == 0 && n.value() < 100_000.0 {
        return true;
    }
    if names == 0 || n.decimals() > 0 || n.zeros > 0 || n.value() > 30.0 {
        return false;
    }
    if place_list::find(text, raw.number, Span::new(0, text.len())).is_some() {
        return false;
    }
    let Some(noun) = left.key(names) else {
        // Nothing but capitals up to the sign in front: "…, Lao Chải 2, Nậm Pung 1", but "(Cát Vân 6 hộ, Xuân Bình 5)".
        return names >= 2 && !follows_counted_item(text, raw.number.start);
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

/// Whether a quotation that opens a few words before `at` is still open: "Gia đình 5 có, 3 sạch".
fn inside_quotation(text: &str, at: usize) -> bool {
    let mut words = 0;
    for (i, c) in text[..at].char_indices().rev() {
        match c {
            '“' | '«' => return true,
            '"' => return quoted(text, i + 1),
            '”' | '»' | '\n' | '.' | ';' | ':' => return false,
            ' ' => words += 1,
            _ => {}
        }
        if words > MAX_SLOGAN_WORDS {
            return false;
        }
    }
    false
}

/// Words between a quotation mark and the number of a slogan, at most.
const MAX_SLOGAN_WORDS: usize = 5;

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
            let quoted = quoted(text, raw.number.start) || inside_quotation(text, raw.number.start);
            vocabulary.number_names.slogan(quoted, |i| right.key(i))
        }
        // "3-4 sao".
        _ => right.key(0) == Some(key("sao")),
    }
}

/// "xăng RON 92 dao động": capital letters in front of a number that counts nothing known.
pub(super) fn is_model(text: &str, raw: &Raw, left: &Words) -> bool {
    let Some(word) = left.get(0).filter(|w| w.capital && raw.unit.is_none()) else { return false };
    let code = &text[word.start..word.end];
    let letters = code.chars().count();
    let number = raw.shape.first().number;
    (2..=4).contains(&letters)
        && code.chars().all(char::is_uppercase)
        && word.end + 1 == raw.number.start
        && (10.0..1000.0).contains(&number.value())
        && number.decimals() == 0
        && number.zeros == 0
        && raw.open.is_some()
}

/// Whether the bare number is a version, "4.0".
pub(super) fn is_version(text: &str) -> bool {
    text.len() == 3 && text.ends_with(".0")
}

/// "vàng 99,99", "vàng 9999": how fine the gold is.
pub(super) fn is_fineness(raw: &Raw, left: &Words) -> bool {
    let printed = raw.shape.first().number.value();
    left.key(0) == Some(key("vàng")) && !raw.has_unit() && [99.9, 99.99, 999.9, 9999.0].contains(&printed)
}

/// "24/24 giờ", "24/7", "tỷ lệ 1/500".
pub(super) fn is_clock_or_scale(raw: &Raw, left: &Words, vocabulary: &Vocabulary) -> bool {
    let Shape::Of(a, b) = raw.shape else { return false };
    let (a, b) = (a.number.value(), b.number.value());
    let counted = raw.unit.is_some_and(|u| vocabulary.units.get(u).kind == Kind::Count);
    let clock = a == 24.0 && (b == 24.0 || b == 7.0) && !counted;
    clock || (a == 1.0 && b >= 100.0 && (raw.unit.is_none() || left.key(0) == Some(key("lệ"))))
}

/// "đoàn 19/5", "(12/3)", "(01/9)": more than there are of or written as days are, and nothing that the vocabulary counts.
pub(super) fn is_day(text: &str, raw: &Raw) -> bool {
    let Shape::Of(a, b) = raw.shape else { return false };
    let whole = a.number.decimals() == 0 && b.number.decimals() == 0;
    let alone = text[..raw.number.start].ends_with('(') && text[raw.number.end..].starts_with(')');
    let written = alone && a.number.zeros == 1 && b.number.zeros == 0;
    let (a, b) = (a.number.value(), b.number.value());
    raw.unit.is_none() && whole && (a > b || written) && (1.0..=31.0).contains(&a) && (1.0..=12.0).contains(&b)
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
