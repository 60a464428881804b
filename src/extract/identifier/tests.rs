//! Spellings of document numbers with their canonical forms.

use super::*;
use crate::extract::scan::digit_runs;
use proptest::prelude::*;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

fn vocabulary() -> Vocabulary {
    VOCABULARY.clone()
}

/// Text, canonical form of the first number in it, text of the match ("" for the whole from the number on).
const SPELLINGS: &[(&str, &str, &str)] = &[
    // Plain
    ("69-KL/TU", "69-KL/TU", ""),
    ("33/CT-TTg", "33/CT-TTg", ""),
    ("12/2018/QĐ-TTg", "12/2018/QĐ-TTg", ""),
    ("5-CT/TW", "05-CT/TW", ""),
    ("1095/UBND-NV", "1095/UBND-NV", ""),
    ("34/2007/PL-UBTVQH11", "34/2007/PL-UBTVQH11", ""),
    ("10/2022/QH15", "10/2022/QH15", ""),
    ("1211/2016/UBTVQH13", "1211/2016/UBTVQH13", ""),
    ("1365/NQ-UBTVQH15", "1365/NQ-UBTVQH15", ""),
    ("01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP", "01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP", ""),
    ("05/2013/TTLT/BTC-BNV", "05/2013/TTLT/BTC-BNV", ""),
    ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", ""),
    ("05/VBHN-BTC", "05/VBHN-BTC", ""),
    ("30a/2008/NQ-CP", "30a/2008/NQ-CP", ""),
    ("2021-QĐ/ThU", "2021-QĐ/ThU", ""),
    ("233-TB-KL/HU", "233-TB-KL/HU", ""),
    ("12-KH/BCĐ35", "12-KH/BCĐ35", ""),
    ("367-QĐ/TWĐTN-VP", "367-QĐ/TWĐTN-VP", ""),
    ("738/MTTW-BTT", "738/MTTW-BTT", ""),
    ("15/KH-MTTQ-BTT", "15/KH-MTTQ-BTT", ""),
    ("45-KH/MTTQ", "45-KH/MTTQ", ""),
    ("1712-KH/HVCTQG", "1712-KH/HVCTQG", ""),
    ("08-QĐi/TW", "08-QĐi/TW", ""),
    ("15/2021/HS-ST", "15/2021/HS-ST", ""),
    ("04/2017/NQ-HĐTP", "04/2017/NQ-HĐTP", ""),
    ("24-BS/UBKTTU", "24-BS/UBKTTU", ""),
    // Spaces, dashes, slashes
    ("69 -KL/TU", "69-KL/TU", ""),
    ("310- QĐ/TU", "310-QĐ/TU", ""),
    ("512 - BC/HU", "512-BC/HU", ""),
    ("1206 /QĐ-HVTC", "1206/QĐ-HVTC", ""),
    ("2236/QĐ- UBND", "2236/QĐ-UBND", ""),
    ("90 / QĐ - TTg", "90/QĐ-TTg", ""),
    ("12 / 2018 / QĐ-TTg", "12/2018/QĐ-TTg", ""),
    ("69–KL/TU", "69-KL/TU", ""),
    ("69‑KL⁄TU", "69-KL/TU", ""),
    ("69—KL／TU", "69-KL/TU", ""),
    ("10/2022/QH 15", "10/2022/QH15", ""),
    // Wrong separators: the body decides
    ("15/NQ/TU", "15-NQ/TU", ""),
    ("45-QĐ-UBND", "45/QĐ-UBND", ""),
    ("84 QĐ/TWĐTN", "84-QĐ/TWĐTN", ""),
    ("69KL/TU", "69-KL/TU", ""),
    ("12/QĐ/UBND", "12/QĐ-UBND", ""),
    ("69/KL-TU", "69-KL/TU", ""),
    ("2018/12/QĐ-TTg", "12/2018/QĐ-TTg", ""),
    ("12/QĐ-TTg/2018", "12/2018/QĐ-TTg", ""),
    ("12-2018/QĐ-TTg", "12/2018/QĐ-TTg", ""),
    ("02/98/TT-BXD", "02/1998/TT-BXD", ""),
    // Case, Đ, slips
    ("12/2018/qđ-ttg", "12/2018/QĐ-TTg", ""),
    ("12/2018/QÐ-TTg", "12/2018/QĐ-TTg", ""),
    ("12/2018/QD-TTg", "12/2018/QĐ-TTg", ""),
    ("39-ctr/tu", "39-CTr/TU", ""),
    ("05-NQ/TƯ", "05-NQ/TW", ""),
    ("11-HD/VPTƯ", "11-HD/VPTW", ""),
    ("12/2018/Q0-TTg", "12/2018/QĐ-TTg", ""),
    ("12/2018/OĐ-TTg", "12/2018/QĐ-TTg", ""),
    ("69-KI/TU", "69-KL/TU", ""),
    ("69-K1/TU", "69-KL/TU", ""),
    ("69-KL/TLI", "69-KL/TU", ""),
    ("05-CT/TVV", "05-CT/TW", ""),
    ("27-NQ/HƯ", "27-NQ/HU", ""),
    ("27-NO/HU", "27-NQ/HU", ""),
    ("21/NQ-HDND", "21/NQ-HĐND", ""),
    ("07/2021/TT-BLDTBXH", "07/2021/TT-BLĐTBXH", ""),
    ("10/2022/QHl5", "10/2022/QH15", ""),
    ("69-KL/TUngày 09", "69-KL/TU", "69-KL/TU"),
    ("33/CT-TTgvề", "33/CT-TTg", "33/CT-TTg"),
    ("31/2020/NĐCP", "31/2020/NĐ-CP", ""),
    ("78-KLTU", "78-KL/TU", ""),
    ("1374/QDUBND", "1374/QĐ-UBND", ""),
    ("123/TCCB", "123/TCCB", ""),
    ("49/KHĐT", "49/KHĐT", ""),
    ("78-KL/T.U", "78-KL/TU", ""),
    ("05-CT/T.Ư", "05-CT/TW", ""),
    // Exact codes stay apart
    ("07-ĐA/TU", "07-ĐA/TU", ""),
    ("07-DA/TU", "07-DA/TU", ""),
    ("09-HD/BTCHU", "09-HD/BTCHU", ""),
    // Where it ends
    ("69-KL/TU, ngày", "69-KL/TU", "69-KL/TU"),
    ("45/KH-UBND - Ban hành", "45/KH-UBND", "45/KH-UBND"),
    ("45/KH-UBND-HÀ", "45/KH-UBND", "45/KH-UBND"),
    ("05-CT/TW1 của", "05-CT/TW", "05-CT/TW"),
    ("10/2022/QH151", "10/2022/QH15", "10/2022/QH15"),
    ("67/2022/TT-BTC.", "67/2022/TT-BTC", "67/2022/TT-BTC"),
    // Before 1997: as written
    ("64-CP", "64-CP", ""),
    ("64/CP", "64/CP", ""),
    ("13-HĐBT", "13-HĐBT", ""),
    ("10-TT/LB", "10-TT/LB", ""),
    ("216-NQ/QHK4", "216-NQ/QHK4", ""),
];

