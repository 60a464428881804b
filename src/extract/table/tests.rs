//! Tables of varied layout and the figures in them.

mod print;

use super::{Sections, table_figures};
use crate::record::{Basis, Change};
use crate::structure::{Cell, Document, TableBlock};
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

/// One line per figure: value, unit, label, and what else it has.
fn figures(unit: Option<&str>, columns: &[&str], rows: &[&[&str]]) -> Vec<String> {
    let cells = |r: &&[&str]| r.iter().map(|t| Cell { text: (*t).to_owned(), ..Cell::default() }).collect();
    let table = TableBlock {
        unit: unit.map(str::to_owned),
        columns: columns.iter().map(|c| (*c).to_owned()).collect(),
        rows: rows.iter().map(cells).collect(),
        ..TableBlock::default()
    };
    let document = Document { tables: vec![table], ..Document::default() };
    table_figures(&document, &Sections::new(&document), &VOCABULARY)
        .figures
        .iter()
        .map(|f| {
            let mut line = match (f.value, f.low, f.high) {
                (Some(v), ..) => format!("{v}"),
                (_, Some(l), Some(h)) => format!("{l}..{h}"),
                _ => "?".into(),
            };
            if let Some(of) = f.of {
                line += &format!("/{of}");
            }
            line += &format!(" {}", f.unit.as_deref().unwrap_or("-"));
            f.per.iter().for_each(|p| line += &format!("/{p}"));
            line += &format!(" | {}", f.label.as_deref().unwrap_or("-"));
            if let Some(p) = &f.place {
                line += &format!(" @{p}");
            }
            if let Some(p) = &f.period {
                line += &format!(" in {p}");
            }
            if f.basis != Basis::Actual {
                line += &format!(" {:?}", f.basis);
            }
            if let Some(c) = f.change {
                line += if c == Change::Increase { " up" } else { " down" };
            }
            if let Some(p) = &f.parent {
                line += &format!(" of {p}");
            }
            line
        })
        .collect()
}

#[test]
fn places_in_rows_and_headings_of_two_lines() {
    assert_eq!(
        figures(
            None,
            &[
                "TT",
                "Xã, thị trấn",
                "Tổng số / Hộ",
                "Tổng số / Khẩu",
                "Hộ nghèo / Số hộ",
                "Hộ nghèo / Tỷ lệ (%)",
                "Kinh phí hỗ trợ (triệu đồng)"
            ],
            &[
                &["1", "Xã Bắc Sơn", "486", "1.920", "52", "10,7", "1.215,4"],
                &["", "Tổng cộng", "610", "2.503", "98", "16,1", "-"]
            ],
        ),
        [
            "486 hộ | tổng số hộ @Xã Bắc Sơn",
            "1920 khẩu | tổng số khẩu @Xã Bắc Sơn",
            "52 hộ | hộ nghèo @Xã Bắc Sơn",
            "10.7 % | tỷ lệ hộ nghèo @Xã Bắc Sơn",
            "1215400000 đồng | kinh phí hỗ trợ @Xã Bắc Sơn",
            "610 hộ | tổng số hộ",
            "2503 khẩu | tổng số khẩu",
            "98 hộ | hộ nghèo",
            "16.1 % | tỷ lệ hộ nghèo",
        ]
    );
}

#[test]
fn indicators_in_rows_with_a_unit_column() {
    assert_eq!(
        figures(
            None,
            &["STT", "Chỉ tiêu", "ĐVT", "Kế hoạch năm 2024", "Ước thực hiện năm 2024", "So sánh TH/KH (%)"],
            &[
                &["A", "B", "C", "1", "2", "3=2/1"],
                &["I", "Nông nghiệp", "", "", "", ""],
                &["1", "Diện tích gieo trồng", "ha", "1.250", "1.275,5", "102"],
                &["2", "Năng suất lúa", "tạ/ha", "51,5", "52", "101"],
                &["3", "Thu ngân sách", "Triệu đồng", "860", "912,5", "106,1"],
                &["4", "Tỷ lệ hộ nghèo", "%", "12", "x", "-"],
            ],
        ),
        [
            "1250 ha | diện tích gieo trồng in 2024 Target",
            "1275.5 ha | diện tích gieo trồng in 2024 Estimate",
            "102 % | diện tích gieo trồng Estimate",
            "51.5 tạ/ha | năng suất lúa in 2024 Target",
            "52 tạ/ha | năng suất lúa in 2024 Estimate",
            "101 % | năng suất lúa Estimate",
            "860000000 đồng | thu ngân sách in 2024 Target",
            "912500000 đồng | thu ngân sách in 2024 Estimate",
            "106.1 % | thu ngân sách Estimate",
            "12 % | tỷ lệ hộ nghèo in 2024 Target",
        ]
    );
}

