//! Columns and the width of text: what is read together, and which lines go on.

use super::*;

#[test]
fn columns_of_prose_one_after_the_other() {
    let mut content = at(50, 760, "BÁO CÁO");
    for i in 0..12 {
        content += &at(50, 700 - 15 * i, &format!("trái {} aaaa bbbb cccc dddd eeee", (b'a' + i as u8) as char));
        content += &at(310, 700 - 15 * i, &format!("phải {} aaaa bbbb cccc dddd eeee", (b'a' + i as u8) as char));
    }
    let text = text_of(&content);
    let left = text.find("trái l").unwrap_or(usize::MAX);
    assert!(left < text.find("phải a").unwrap_or(0), "{text}");
}

#[test]
fn a_second_column_that_ends_early() {
    let mut content = at(50, 760, "BÁO CÁO");
    for i in 0..14 {
        content += &at(50, 700 - 15 * i, &format!("trái {} aaaa bbbb cccc dddd eeee", (b'a' + i as u8) as char));
        if i < 5 {
            content += &at(310, 700 - 15 * i, &format!("phải {} aaaa bbbb cccc dddd eeee", (b'a' + i as u8) as char));
        }
    }
    let text = text_of(&content);
    assert!(text.find("trái n").unwrap_or(usize::MAX) < text.find("phải a").unwrap_or(0), "{text}");
}

/// Rows of two columns.
fn two_columns(top: i32, rows: &[(&str, &str)]) -> String {
    let row = |(n, (l, r)): (usize, &(&str, &str))| {
        let y = top - 15 * n as i32;
        [(50, l), (320, r)].iter().filter(|c| !c.1.is_empty()).map(|(x, t)| at(*x, y, t)).collect::<String>()
    };
    rows.iter().enumerate().map(row).collect()
}

#[test]
fn few_rows_of_prose_and_the_heading_below() {
    let rows = [
        ("Thu ngân sách của huyện đạt 12,5 đồng,", "và tăng 8,7% so với năm trước; diện tích"),
        ("chi ngân sách của huyện là 34,6 đồng;", "lúa là 45 ha, năng suất đạt 52,3 trên ha"),
        ("đàn trâu 123 con, đàn bò 234 con, lợn", "và sản lượng đạt 962."),
        ("rừng 962 con.", ""),
    ];
    let side = |k: usize| rows.map(|r| if k == 0 { r.0 } else { r.1 }).join(" ").trim().to_owned();
    let below = at(50, 610, "II. Chi") + &at(50, 595, &"Chi ngân sách ".repeat(6));
    let expected = format!("{}\n{}\nII. Chi\n{}", side(0), side(1), "Chi ngân sách ".repeat(6).trim());
    assert_eq!(text_of(&(two_columns(700, &rows) + &below)), expected);
    let lists = [
        ("Nơi nhận: các đơn vị của huyện và xã", "TM. các đơn vị của huyện và các xã"),
        ("- Các đơn vị của huyện và các xã khác;", "KT. các đơn vị của huyện và các xã"),
        ("- Các đơn vị của huyện và các xã này;", "Đơn vị của huyện và của các xã khác"),
    ];
    let expected = lists.map(|(l, r)| format!("{l}\t{r}")).join("\n");
    assert_eq!(text_of(&two_columns(700, &lists)), expected, "recipients and a signature");
}

#[test]
fn text_narrower_than_the_page() {
    let wide = at(50, 760, &"a".repeat(80));
    let prose = [
        "Thu ngân sách của huyện đạt 12,5 đồng,",
        "chi ngân sách của huyện là 34,6 đồng và",
        "tăng 8,7% so với năm trước; có diện tích",
        "lúa là 45 ha.",
    ];
    let even = |lines: &[&str]| -> String {
        // The gaps of a line are stretched until it ends where the others do.
        let line = |(n, l): (usize, &&str)| {
            format!("{} Tc {}", (40 - l.chars().count()) as f32 * 6.0 / 40.0, at(50, 700 - 15 * n as i32, l))
        };
        lines.iter().enumerate().map(line).collect()
    };
    assert_eq!(text_of(&(wide.clone() + &even(&prose))), format!("{}\n{}", "a".repeat(80), prose.join(" ")));
    let list = [
        "12 34 56 78 90 12 34 56 78",
        "- Bum Nưa, Mù Cả, Vàng San",
        "- Tân An, Mù Cả, Vàng Sin",
        "12.345 23.456 34.567 45.67",
    ];
    let content = list.iter().enumerate().map(|(n, l)| at(50, 700 - 15 * n as i32, l)).collect::<String>();
    assert_eq!(
        text_of(&(wide + &content)),
        format!("{}\n{}", "a".repeat(80), list.join("\n")),
        "entries as wide as each other"
    );
}

#[test]
fn entries_with_leader_dots_are_lines() {
    let entry = |label: &str, value: &str| {
        format!("{label}{}{value}", ".".repeat(80 - label.chars().count() - value.chars().count()))
    };
    let entries = [entry("Thu ngân sách", "12,5 đồng"), entry("Số hộ", "45 hộ"), entry("Tỷ lệ", "15,6%")];
    let content: String = entries.iter().enumerate().map(|(n, l)| at(50, 700 - 15 * n as i32, l)).collect();
    assert_eq!(text_of(&content), entries.join("\n"));
}

#[test]
fn an_indented_first_line_is_not_centred() {
    let long = "a".repeat(80);
    let content =
        at(76, 700, &"a".repeat(74)) + &at(50, 684, "bbbbbbb bb") + &at(50, 652, &long) + &at(50, 636, "cccccccc");
    assert_eq!(text_of(&content), format!("{} bbbbbbb bb\n{long} cccccccc", "a".repeat(74)));
}

#[test]
fn three_columns_of_prose() {
    let columns = [
        ["Thu ngân sách của", "huyện đạt 12,5 tỷ", "đồng, tăng so với", "năm trước là 3%."],
        ["Chi ngân sách của", "huyện là 34,6 tỷ", "đồng, trong đó có", "chi cho giáo dục."],
        ["Diện tích lúa đạt", "45 ha, năng suất", "đạt 52,3 tạ trên", "ha và tăng 2 tạ."],
    ];
    let mut content = String::new();
    for (c, lines) in columns.iter().enumerate() {
        for (n, line) in lines.iter().enumerate() {
            content += &at(50 + 180 * c as i32, 700 - 15 * n as i32, line);
        }
    }
    assert_eq!(text_of(&content), columns.map(|c| c.join(" ")).join("\n"));
}

#[test]
fn blanks_of_a_form_stand_within_its_sentence() {
    let lines = [
        "Gia đình tôi thuộc diện hộ nghèo của xã Bum Nưa năm ................... theo quyết",
        "định số .................. của xã ngày ........../.........., xin được vay số tiền",
        "...................... đồng để nuôi trâu.",
    ];
    let content: String = lines.iter().enumerate().map(|(n, l)| at(50, 700 - 15 * n as i32, l)).collect();
    let entries = at(50, 600, "Thu ngân sách ................................ 12,5")
        + &at(50, 585, "Chi ngân sách ................................ 34,6");
    let expected = format!(
        "{}\nThu ngân sách ................................ 12,5\nChi ngân sách ................................ 34,6",
        lines.join(" ")
    );
    assert_eq!(text_of(&(content + &entries)), expected);
}
