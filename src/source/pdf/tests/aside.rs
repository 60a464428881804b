//! What stands beside or across the text: watermarks, boxes, stamps, raised digits, letters set apart.

use super::*;

/// Text that runs at an angle, in degrees.
fn slanted(x: i32, y: i32, size: i32, degrees: f32, text: &str) -> String {
    let (s, c) = degrees.to_radians().sin_cos();
    let shown = sized(0, 0, size, text).replace("0 0 Td", "");
    format!("q {c} {s} {} {c} {x} {y} cm {shown} Q\n", -s)
}

/// Lines from a height downward, 16 points apart.
fn lines(x: i32, top: i32, lines: &[&str]) -> String {
    lines.iter().enumerate().map(|(n, l)| at(x, top - 16 * n as i32, l)).collect()
}

const BODY: [&str; 4] = [
    "Thu ngân sách của huyện đạt 12,5 đồng, chi ngân sách của huyện là 34,6 đồng",
    "và tăng 8,7% so với năm 2022; diện tích lúa là 45.678 ha, năng suất đạt 52,",
    "đàn trâu 123 con, đàn bò 234 con, đàn lợn 962 con, tỷ lệ hộ nghèo còn 15,6%",
    "và giảm 3,2% so với năm 2022.",
];

#[test]
fn watermarks_stand_behind_the_text() {
    let body = lines(50, 500, &BODY);
    let plain = text_of(&body);
    assert_eq!(plain, BODY.join(" "));
    for (degrees, size) in [(0.0, 80), (20.0, 80), (45.0, 80), (45.0, 30), (-45.0, 60), (60.0, 80)] {
        let mark = slanted(110, 470, size, degrees, "TÀI LIỆU");
        let expected = format!("{plain}\nTÀI LIỆU");
        assert_eq!(text_of(&format!("{mark}{body}")), expected, "{degrees}° of {size} points, below the text");
        assert_eq!(text_of(&format!("{body}{mark}")), expected, "{degrees}° of {size} points, above the text");
    }
    let skewed = slanted(50, 500, 12, 3.0, "Thu ngân sách") + &slanted(50, 480, 12, 3.0, "của huyện.");
    assert_eq!(text_of(&skewed), "Thu ngân sách\ncủa huyện.", "a scan's skew is no slant");
    let initial = sized(50, 484, 40, "T") + &lines(80, 500, &BODY[..2]);
    let text = text_of(&initial);
    assert!(text.contains(BODY[0]) && text.contains(BODY[1]), "a large initial draws no lines together: {text}");
    let title = sized(60, 540, 30, "THU CHI") + &body;
    assert_eq!(text_of(&title), format!("THU CHI\n{plain}"), "a large title stands in its place");
}

#[test]
fn a_watermark_across_a_table_is_in_no_cell() {
    let mut m = Maker::new();
    let ruling = "50 600 400 60 re S 50 630 m 450 630 l S 250 600 m 250 660 l S\n";
    let cells = at(60, 640, "Bum") + &at(260, 640, "12") + &at(60, 610, "Mù") + &at(260, 610, "34");
    m.page(&(ruling.to_owned() + &cells + &slanted(120, 560, 60, 40.0, "TÀI LIỆU")));
    let page = m.read().pages.remove(0);
    assert_eq!(page.text, "Bum\t12\nMù\t34\nTÀI LIỆU");
}

#[test]
fn digits_of_any_rise_join_their_word() {
    let rows = [
        (10, 6, "a size of 0.83, raised by half"),
        (10, 8, "by two thirds"),
        (11, 6, "nearly as large"),
        (7, 7, "small and high"),
        (10, -5, "lowered"),
    ];
    for (size, rise, reason) in rows {
        // "m" ends at 74.
        let content =
            at(50, 720, "trên") + &at(50, 700, "50 m") + &sized(74, 700 + rise, size, "3") + &at(84, 700, "nước");
        assert_eq!(text_of(&content), "trên\n50 m3 nước", "{reason}");
    }
    let mut m = Maker::new();
    m.page(&(at(50, 700, "5 tỷ đồng") + &sized(104, 706, 10, "(1)") + &at(124, 700, "của xã")));
    let page = m.read().pages.remove(0);
    let marks: Vec<&str> = page.zones.iter().map(|z| z.span.of(&page.text)).collect();
    assert_eq!((page.text.as_str(), marks), ("5 tỷ đồng(1) của xã", vec!["(1)"]));
    let apart = at(50, 700, "50 m") + &sized(90, 706, 10, "3");
    assert_eq!(text_of(&apart), "3\n50 m", "a number further away is none of the word's");
}