#[test]
fn spellings() {
    let vocabulary = vocabulary();
    let mut wrong = Vec::new();
    for (text, canonical, expected) in SPELLINGS {
        let expected = if expected.is_empty() { text } else { expected };
        let run = digit_runs(text).next().unwrap();
        let found = parse_at(text, run, &vocabulary).map(|f| (f.identifier.to_string(), f.span.of(text).to_owned()));
        if found != Some(((*canonical).to_owned(), (*expected).to_owned())) {
            wrong.push(format!("{text}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quantities_and_dates_are_no_numbers_of_documents() {
    let vocabulary = vocabulary();
    for text in [
        "115/126 bản",
        "09/4/2021",
        "2021-2025",
        "5/HTX",
        "12 TTHC",
        "24/7",
        "3 - 5 mô hình",
        "1.200 ha/năm",
        "27/7 - Ngày thương binh",
        "15 CT nước sạch",
        "350 km/h",
        "02 HTX/THT",
        "19/5 - 2/9",
        "2020 - KẾ HOẠCH",
    ] {
        let run = digit_runs(text).next().unwrap();
        let found = parse_at(text, run, &vocabulary).filter(|f| f.strength > Strength::Weak);
        assert_eq!(found, None, "{text}");
    }
}

#[test]
fn keys_tell_apart_or_bring_together() {
    let vocabulary = vocabulary();
    let id = |text| Identifier::parse(text, &vocabulary).unwrap();
    assert_eq!(id("5-CT/TW").key(), id("05 -ct/tw").key());
    assert_ne!(id("07-ĐA/TU").key(), id("07-DA/TU").key());
    assert_eq!(id("07-ĐA/TU").folded_key(), id("07-DA/TU").folded_key());
    assert_ne!(id("12/2018/QĐ-TTg").folded_key(), id("12/QĐ-TTg").folded_key());
}

#[test]
fn queries() {
    let vocabulary = vocabulary();
    for (text, id, doc_type, number, year) in [
        ("69 -kl/tu", Some("69-KL/TU"), None, 69, None),
        ("so 12/2018/qd-ttg", Some("12/2018/QĐ-TTg"), None, 12, Some(2018)),
        ("Số: 318/BC-UBND", Some("318/BC-UBND"), None, 318, None),
        ("Kết luận 69", None, Some("Kết luận"), 69, None),
        ("ket luan so 69", None, Some("Kết luận"), 69, None),
        ("Nghị định 30/2020", None, Some("Nghị định"), 30, Some(2020)),
        ("NĐ 30/2020/NĐ-CP", Some("30/2020/NĐ-CP"), Some("Nghị định"), 30, Some(2020)),
        ("\"Quyết định số 1.095/QĐ-UBND\"", Some("1095/QĐ-UBND"), Some("Quyết định"), 1095, None),
        ("10/2022", None, None, 10, Some(2022)),
        ("số 45", None, None, 45, None),
    ] {
        let query = parse_query(text, &vocabulary).unwrap_or_else(|| panic!("{text}"));
        let found = query.identifier.map(|i| i.to_string());
        assert_eq!(
            (found.as_deref(), query.doc_type.as_deref(), query.number, query.year),
            (id, doc_type, number, year),
            "{text}"
        );
    }
    for text in ["kế hoạch năm 2023", "Kế hoạch 2023", "69", "hộ nghèo 2023", "", "giảm 5%", "Kết luận 69 về dân vận"]
    {
        assert_eq!(parse_query(text, &vocabulary), None, "{text}");
    }
    for (text, expected) in [
        ("69", Some((69, None))),
        ("30a", Some((30, None))),
        ("Quyết định 45 năm 2021", Some((45, Some(2021)))),
        ("nghi dinh 116 nam 2016", Some((116, Some(2016)))),
        ("1374/QĐ-UBND năm 2021", Some((1374, Some(2021)))),
        ("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020", Some((30, Some(2020)))),
        ("45/KH-UBND, ngày 12/3/2023", Some((45, None))),
        ("10/2022 năm 2021", None),
        ("hộ nghèo năm 2023", None),
        ("Kế hoạch năm 2023", None),
    ] {
        assert_eq!(parse_asked(text, &vocabulary).map(|q| (q.number, q.year)), expected, "{text}");
    }
}

proptest! {
    #[test]
    fn prints_and_parses_back(
        number in 1u32..99_999,
        suffix in prop::option::of("[a-d]"),
        year in prop::option::of(1990u16..2040),
        kind in prop::sample::select(vec!["QĐ", "NQ", "KL", "CTr", "TTr", "BC", "KH", "TB", "ĐA", "DA", "HD"]),
        body in prop::sample::select(vec!["TU", "TW", "HU", "ThU", "ĐU", "UBND", "HĐND", "TTg", "CP", "BTC", "BCĐ", "XYZ"]),
    ) {
        let vocabulary = &*VOCABULARY;
        let party = ["TU", "TW", "HU", "ThU", "ĐU"].contains(&body) && year.is_none();
        let (sep, between) = if party { ('-', '/') } else { ('/', '-') };
        let id = Identifier { number, suffix, year, symbol: format!("{kind}{between}{body}"), sep };
        let loose = id.to_string().replace('-', " – ").to_lowercase();
        prop_assert_eq!(Identifier::parse(&id.to_string(), vocabulary), Some(id.clone()));
        if body != "XYZ" {
            prop_assert_eq!(Identifier::parse(&loose, vocabulary), Some(id), "{}", loose);
        }
    }
}