#[test]
fn a_unit_for_the_whole_table() {
    assert_eq!(
        figures(
            Some("ĐVT: triệu đồng"),
            &["Nguồn vốn", "Dự toán", "Giải ngân", "Số dự án"],
            &[
                &["Ngân sách trung ương", "12.500", "9.800,5", "14"],
                &["- Vốn đầu tư", "8.000", "7.000", "10"],
                &["Cộng", "15.000", "11.000", "20"]
            ],
        ),
        [
            "12500000000 đồng | ngân sách trung ương Target",
            "9800500000 đồng | giải ngân ngân sách trung ương",
            "14 dự án | số dự án ngân sách trung ương",
            "8000000000 đồng | vốn đầu tư Target of ngân sách trung ương",
            "7000000000 đồng | giải ngân vốn đầu tư of ngân sách trung ương",
            "10 dự án | số dự án vốn đầu tư of ngân sách trung ương",
            "15000000000 đồng | dự toán Target",
            "11000000000 đồng | giải ngân",
            "20 dự án | số dự án",
        ]
    );
}

#[test]
fn crops_in_rows_and_measures_in_columns() {
    assert_eq!(
        figures(
            None,
            &["Loại cây", "Diện tích (ha)", "Năng suất (tạ/ha)", "Sản lượng (tấn)"],
            &[&["Lúa mùa", "412,6", "51,2", "2.112,5"], &["Ngô", "96", "38", "364,8"]],
        ),
        [
            "412.6 ha | diện tích lúa mùa",
            "51.2 tạ/ha | năng suất lúa mùa",
            "2112.5 tấn | sản lượng lúa mùa",
            "96 ha | diện tích ngô",
            "38 tạ/ha | năng suất ngô",
            "364.8 tấn | sản lượng ngô",
        ]
    );
}

#[test]
fn years_in_columns() {
    assert_eq!(
        figures(
            None,
            &["Chỉ tiêu", "Năm 2021", "Năm 2022", "Giai đoạn 2021 - 2025"],
            &[&["Số học sinh", "1.204", "1.250", "6.000"], &["Tỷ lệ chuyên cần (%)", "97,5", "98", "98"]],
        ),
        [
            "1204 học sinh | số học sinh in 2021",
            "1250 học sinh | số học sinh in 2022",
            "6000 học sinh | số học sinh in 2021-2025",
            "97.5 % | tỷ lệ chuyên cần in 2021",
            "98 % | tỷ lệ chuyên cần in 2022",
            "98 % | tỷ lệ chuyên cần in 2021-2025",
        ]
    );
}

#[test]
fn changes_fractions_and_units_in_cells() {
    assert_eq!(
        figures(
            None,
            &["Tên bản", "Số hộ nghèo", "Giảm so với năm 2022", "Bản có điện", "Mức hỗ trợ"],
            &[&["Nà Cáy", "12", "5", "-", "1.500.000 đồng"], &["Huổi Pa", "3 - 5", "2", "1/1", ""]],
        ),
        [
            "12 hộ | số hộ nghèo @Nà Cáy",
            "5 hộ | số hộ nghèo @Nà Cáy down",
            "1500000 đồng | mức hỗ trợ @Nà Cáy",
            "3..5 hộ | số hộ nghèo @Huổi Pa",
            "2 hộ | số hộ nghèo @Huổi Pa down",
            "1/1 bản | bản có điện @Huổi Pa",
        ]
    );
}