#[test]
fn boxes_are_read_by_themselves() {
    let beside = [
        "Thu ngân sách của huyện đạt 12,5 đồng,",
        "chi ngân sách của huyện là 34,6 đồng và",
        "tăng 8,7% so với năm 2022.",
    ];
    let inside = ["Kết quả", "- 61 xã đạt;", "- 10 xã không."];
    let frame = "300 640 200 70 re S\n";
    let content = lines(50, 690, &beside) + &lines(310, 690, &inside) + &lines(50, 620, &BODY);
    let (left, right, below) = (beside.join(" "), inside.join("\n"), BODY.join(" "));
    assert_eq!(text_of(&format!("{frame}{content}")), format!("{left}\n{right}\n{below}"), "a stroked frame");
    let filled = "300 640 200 70 re 301 641 198 68 re f*\n";
    assert_eq!(text_of(&format!("{filled}{content}")), format!("{left}\n{right}\n{below}"), "a filled border");
    let two = "50 640 200 70 re S 300 640 200 70 re S\n".to_owned() + &lines(60, 690, &["Thu 12 con", "Chi 34 con"]);
    let two = two + &lines(310, 690, &["Thu 56 con", "Chi 78 con"]);
    assert_eq!(text_of(&two), "Thu 12 con\nChi 34 con\nThu 56 con\nChi 78 con", "two frames side by side");
    let marked = lines(50, 690, &BODY) + "290 655 120 22 re S\n";
    assert_eq!(text_of(&marked), BODY.join(" "), "a frame around words of a line marks them");
}

#[test]
fn the_stamp_of_who_received_it_is_no_text() {
    let stamp = "60 600 110 52 re S\n".to_owned()
        + &lines(66, 636, &["CÔNG ĐẾN", "Số: 12", "Ngày: 8/7"]).replace(" 12 Tf", " 10 Tf");
    let mut m = Maker::new();
    m.page(&(at(280, 640, "BÁO CÁO") + &at(90, 612, "Tình hình thu ngân sách của huyện năm 2022") + &stamp));
    let page = m.read().pages.remove(0);
    assert_eq!(page.text, "BÁO CÁO\nTình hình thu ngân sách của huyện năm 2022\nCÔNG ĐẾN\nSố: 12\nNgày: 8/7");
    assert!(page.zones.len() == 3 && page.zones.iter().all(|z| z.kind == ZoneKind::Stamp));
}

/// Letters shown one by one, `gap` points apart; a shown space is 6 points wide.
fn apart(x: i32, y: i32, gap: i32, text: &str) -> String {
    text.chars().enumerate().map(|(n, c)| at(x + (6 + gap) * n as i32, y, &c.to_string())).collect()
}

#[test]
fn letters_set_apart_are_words() {
    let rows = [
        (apart(50, 700, 3, "BÁO CÁO"), "BÁO CÁO", "a heading"),
        (at(50, 700, "Theo số ") + &apart(104, 700, 3, "12/BC"), "Theo số 12/BC", "behind words"),
        (apart(50, 700, 3, "A B C D"), "A B C D", "letters with spaces"),
        (at(50, 700, "xã ") + &apart(74, 700, 9, "1234"), "xã 1 2 3 4", "figures that are wide apart"),
        (
            at(50, 700, "xã Lầ") + &at(82, 700, "m") + &at(90, 700, " cũ"),
            "xã Lầm cũ",
            "a gap before the end of a syllable",
        ),
        (at(50, 700, "xã 5") + &at(76, 700, "m") + &at(84, 700, " cũ"), "xã 5 m cũ", "a unit"),
    ];
    for (content, expected, reason) in rows {
        assert_eq!(text_of(&content), expected, "{reason}");
    }
}

#[test]
fn a_watermark_hardly_larger_than_the_text_it_lies_on() {
    let lines = ["Thu ngân sách của huyện đạt 12,5 tỷ đồng, tăng", "so với năm trước 3,4%."];
    let text: String = lines.iter().enumerate().map(|(n, l)| at(50, 700 - 15 * n as i32, l)).collect();
    let words: String = lines.iter().zip([700, 685]).map(|(l, y)| at(50, y, l)).collect();
    assert_eq!(text_of(&words), lines.join("\n"));
    let read = text_of(&(sized(120, 696, 18, "TÀI LIỆU") + &text));
    assert_eq!(read, lines.join("\n") + "\nTÀI LIỆU");
}
