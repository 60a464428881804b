//! The words of headings and titles: without years, without what only says when or which kind of list it is.
//! "Thực hiện giai đoạn 2021 - 2025" → "Thực hiện"; "Biểu 02: Kết quả giảm nghèo năm 2023" → "giảm nghèo".

/// Whether the words only say when: "quý II", "6 tháng đầu năm", "cùng kỳ"; so does nothing at all.
pub(super) fn is_time(words: &str) -> bool {
    const TIME: [&str; 16] = [
        "quý", "tháng", "đầu", "cuối", "năm", "kỳ", "cùng", "trước", "này", "nay", "đến", "i", "ii", "iii", "iv", "hết",
    ];
    words.split_whitespace().all(|w| TIME.contains(&w) || w.len() <= 2 && w.bytes().all(|b| b.is_ascii_digit()))
}

/// A heading without its years: "Thực hiện giai đoạn 2021 - 2025" → "Thực hiện".
pub(super) fn without_year(text: &str) -> String {
    let is_year = |w: &str| {
        let digits = w.trim_matches(|c: char| !c.is_ascii_digit());
        digits.len() >= 4
            // "9/2018"
            && digits.rsplit('/').next().is_some_and(|year| year.starts_with(['1', '2']) && year.len() >= 4)
            && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | '/'))
    };
    let mut words: Vec<&str> = Vec::new();
    let mut frame = false;
    // From the end: the words that lead to a year go with it.
    for word in text.split_whitespace().rev() {
        if is_year(word) {
            frame = true;
        } else if !(frame
            && matches!(
                lower(word).as_str(),
                "năm" | "đoạn" | "giai" | "học" | "-" | "–" | "đến" | "từ" | "hết" | "tính"
            ))
        {
            frame = false;
            words.push(word);
        }
    }
    words.reverse();
    words.join(" ")
}

/// Lower case with single spaces.
pub(super) fn lower(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Lower case of the first letter, unless the word is an abbreviation.
pub(super) fn lower_first(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    let second = letters.next();
    match (first, second) {
        (Some(a), Some(b)) if a.is_uppercase() && !b.is_uppercase() => {
            a.to_lowercase().chain(std::iter::once(b)).chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// What a table's title says that it counts: "Biểu 02: Kết quả giảm nghèo giai đoạn 2021 - 2023" → "giảm nghèo".
pub(super) fn topic(title: &str) -> Option<String> {
    let mut rest = title.trim();
    for label in ["biểu", "bảng", "phụ lục"] {
        if lower(rest).starts_with(label)
            && rest.split_whitespace().take(4).any(|w| w.contains(|c: char| c.is_ascii_digit()))
        {
            rest = rest.split_once([':', '.']).map_or(rest, |(_, r)| r).trim_start();
            break;
        }
    }
    let mut name = lower_first(rest);
    if !name.chars().any(char::is_lowercase) {
        name = lower(&name);
    }
    for frame in
        ["biểu tổng hợp", "bảng tổng hợp", "tổng hợp", "kết quả", "tình hình", "số liệu", "danh sách", "thực hiện"]
    {
        name = name.strip_prefix(frame).map_or(name.clone(), |r| r.trim_start().to_owned());
    }
    let end = [" năm ", " giai đoạn ", " quý ", " tháng ", " đến ", "(", ":", ";"]
        .iter()
        .filter_map(|w| name.find(w))
        .min()
        .unwrap_or(name.len());
    let name = name[..end].trim();
    // "Thu ngân sách theo tháng"
    let name = name.strip_suffix(" theo").unwrap_or(name);
    let words = name.split_whitespace().count();
    (1..=12).contains(&words).then(|| name.to_owned())
}
