//! Ruled and borderless tables: cells, headings, rows.

use super::*;

#[test]
fn ruled_tables_have_cells() {
    let mut content = String::new();
    for (x, y, t) in [(60, 685, "STT"), (160, 685, "Tên xã"), (60, 655, "1"), (160, 665, "Thị"), (160, 652, "trấn")]
    {
        content += &at(x, y, t);
    }
    for y in [700, 675, 645] {
        content += &format!("50 {y} m 250 {y} l S\n");
    }
    for x in [50, 150, 250] {
        content += &format!("{x} 645 m {x} 700 l S\n");
    }
    let mut m = Maker::new();
    m.page(&(at(50, 750, "Biểu 01") + &content));
    m.page(&content);
    let raw = m.read();
    let page = &raw.pages[0];
    assert_eq!(page.text, "Biểu 01\nSTT\tTên xã\n1\tThị trấn");
    let cells: Vec<&str> = page.tables[0].cells.iter().map(|c| c.span.of(&page.text)).collect();
    assert_eq!(cells, ["STT", "Tên xã", "1", "Thị trấn"]);
    assert!(!page.tables[0].continues && raw.pages[1].tables[0].continues);
}

#[test]
fn tables_go_on_over_footnotes() {
    let grid = |top: i32| -> String {
        let levels = [top, top - 25].map(|y| format!("50 {y} m 250 {y} l S\n"));
        let uprights = [50, 150, 250].map(|x| format!("{x} {} m {x} {top} l S\n", top - 25));
        levels.into_iter().chain(uprights).collect::<String>()
            + &at(60, top - 15, "Bum Nưa")
            + &at(160, top - 15, "784")
    };
    let note = "50 100 m 150 100 l S\n".to_owned() + &sized(50, 88, 7, "1") + &sized(60, 84, 10, "Số liệu năm 2021");
    for (below, continues, reason) in [(note, true, "a note"), (at(50, 84, "Số liệu năm 2021"), false, "text")] {
        let mut m = Maker::new();
        m.page(&(at(50, 760, "Biểu 01: Công tác dân vận xã1") + &grid(200) + &below));
        m.page(&grid(750));
        assert_eq!(m.read().pages[1].tables[0].continues, continues, "{reason} between the parts");
    }
}

#[test]
fn tables_go_on_over_turned_pages() {
    let grid = "50 600 400 60 re S 50 630 m 450 630 l S 250 600 m 250 660 l S\n".to_owned()
        + &at(60, 640, "Bum Nưa")
        + &at(260, 640, "784")
        + &at(60, 610, "Mù Cả")
        + &at(260, 610, "23");
    for (turned, continues) in
        [(format!("q 0 1 -1 0 700 0 cm {grid} Q"), true), (format!("q 0 1 -1 0 700 20 cm {grid} Q"), false)]
    {
        let mut m = Maker::new();
        m.page(&grid);
        m.page(&turned);
        let raw = m.read();
        assert_eq!(raw.pages[1].text, raw.pages[0].text);
        assert_eq!(raw.pages[1].tables[0].continues, continues);
    }
}

#[test]
fn aligned_rows_are_a_table() {
    let mut content = at(50, 750, "Biểu 1: Số hộ theo xã");
    for (i, (name, a, b)) in
        [("Bum Nưa", "784", "18,1"), ("Vàng San", "642", "27,4"), ("Mù Cả", "23", "4,0")].iter().enumerate()
    {
        let y = 700 - 16 * i as i32;
        content += &(at(50, y, &(i + 1).to_string()) + &at(80, y, name) + &at(220, y, a) + &at(260, y, b));
    }
    let mut m = Maker::new();
    m.page(&content);
    let page = m.read().pages.remove(0);
    assert_eq!(page.text, "Biểu 1: Số hộ theo xã\n1\tBum Nưa\t784\t18,1\n2\tVàng San\t642\t27,4\n3\tMù Cả\t23\t4,0");
    assert_eq!((page.tables[0].rows, page.tables[0].columns), (3, 4));
}

/// Words at `x`, a row per slice, one below the other.
fn rows(top: i32, step: i32, rows: &[&[(i32, &str)]]) -> String {
    let row = |(i, cells): (usize, &&[(i32, &str)])| -> String {
        cells.iter().map(|(x, text)| at(*x, top - step * i as i32, text)).collect()
    };
    rows.iter().enumerate().map(row).collect()
}