#[test]
fn bodies_that_are_no_places() {
    assert_eq!(
        figures(
            None,
            &["TT", "Đơn vị", "Tổng số đảng viên", "Trong đó / Nữ", "Trong đó / Dân tộc thiểu số"],
            &[&["1", "Chi bộ Trường Mầm non", "21", "19", "8"]],
        ),
        [
            "21 đảng viên | tổng số đảng viên chi bộ Trường Mầm non",
            "19 đảng viên | đảng viên nữ chi bộ Trường Mầm non",
            "8 đảng viên | đảng viên dân tộc thiểu số chi bộ Trường Mầm non",
        ]
    );
}

#[test]
fn rows_of_works_and_bodies_are_told_apart() {
    assert_eq!(
        figures(
            Some("triệu đồng"),
            &["STT", "Nội dung", "Giải ngân"],
            &[
                &["1", "Tiểu dự án 2: Đào tạo nghề", "120"],
                &["2", "Trạm Y tế thị trấn Vân Hồ", "95,5"],
                &["3", "Đường bản Pa Hốc đi xã Tà Lại", "310"],
                &["4", "Nhà văn hóa tổ dân phố 5, xây mới", "75"],
                &["5", "Sửa nhà khu B", "12"],
                &["", "Cộng", "612,5"],
            ],
        ),
        [
            "120000000 đồng | giải ngân tiểu dự án 2: Đào tạo nghề",
            "95500000 đồng | giải ngân trạm Y tế thị trấn Vân Hồ @thị trấn Vân Hồ",
            "310000000 đồng | giải ngân đường bản Pa Hốc đi xã Tà Lại",
            "75000000 đồng | giải ngân nhà văn hóa tổ dân phố 5, xây mới @tổ dân phố 5",
            "12000000 đồng | giải ngân sửa nhà khu B",
            "612500000 đồng | giải ngân",
        ]
    );
}

#[test]
fn columns_of_one_year_are_told_apart() {
    assert_eq!(
        figures(
            None,
            &["Xã", "Hộ nghèo / Đầu năm 2022", "Hộ nghèo / Cuối năm 2022", "Hộ cận nghèo / Cuối năm 2022"],
            &[&["Xã Tà Lại", "85", "61", "40"], &["Xã Lóng Sập", "92", "70", "38"]],
        )[..3],
        [
            "85 hộ | hộ nghèo đầu năm @Xã Tà Lại in 2022",
            "61 hộ | hộ nghèo cuối năm @Xã Tà Lại in 2022",
            "40 hộ | hộ cận nghèo @Xã Tà Lại in 2022",
        ]
    );
}

#[test]
fn a_word_at_the_seam_of_two_headings_stands_once() {
    let columns = ["Xã", "Kế hoạch vốn / Vốn đầu tư", "Kế hoạch vốn / Vốn sự nghiệp"];
    assert_eq!(
        figures(Some("triệu đồng"), &columns, &[&["Xã Tà Lại", "85", "61"]]),
        [
            "85000000 đồng | kế hoạch vốn đầu tư @Xã Tà Lại Target",
            "61000000 đồng | kế hoạch vốn sự nghiệp @Xã Tà Lại Target",
        ]
    );
}

#[test]
fn shares_beside_a_unit_column() {
    let columns = ["Chỉ tiêu", "ĐVT", "% so cùng kỳ", "Tỷ lệ % so với năm 2021", "Năm 2022"];
    assert_eq!(
        figures(None, &columns, &[&["Thu ngân sách", "triệu đồng", "104,2", "98,7", "1.250"]]),
        ["104.2 % | thu ngân sách", "98.7 % | thu ngân sách", "1250000000 đồng | thu ngân sách in 2022"]
    );
}

#[test]
fn shares_of_a_total_keep_their_names() {
    let columns = ["Xã", "Tỷ lệ % hộ nghèo so với tổng số hộ", "% so tổng dư nợ"];
    assert_eq!(
        figures(None, &columns, &[&["Xã Tà Lại", "12,5", "7,5"]]),
        ["12.5 % | tỷ lệ % hộ nghèo so với tổng số hộ @Xã Tà Lại", "7.5 % | % so tổng dư nợ @Xã Tà Lại",]
    );
}

#[test]
fn days_and_codes_with_dots_are_no_values() {
    for heading in ["Ngày", "Ngày cấy", "Mã dự án", "Mục"] {
        assert_eq!(figures(None, &["Kè", "Số hộ", heading], &[&["Kè sông", "12", "2.5"]]).len(), 1, "{heading}");
    }
}

