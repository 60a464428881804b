//! The year of the sentence above a table: "Kết quả rà soát cuối năm 2023 như sau:" → 2023; none where more than one year may be
//! meant, or the year is that of a law, a plan or of what is compared.

use super::super::attribute::years;
use super::words::lower;

/// Words whose clause names another time than that of the cells: "Theo Luật Ngân sách năm 2015", "so với năm 2019", "đến năm 2030".
const OTHER: [&str; 16] = [
    "theo",
    "so",
    "luật",
    "quyết định",
    "nghị quyết",
    "nghị định",
    "thông tư",
    "kết luận",
    "chỉ thị",
    "kế hoạch số",
    "căn cứ",
    "chuẩn",
    "đến",
    "mục tiêu",
    "từ năm",
    "các năm",
];

/// What rows are divided by, "theo khóm", which is no source.
const DIVISIONS: [&str; 14] = [
    "từng",
    "xã",
    "phường",
    "thôn",
    "bản",
    "ấp",
    "khóm",
    "xóm",
    "huyện",
    "tỉnh",
    "tháng",
    "đơn vị",
    "địa bàn",
    "lĩnh vực",
];

/// The one year that the sentence is for.
pub(super) fn year(sentence: &str) -> Option<String> {
    let mut found = None;
    let mut other = false;
    for clause in sentence.split([',', ';', ':']) {
        let clause = clause.trim();
        let Some(year) = years(clause) else {
            other = names_other(clause);
            continue;
        };
        let at = clause.find(&year[..4]).unwrap_or(clause.len());
        // "Theo Quyết định số 90, 91 năm 2022": a clause that begins with a number goes on with the list before it.
        let goes_on = other && clause.starts_with(|c: char| c.is_ascii_digit());
        other = goes_on || names_other(&clause[..at]);
        let behind = clause[at..].split_once(' ').map_or("", |(_, behind)| behind.trim_start_matches(['-', '–', ' ']));
        let behind = if year.len() > 4 { behind.trim_start_matches(|c: char| c.is_ascii_digit()) } else { behind };
        if other {
            continue;
        }
        if found.is_some() || years(behind).is_some() {
            return None;
        }
        found = Some(year);
    }
    found
}

/// Whether one of the words stands in it.
fn names_other(words: &str) -> bool {
    let padded = format!(" {} ", lower(words));
    OTHER.iter().any(|word| {
        padded.match_indices(&format!(" {word} ")).any(|(at, found)| {
            let behind = &padded[at + found.len()..];
            *word != "theo" || !DIVISIONS.iter().any(|by| behind.starts_with(&format!("{by} ")))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_of_sentences() {
        for (sentence, expected) in [
            ("Kết quả rà soát cuối năm 2023 như sau:", Some("2023")),
            ("Một số chỉ tiêu năm 2023 như sau:", Some("2023")),
            ("Số hộ nghèo theo khóm năm 2023 như sau:", Some("2023")),
            ("Số hộ nghèo theo chuẩn năm 2021 như sau:", None),
            ("Năm 2023, kết quả theo từng xã như sau:", Some("2023")),
            ("Kết quả giai đoạn 2021-2023 như sau:", Some("2021-2023")),
            ("Kết quả giai đoạn 2021 - 2023 như sau:", Some("2021-2023")),
            ("Theo chuẩn nghèo giai đoạn 2022-2025, kết quả rà soát cuối năm 2023:", Some("2023")),
            ("Các mục tiêu đến năm 2030 cần giữ vững; kết quả năm 2023 như sau:", Some("2023")),
            ("Theo Quyết định số 90, 91 năm 2022 của tỉnh, kết quả rà soát:", None),
            ("Theo giá so sánh năm 2010, giá trị sản xuất như sau:", None),
            ("Theo Luật Ngân sách năm 2015, các khoản thu gồm:", None),
            ("Theo Quyết định 90 năm 2022 của Thủ tướng, kết quả như sau:", None),
            ("So với năm 2019, số hộ giảm như sau:", None),
            ("Số hộ năm 2023 so với năm 2019 như sau:", None),
            ("Số hộ trong các năm 2024, 2025 như sau:", None),
            ("Nguồn giao tại Quyết định số 12/2022/QĐ-UBND như sau:", None),
            ("Số hộ năm 2024 và năm 2025 như sau:", None),
            ("Số hộ năm 2024, năm 2025 như sau:", None),
            ("Số hộ từ năm 2021 đến năm 2023 như sau:", None),
            ("Kết quả như sau:", None),
        ] {
            assert_eq!(year(sentence).as_deref(), expected, "{sentence}");
        }
    }
}
