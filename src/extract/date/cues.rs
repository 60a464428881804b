//! Words around a number that make it a date, and those that make it a quantity.

use crate::extract::scan::{char_right, folded, next_word, spaces_right};

/// Words that take a day behind them and nothing else.
pub(super) fn is_day_cue(word: &str) -> bool {
    matches!(
        word,
        "ngày" | "sáng" | "trưa" | "chiều" | "tối" | "đêm" | "dịp" | "mùng" | "mồng" | "hôm" | "lễ" | "tết" | "nhật"
    )
}

/// Words that can take a day or a year, but also a count.
pub(super) fn is_time_preposition(word: &str) -> bool {
    matches!(
        word,
        "từ" | "đến"
            | "trước"
            | "sau"
            | "tới"
            | "hết"
            | "cuối"
            | "đầu"
            | "giữa"
            | "kỳ"
            | "với"
            | "vào"
            | "thời"
            | "trong"
    )
}

/// Words in front of a count: "đạt 7/10", "có 3/12 bản".
pub(super) fn is_count_cue(word: &str) -> bool {
    matches!(
        word,
        "có" | "đạt"
            | "gồm"
            | "tại"
            | "được"
            | "với"
            | "bằng"
            | "chiếm"
            | "khoảng"
            | "trên"
            | "gần"
            | "hơn"
            | "còn"
    )
}

/// Words whose number is a document's: "Nghị định 30/2020", "số 12/2018".
pub(super) fn is_number_cue(word: &str) -> bool {
    matches!(
        word,
        "số" | "luật"
            | "lệnh"
            | "định"
            | "tư"
            | "quyết"
            | "thị"
            | "luận"
            | "văn"
            | "tịch"
            | "dẫn"
            | "báo"
            | "cáo"
            | "hoạch"
    )
}

/// Names that are a day of the calendar: "đường 3/2".
pub(super) fn is_named_after_day(word: &str) -> bool {
    matches!(word, "đường" | "phố" | "viên" | "chợ" | "xá" | "máy" | "công" | "hồ")
}

/// Holidays and anniversaries that stand without the word "ngày".
pub(super) fn is_holiday(day: u32, month: u32) -> bool {
    matches!(
        (day, month),
        (3, 2)
            | (27, 2)
            | (8, 3)
            | (26, 3)
            | (30, 4)
            | (1, 5)
            | (15, 5)
            | (19, 5)
            | (1, 6)
            | (5, 6)
            | (21, 6)
            | (28, 6)
            | (27, 7)
            | (28, 7)
            | (19, 8)
            | (2, 9)
            | (10, 10)
            | (13, 10)
            | (14, 10)
            | (15, 10)
            | (20, 10)
            | (18, 11)
            | (20, 11)
            | (6, 12)
            | (22, 12)
    )
}

/// Whether a counted noun can start at `at`: a small letter that begins no function word.
pub(super) fn noun_follows(text: &str, at: usize) -> bool {
    let next = spaces_right(text, at);
    if !char_right(text, next).is_some_and(|c| c.is_lowercase() || c == '%') {
        return false;
    }
    let first = next_word(text, at);
    let word = folded(text, first);
    // "các năm 2026, 2028 và 2030 lần lượt là", "… tương ứng là"
    let second = || folded(text, next_word(text, first.end));
    if &*word == "lần" && &*second() == "lượt" || &*word == "tương" && &*second() == "ứng" {
        return false;
    }
    !matches!(
        &*word,
        "và" | "hoặc"
            | "của"
            | "đến"
            | "tới"
            | "về"
            | "tại"
            | "ở"
            | "là"
            | "do"
            | "được"
            | "đã"
            | "đang"
            | "sẽ"
            | "để"
            | "cho"
            | "với"
            | "theo"
            | "trong"
            | "trên"
            | "có"
            | "nhằm"
            | "thì"
            | "mà"
            | "như"
            | "từ"
            | "này"
            | "nay"
            | "khi"
            | "các"
            | "những"
            | "hàng"
            | "hằng"
            | "trở"
            | "so"
            | "tăng"
            | "giảm"
            | "đạt"
            | "phải"
            | "cần"
            | "bằng"
            | "diễn"
            | "vừa"
            | "nên"
            | "vì"
            | "cùng"
            | "nếu"
            | "bảo"
            | "phấn"
            | "chưa"
            | "không"
            | "cả"
            | "toàn"
            | "âm"
            | "dương"
            | "còn"
            | "vẫn"
            | "ước"
            | "chỉ"
            | "mới"
    )
}