#[test]
fn days_that_are_counted_are_no_dates() {
    for (heading, counts) in
        [("Ngày công", true), ("Ngày nghỉ", true), ("Số ngày học", true), ("Ngày cấy", false), ("Ngày, tháng", false)]
    {
        let found = figures(None, &["Thôn", "Số hộ", heading], &[&["Thôn Nà Lang", "12", "2/5"]]);
        assert_eq!(found.len(), if counts { 2 } else { 1 }, "{heading}: {found:?}");
    }
}

#[test]
fn a_part_is_of_no_indicator() {
    let columns = ["Đơn vị", "Tổng số đảng viên"].map(str::to_owned).to_vec();
    let cell = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
    let rows = vec![vec![cell("Chi bộ Trường Mầm non"), cell("21")], vec![cell("Tổng cộng"), cell("214")]];
    let document =
        Document { tables: vec![TableBlock { columns, rows, ..TableBlock::default() }], ..Document::default() };
    let figures = table_figures(&document, &Sections::new(&document), &VOCABULARY).figures;
    let found: Vec<_> = figures.iter().map(|f| (f.value, f.indicator.is_some())).collect();
    assert_eq!(found, [(Some(21.0), false), (Some(214.0), true)]);
}

#[test]
fn columns_of_all_and_of_parts() {
    assert_eq!(
        figures(
            None,
            &["Nội dung", "Toàn trường", "Chia theo khối lớp / Lớp 6", "Chia theo khối lớp / Lớp 7"],
            &[&["Học sinh nữ (em)", "211", "110", "101"]],
        ),
        ["211 em | học sinh nữ", "110 em | lớp 6 học sinh nữ", "101 em | lớp 7 học sinh nữ"]
    );
}

#[test]
fn no_figures() {
    assert!(
        figures(
            None,
            &["STT", "Họ và tên", "Ngày sinh", "Ghi chú"],
            &[&["1", "Lò Văn Páo", "12/5/1980", "x"], &["2", "Giàng A Sùng", "01/02/1979", ""]],
        )
        .is_empty(),
        "dates are no fractions"
    );
    assert_eq!(
        figures(
            None,
            &["Đơn vị", "Diện tích (ha)", "Ngày gieo"],
            &[&["Xã Tân Hòa", "410", "10/11"], &["Xã Phú Mỹ", "380", "12/12"], &["Xã An Lạc", "295", "25/11"]],
        ),
        ["410 ha | diện tích @Xã Tân Hòa", "380 ha | diện tích @Xã Phú Mỹ", "295 ha | diện tích @Xã An Lạc"],
        "days and months are no fractions"
    );
}

#[test]
fn units_of_headings_with_their_denominators() {
    for (text, expected, why) in [
        ("triệu đồng/người/năm", Some(("đồng", vec!["người", "năm"])), "two slashes"),
        ("hộ", Some(("hộ", vec![])), "none"),
        ("hộ½ nghèo", Some(("hộ", vec![])), "a sign of two bytes is no slash"),
        ("hộ” nghèo", Some(("hộ", vec![])), "nor is one of three"),
        ("Ghi chú", None, "no unit"),
    ] {
        let found = super::read_measure(text, &VOCABULARY).map(|m| (m.name, m.per));
        let expected = expected.map(|(n, per)| (n.to_owned(), per.into_iter().map(str::to_owned).collect()));
        assert_eq!(found, expected, "{text}: {why}");
    }
}

#[test]
fn digits_that_are_no_number_are_told() {
    let cell = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
    let columns = ["Xã", "Số hộ", "Ghi chú"].map(str::to_owned).to_vec();
    let row = |cells: [&str; 3]| cells.map(cell).to_vec();
    let rows = vec![row(["Xã Bắc", "12", ""]), row(["Xã Nam", "1.23.45", "-"]), row(["Xã Tây", "chưa rõ", "0912 345"])];
    let document =
        Document { tables: vec![TableBlock { columns, rows, ..TableBlock::default() }], ..Document::default() };
    let tables = table_figures(&document, &Sections::new(&document), &VOCABULARY);
    assert_eq!(tables.figures.len(), 1);
    assert_eq!(tables.malformed.iter().map(|m| m.1.as_str()).collect::<Vec<_>>(), ["1.23.45"]);
}
