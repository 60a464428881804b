//! Places that end in a number, "bản Lao Chải 1", and those that only stand in front of one, "Hải Phòng 12 ca".

use super::{Raw, Shape, place_list};
use crate::extract::words::Words;
use crate::text::Span;
use crate::vocabulary::{Vocabulary, is_one_of, name_key, phrase};

/// Whether the two words in front of a number are the name of a province or a district.
pub(super) fn is_name_of_place(left: &Words, vocabulary: &Vocabulary) -> bool {
    let (Some(last), Some(first)) = (left.get(0), left.get(1)) else { return false };
    first.capital && last.capital && vocabulary.places.is_province_or_district(phrase([first.key, last.key]))
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
pub(super) fn is_named_place(text: &str, raw: &Raw, left: &Words, vocabulary: &Vocabulary) -> bool {
    let Shape::One(amount) = raw.shape else { return false };
    let n = amount.number;
    let names = left.iter().take_while(|w| w.capital).count();
    // "thôn Tân Phú 1", "Trường Mầm non Bình Minh 2": villages and schools that are called like districts.
    let headed = left.get(names).is_some_and(|w| !w.comma && !w.capital);
    // "Đài Loan 52, Nhật Bản 29", "Mường Lát 35, Quan Sơn 28": a country or a district is no village with a number.
    if names == 2
        && !headed
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