/// A table's cells, row by row, parted by bars.
fn cells(page: &RawPage) -> Vec<String> {
    let table = &page.tables[0];
    (0..table.rows)
        .map(|r| {
            let cells = table.cells.iter().filter(|c| c.row == r).map(|c| {
                format!(
                    "{}{}",
                    c.span.of(&page.text),
                    if c.column_span > 1 { format!(" x{}", c.column_span) } else { String::new() }
                )
            });
            cells.collect::<Vec<_>>().join("|")
        })
        .collect()
}

#[test]
fn headings_of_aligned_tables() {
    let body: [&[(i32, &str)]; 3] = [
        &[(50, "Bum Nưa"), (180, "784"), (290, "18,1"), (400, "21,5")],
        &[(50, "Vàng San"), (180, "642"), (290, "27,4"), (400, "30,2")],
        &[(50, "Mù Cả"), (186, "23"), (296, "4,0"), (406, "9,9")],
    ];
    type Row<'a> = &'a [(i32, &'a str)];
    let cases: [(&[Row<'_>], &[&str], &str); 4] = [
        (
            &[&[(50, "Tên xã"), (150, "Số hộ"), (212, "Tỷ lệ nghèo"), (330, "Tỷ lệ thoát")]],
            &["Tên xã|Số hộ|Tỷ lệ nghèo|Tỷ lệ thoát"],
            "a heading wider than the figures, centred over columns set to the right",
        ),
        (
            &[&[(50, "Tên xã"), (180, "Số"), (290, "Tỷ lệ")], &[(180, "hộ"), (290, "(%)"), (400, "nay")]],
            &["Tên xã|Số hộ|Tỷ lệ (%)|nay"],
            "a heading of two lines",
        ),
        (
            &[&[(180, "Số hộ"), (290, "Tỷ lệ nghèo qua các năm")], &[(290, "2021"), (400, "nay")]],
            &["|Số hộ|Tỷ lệ nghèo qua các năm x2", "||2021|nay"],
            "a heading over two columns",
        ),
        (&[&[(150, "Biểu 1: Số hộ theo xã")], &[(380, "ĐVT: hộ")]], &[], "a caption and a unit are no heading"),
    ];
    for (heading, expected, reason) in cases {
        let above = 14 * heading.len() as i32;
        let mut m = Maker::new();
        m.page(&(rows(700 + above, 14, heading) + &rows(700, 16, &body)));
        let page = m.read().pages.remove(0);
        let found = cells(&page);
        let (got, figures) = found.split_at(found.len() - 3);
        assert_eq!(got, expected, "{reason}");
        assert_eq!(figures[1], "Vàng San|642|27,4|30,2", "{reason}");
    }
}

#[test]
fn numbers_close_to_names_are_a_column() {
    let mut content = String::new();
    for (i, (name, a, b)) in
        [("Bum Nưa", "784", "18,1"), ("Vàng San", "642", "27,4"), ("Mù Cả", "623", "14,0")].iter().enumerate()
    {
        let y = 700 - 16 * i as i32;
        content += &(at(50, y, &(i + 1).to_string()) + &at(59, y, name) + &at(220, y, a) + &at(260, y, b));
    }
    let mut m = Maker::new();
    m.page(&content);
    assert_eq!(cells(&m.read().pages[0]), ["1|Bum Nưa|784|18,1", "2|Vàng San|642|27,4", "3|Mù Cả|623|14,0"]);
}

#[test]
fn wrapped_cells_of_aligned_tables() {
    let figures = |y: i32| at(180, y, "784") + &at(290, y, "18,1") + &at(400, y, "21,5");
    let cases: [(String, &[&str], &str); 2] = [
        (
            at(50, 700, "Bum Nưa")
                + &figures(700)
                + &at(50, 676, "Thị trấn")
                + &figures(676)
                + &at(50, 663, "Mường Tè"),
            &["Bum Nưa|784|18,1|21,5", "Thị trấn Mường Tè|784|18,1|21,5", "Vàng San|784|18,1|21,5"],
            "below its row",
        ),
        (
            at(50, 700, "Bum Nưa")
                + &figures(700)
                + &at(50, 676, "Vùng thấp")
                + &at(50, 652, "Tà Tổng")
                + &figures(652),
            &["Tà Tổng|784|18,1|21,5", "Vàng San|784|18,1|21,5", "Mù Cả|784|18,1|21,5"],
            "a line as far away as a row is none of a row",
        ),
    ];
    for (content, expected, reason) in cases {
        let rest = [("Vàng San", 628), ("Mù Cả", 604), ("Kan Hồ", 580)];
        let rest: String = rest.iter().map(|(name, y)| at(50, *y, name) + &figures(*y)).collect();
        let mut m = Maker::new();
        m.page(&(content + &rest));
        let found = cells(&m.read().pages[0]);
        assert_eq!(found[..expected.len()], *expected, "{reason}");
    }
}

#[test]
fn a_heading_in_the_middle_over_two_columns() {
    let body: [&[(i32, &str)]; 3] = [
        &[(50, "Bum Nưa"), (180, "784"), (290, "18,1"), (400, "642"), (480, "21,5")],
        &[(50, "Vàng San"), (180, "642"), (290, "27,4"), (400, "784"), (480, "30,2")],
        &[(50, "Mù Cả"), (180, "123"), (290, "14,0"), (400, "623"), (480, "19,9")],
    ];
    let heading: [&[(i32, &str)]; 2] = [
        &[(50, "Tên xã"), (218, "Hộ nghèo"), (424, "Hộ thoát")],
        &[(174, "Số hộ"), (278, "Tỷ lệ"), (394, "Số hộ"), (474, "Tỷ lệ")],
    ];
    let mut m = Maker::new();
    m.page(&(rows(728, 14, &heading) + &rows(700, 16, &body)));
    let found = cells(&m.read().pages[0]);
    assert_eq!(found[..2], ["Tên xã|Hộ nghèo x2|Hộ thoát x2", "|Số hộ|Tỷ lệ|Số hộ|Tỷ lệ"]);
}

#[test]
fn headings_of_several_lines_end_above_the_figures() {
    let body: [&[(i32, &str)]; 3] = [
        &[(50, "Bum Nưa"), (180, "784"), (290, "18,1"), (400, "21,5")],
        &[(50, "Vàng San"), (180, "642"), (290, "27,4"), (400, "30,2")],
        &[(50, "Mù Cả"), (180, "123"), (290, "14,0"), (400, "19,9")],
    ];
    let heading: [&[(i32, &str)]; 3] =
        [&[(50, "Tên xã"), (180, "Số hộ"), (290, "Tỷ lệ"), (394, "Diện tích")], &[(394, "đất rừng")], &[(400, "(ha)")]];
    let mut m = Maker::new();
    m.page(&(rows(736, 12, &heading) + &rows(700, 16, &body)));
    let found = cells(&m.read().pages[0]);
    assert_eq!(found[..2], ["Tên xã|Số hộ|Tỷ lệ|Diện tích đất rừng (ha)", "Bum Nưa|784|18,1|21,5"]);
}

#[test]
fn a_filled_heading_above_ruled_rows() {
    let mut content = String::new();
    for (x, w) in [(50, 100), (150, 100)] {
        content += &format!("0.8 g {x} 675 {w} 25 re f 0 g {x} 650 {w} 25 re S\n");
    }
    content += &(at(60, 685, "Tên xã") + &at(160, 685, "Số hộ") + &at(60, 658, "Bum Nưa") + &at(160, 658, "784"));
    let mut m = Maker::new();
    m.page(&content);
    assert_eq!(cells(&m.read().pages[0]), ["Tên xã|Số hộ", "Bum Nưa|784"]);
}

#[test]
fn empty_cells_of_aligned_tables() {
    let table: [&[(i32, &str)]; 6] = [
        &[(50, "Nguồn"), (160, "Dự toán"), (250, "Kết quả"), (340, "Tỷ lệ")],
        &[(50, "Thu phí"), (178, "784"), (268, "801"), (346, "18,1")],
        &[(50, "Phạt"), (274, "12")],
        &[(50, "Viện trợ"), (352, "9,5")],
        &[(50, "Thuế đất"), (178, "642"), (346, "27,4")],
        &[(50, "Cộng"), (172, "1.426"), (268, "813"), (346, "19,9")],
    ];
    let mut m = Maker::new();
    m.page(&(rows(700, 16, &table) + &at(50, 580, "Thu phạt gồm tiền phạt.")));
    let page = m.read().pages.remove(0);
    assert_eq!(page.tables.len(), 1);
    let expected = [
        "Nguồn|Dự toán|Kết quả|Tỷ lệ",
        "Thu phí|784|801|18,1",
        "Phạt||12|",
        "Viện trợ|||9,5",
        "Thuế đất|642||27,4",
        "Cộng|1.426|813|19,9",
    ];
    assert_eq!(cells(&page), expected);
}

#[test]
fn close_headings_of_aligned_tables() {
    // Figures end at 250, 310 and 358.
    let body: [&[(i32, &str)]; 3] = [
        &[(50, "Thu phí"), (232, "784"), (292, "801"), (334, "18,1")],
        &[(50, "Thuế đất"), (232, "642"), (292, "650"), (334, "27,4")],
        &[(50, "Bán rừng"), (238, "12"), (298, "15"), (334, "19,9")],
    ];
    type Row<'a> = &'a [(i32, &'a str)];
    let cases: [(&[Row<'_>], &str, &str); 4] = [
        (
            &[&[(50, "Nguồn"), (214, "Thực hiện"), (274, "Giải ngân"), (337, "Nay")]],
            "Nguồn|Thực hiện|Giải ngân|Nay",
            "a space apart, in the middle",
        ),
        (
            &[&[(50, "Nguồn"), (208, "Dự toán"), (256, "Thực hiện"), (316, "So sánh")]],
            "Nguồn|Dự toán|Thực hiện|So sánh",
            "a space apart, to the right",
        ),
        (
            &[
                &[(50, "Nguồn"), (184, "Dự toán năm"), (262, "Thực thu"), (316, "So sánh")],
                &[(184, "2023"), (262, "2023"), (316, "(%)")],
            ],
            "Nguồn|Dự toán năm 2023|Thực thu 2023|So sánh (%)",
            "years in a second line to the left",
        ),
        (
            &[&[(50, "Nguồn"), (226, "Kết quả từng năm"), (334, "Nay")]],
            "Nguồn|Kết quả từng năm x2|Nay",
            "one over two columns",
        ),
    ];
    for (heading, expected, reason) in cases {
        let above = 14 * heading.len() as i32;
        let mut m = Maker::new();
        m.page(&(rows(700 + above, 14, heading) + &rows(700, 16, &body)));
        let found = cells(&m.read().pages[0]);
        assert_eq!((found[0].as_str(), found.len()), (expected, 4), "{reason}");
    }
}

#[test]
fn names_over_several_lines_go_on_in_small_letters() {
    let figures = |y: i32| at(250, y, "784") + &at(330, y, "18,1");
    let mut content = at(50, 716, "Nguồn") + &at(250, 716, "Số tiền") + &at(330, 716, "Tỷ lệ");
    for (top, name) in [(700, "Thu phí"), (652, "Thuế đất"), (604, "Bán tài sản")] {
        content += &(at(50, top, name) + &figures(top) + &at(50, top - 16, "cả phần để lại") + &at(50, top - 32, "xã"));
    }
    let mut m = Maker::new();
    m.page(&content);
    let found = cells(&m.read().pages[0]);
    assert_eq!(found[1..], ["Thu phí", "Thuế đất", "Bán tài sản"].map(|n| format!("{n} cả phần để lại xã|784|18,1")));
}

#[test]
fn stripes_between_level_rules_are_no_tables() {
    let mut content = String::new();
    for (i, (name, a, b)) in
        [("Tên xã", "Số hộ", "Tỷ lệ"), ("Bum Nưa", "784", "18,1"), ("Vàng San", "642", "27,4"), ("Mù Cả", "23", "4,0")]
            .iter()
            .enumerate()
    {
        let y = 700 - 20 * i as i32;
        if i % 2 == 1 {
            content += &[50, 150, 250].map(|x| format!("0.9 g {x} {} 100 20 re f 0 g\n", y - 6)).concat();
        }
        content += &format!("50 {} m 350 {} l S\n", y - 6, y - 6);
        content += &(at(55, y, name) + &at(200, y, a) + &at(300, y, b));
    }
    let mut m = Maker::new();
    m.page(&content);
    let page = m.read().pages.remove(0);
    assert_eq!(page.tables.len(), 1);
    assert_eq!(cells(&page), ["Tên xã|Số hộ|Tỷ lệ", "Bum Nưa|784|18,1", "Vàng San|642|27,4", "Mù Cả|23|4,0"]);
}

#[test]
fn figures_in_the_middle_beside_names_of_two_lines() {
    let figures = |y: i32| at(250, y, "784") + &at(330, y, "642") + &at(410, y, "18,1");
    let heading = at(50, 723, "Nguồn")
        + &at(250, 730, "Dự toán")
        + &at(330, 730, "Kết quả")
        + &at(410, 730, "Tỷ lệ")
        + &at(250, 716, "2023")
        + &at(330, 716, "2023")
        + &at(410, 716, "(%)");
    let mut content = heading;
    for (top, name) in [(700, "Thu phí và"), (668, "Thuế đất và"), (636, "Bán tài sản")] {
        content += &(at(50, top, name) + &figures(top - 7) + &at(50, top - 14, "lệ phí"));
    }
    content += &(at(50, 604, "Phạt") + &figures(604));
    let mut m = Maker::new();
    m.page(&content);
    let expected = [
        "Nguồn|Dự toán 2023|Kết quả 2023|Tỷ lệ (%)",
        "Thu phí và lệ phí|784|642|18,1",
        "Thuế đất và lệ phí|784|642|18,1",
        "Bán tài sản lệ phí|784|642|18,1",
        "Phạt|784|642|18,1",
    ];
    assert_eq!(cells(&m.read().pages[0]), expected);
}

#[test]
fn headings_that_run_together_are_none() {
    let body: [&[(i32, &str)]; 3] = [
        &[(50, "Thu phí"), (232, "784"), (292, "801"), (334, "18,1")],
        &[(50, "Thuế đất"), (232, "642"), (292, "650"), (334, "27,4")],
        &[(50, "Bán rừng"), (238, "12"), (298, "15"), (334, "19,9")],
    ];
    let mut m = Maker::new();
    m.page(&(at(50, 714, "Nguồn") + &at(226, 714, "Kết quảTỷ lệNăm nay (%)") + &rows(700, 16, &body)));
    let page = m.read().pages.remove(0);
    assert_eq!(cells(&page), ["Thu phí|784|801|18,1", "Thuế đất|642|650|27,4", "Bán rừng|12|15|19,9"]);
}

#[test]
fn rows_ruled_by_level_lines_alone() {
    let mut content = String::new();
    for y in [700, 675, 630, 600] {
        content += &format!("50 {y} m 450 {y} l S\n");
    }
    let cells = [
        (60, 683, "STT"),
        (100, 683, "Công trình"),
        (250, 683, "Vốn giao"),
        (350, 683, "Đơn vị"),
        (60, 650, "1"),
        (100, 658, "Nhà văn hóa"),
        (100, 642, "thôn Bản Mạc"),
        (285, 650, "12,5"),
        (350, 658, "Ban Quản lý"),
        (350, 642, "dự án"),
        (60, 610, "2"),
        (100, 610, "Trạm y tế"),
        (285, 610, "34,6"),
        (350, 610, "Sở Y tế"),
    ];
    content += &cells.iter().map(|(x, y, t)| at(*x, *y, t)).collect::<String>();
    let mut m = Maker::new();
    m.page(&content);
    let page = m.read().pages.remove(0);
    let expected = "STT\tCông trình\tVốn giao\tĐơn vị\n1\tNhà văn hóa thôn Bản Mạc\t12,5\tBan Quản lý dự án\n2\tTrạm y tế\t34,6\tSở Y tế";
    assert_eq!(page.text, expected);
    assert_eq!((page.tables.len(), page.tables[0].rows, page.tables[0].columns), (1, 3, 4));
}

#[test]
fn rows_between_uprights_alone() {
    let rules = |levels: &[i32]| {
        let uprights = [50, 90, 240, 300, 400].map(|x| format!("{x} 590 m {x} 700 l S\n")).concat();
        uprights + &levels.iter().map(|y| format!("50 {y} m 400 {y} l S\n")).collect::<String>()
    };
    let cells = [
        (60, 685, "STT"),
        (100, 685, "Công trình"),
        (250, 685, "Vốn"),
        (310, 685, "Đơn vị"),
        (60, 660, "1"),
        (100, 660, "Nhà văn hóa"),
        (250, 660, "12,5"),
        (310, 660, "Ban Quản lý"),
        (100, 646, "thôn Bản Mạc"),
        (310, 646, "dự án"),
        (60, 621, "2"),
        (100, 621, "Trạm y tế"),
        (250, 621, "34,6"),
        (310, 621, "Sở Y tế"),
        (100, 607, "xã Pa Vệ"),
    ];
    let cells: String = cells.iter().map(|(x, y, t)| at(*x, *y, t)).collect();
    let expected = "STT\tCông trình\tVốn\tĐơn vị\n1\tNhà văn hóa thôn Bản Mạc\t12,5\tBan Quản lý dự án\n2\tTrạm y tế xã Pa Vệ\t34,6\tSở Y tế";
    for (levels, reason) in [(&[][..], "uprights alone"), (&[700, 590], "in a frame")] {
        assert_eq!(text_of(&(rules(levels) + &cells)), expected, "{reason}");
    }
}
