//! Tables in Vietnamese and in English print.

use super::{VOCABULARY, figures};
use crate::extract::table::{Sections, table_figures};
use crate::record::Certainty;
use crate::structure::{Cell, Document, TableBlock};

#[test]
fn the_print_of_a_table() {
    let read = |area: &str, rate: &str| {
        figures(
            None,
            &["Chỉ tiêu", "Số hộ", "Diện tích (ha)", "Tỷ lệ (%)"],
            &[&["Ngô", "1,245", area, rate], &["Sắn", "986", "2,310", "7"]],
        )
        .iter()
        .map(|f| f.split(" | ").next().unwrap_or_default().to_owned())
        .collect::<Vec<_>>()
    };
    let english = ["1245 hộ", "12450.5 ha", "18.5 %", "986 hộ", "2310 ha", "7 %"];
    assert_eq!(read("12,450.5", "18.5"), english, "both signs");
    assert_eq!(read("1,012,450", "18")[4], "2310 ha", "two groups");
    assert_eq!(read("12,450", "18.5")[1], "12.45 ha", "a dot in a column of shares says nothing");
    assert_eq!(read("12,450", "1,018.5")[1], "12.45 ha", "nor does anything else in it");
    assert_eq!(read("12.5", "18.5")[4], "2.31 ha", "nor does a dot alone");
    assert_eq!(read("12,450", "18,5")[..4], ["1245 hộ", "12.45 ha", "18.5 %", "986 hộ"], "a decimal comma");
    assert_eq!(
        read("12,450", "18")[..2],
        ["1245 hộ", "12.45 ha"],
        "the households are whole, and tell nothing of areas"
    );
    assert_eq!(read("1.200,5", "18.5")[..2], ["1245 hộ", "1200.5 ha"], "both");
}

#[test]
fn a_number_of_unknown_print_is_guessed() {
    let cell = |text: &str| Cell { text: text.to_owned(), ..Cell::default() };
    let columns = ["Loại cây", "Diện tích (ha)"].map(str::to_owned).to_vec();
    let table = |second: &str| TableBlock {
        columns: columns.clone(),
        rows: vec![vec![cell("Ngô"), cell("2,310")], vec![cell("Sắn"), cell(second)]],
        ..TableBlock::default()
    };
    for (second, expected) in [("95", Certainty::Guessed), ("95,5", Certainty::Stated), ("95.5", Certainty::Guessed)] {
        let document = Document { tables: vec![table(second)], ..Document::default() };
        let figures = table_figures(&document, &Sections::new(&document), &VOCABULARY).figures;
        assert_eq!(figures[0].certainty, expected, "{second}");
    }
}

/// The values of one row, each with how sure it is.
fn sure(unit: Option<&str>, columns: &[&str], row: &[&str]) -> Vec<(f64, Certainty)> {
    let cell = |text: &&str| Cell { text: (*text).to_owned(), ..Cell::default() };
    let table = TableBlock {
        unit: unit.map(str::to_owned),
        columns: columns.iter().map(|c| (*c).to_owned()).collect(),
        rows: vec![row.iter().map(cell).collect()],
        ..TableBlock::default()
    };
    let document = Document { tables: vec![table], ..Document::default() };
    let figures = table_figures(&document, &Sections::new(&document), &VOCABULARY).figures;
    figures.iter().map(|f| (f.value.unwrap_or_default(), f.certainty)).collect()
}

#[test]
fn weak_signs_of_english_print_change_no_values() {
    use Certainty::{Guessed, Stated};
    for (unit, columns, row, expected) in [
        (
            Some("nghìn người"),
            ["Địa phương", "Dân số", "Lao động"],
            ["Xã A", "745,125", "12"],
            [(745_125.0, Guessed), (12e3, Stated)],
        ),
        (
            None,
            ["Xã", "Tổng đàn (nghìn con)", "Ghép (%)"],
            ["Xã A", "45,125", "7"],
            [(45_125.0, Guessed), (7.0, Stated)],
        ),
        (
            None,
            ["Năm", "Lượt khách (nghìn lượt)", "Doanh thu (tỷ đồng)"],
            ["2023", "125,450", "250,125"],
            [(125_450.0, Guessed), (250_125e6, Guessed)],
        ),
        (None, ["Xã", "Bình quân (người/hộ)", "Số hộ"], ["Xã A", "4,125", "12"], [(4.125, Guessed), (12.0, Stated)]),
        (None, ["Xã", "Bác sĩ/vạn dân", "Số hộ"], ["Xã A", "8,125", "12"], [(8.125, Guessed), (12.0, Stated)]),
        (None, ["Xã", "Mật độ (người/km2)", "Số hộ"], ["Xã A", "123,456", "12"], [(123.456, Guessed), (12.0, Stated)]),
        (
            None,
            ["Xã", "Tỷ lệ (%)", "Vốn vay (tỷ đồng)"],
            ["Xã A", "12.5", "3,125"],
            [(12.5, Stated), (3_125e6, Guessed)],
        ),
        (
            None,
            ["Xã", "Tỷ lệ che phủ (%)", "Rừng tự nhiên (ha)"],
            ["Xã A", "62.5", "234,567"],
            [(62.5, Stated), (234.567, Guessed)],
        ),
        (
            None,
            ["Xã", "Hệ số", "Rừng tự nhiên (ha)"],
            ["Xã A", "2.34", "234,567"],
            [(2.34, Stated), (234.567, Guessed)],
        ),
        (
            None,
            ["Xã", "Số lao động", "Năng suất (tấn/ha)"],
            ["Xã A", "1,245", "5,125"],
            [(1245.0, Guessed), (5.125, Guessed)],
        ),
        (
            None,
            ["Xã", "Số lao động", "Lương (triệu đồng)"],
            ["Xã A", "1,245", "4,250"],
            [(1245.0, Guessed), (4_250e3, Guessed)],
        ),
        (
            None,
            ["Xã", "Dân số (người)", "GRDP (tỷ đồng)"],
            ["Xã A", "45,125", "3,125"],
            [(45_125.0, Guessed), (3_125e6, Guessed)],
        ),
        (
            None,
            ["Xã", "Số hộ đến 31/10", "Cán bộ/công chức (người)"],
            ["Xã A", "1,245", "2,310"],
            [(1245.0, Guessed), (2310.0, Guessed)],
        ),
        (
            None,
            ["Chỉ tiêu", "Năm 2022", "Năm 2023"],
            ["Số giường bệnh/vạn dân", "21,125", "22"],
            [(21.125, Guessed), (22.0, Stated)],
        ),
        // Strong ones do, but for thousands of people and for shares.
        (
            None,
            ["Xã", "Diện tích (ha)", "Vốn vay (tỷ đồng)"],
            ["Xã A", "33,456.7", "3,125"],
            [(33_456.7, Stated), (3_125e9, Stated)],
        ),
        (
            None,
            ["Xã", "Diện tích (ha)", "Tổng đàn (nghìn con)"],
            ["Xã A", "33,456.7", "45,125"],
            [(33_456.7, Stated), (45_125.0, Guessed)],
        ),
        (
            None,
            ["Xã", "Diện tích (ha)", "Tỷ lệ (%)"],
            ["Xã A", "33,456.7", "12,125"],
            [(33_456.7, Stated), (12.125, Guessed)],
        ),
        (
            None,
            ["Xã", "Diện tích (ha)", "Giá (đồng/kg)"],
            ["Xã A", "33,456.7", "12,500"],
            [(33_456.7, Stated), (12_500.0, Stated)],
        ),
    ] {
        assert_eq!(sure(unit, &columns, &row), expected, "{columns:?} {row:?}");
    }
}
