//! Sentences with the mentions they hold: text of the mention, kind, ISO date, period.

use super::DateKind::{Day, DayMonth, Days, Month, MonthOnly, Quarter, Time, Year, Years};
use super::*;

type Row = (&'static str, &'static [(&'static str, DateKind, &'static str, &'static str)]);

/// Empty strings stand for none.
const ROWS: &[Row] = &[
    // Days
    ("ban hành ngày 09/4/2021 về", &[("ngày 09/4/2021", Day, "2021-04-09", "2021")]),
    ("(7/1/2019)", &[("7/1/2019", Day, "2019-01-07", "2019")]),
    (
        "từ 01-10-1997 và 15.5.2016",
        &[("01-10-1997", Day, "1997-10-01", "1997"), ("15.5.2016", Day, "2016-05-15", "2016")],
    ),
    ("Lai Châu, ngày 10 tháng 01 năm 2023", &[("ngày 10 tháng 01 năm 2023", Day, "2023-01-10", "2023")]),
    ("NGÀY 05 THÁNG 3 NĂM 2020", &[("NGÀY 05 THÁNG 3 NĂM 2020", Day, "2020-03-05", "2020")]),
    ("ngày 09 / 4 / 2021", &[("ngày 09 / 4 / 2021", Day, "2021-04-09", "2021")]),
    ("ngày 5/6/21", &[("ngày 5/6/21", Day, "2021-06-05", "2021")]),
    ("ngày01/7/2025 sáp nhập", &[("ngày01/7/2025", Day, "2025-07-01", "2025")]),
    ("ngày 0 7 tháng 6 năm 2000 của", &[("ngày 0 7 tháng 6 năm 2000", Day, "2000-06-07", "2000")]),
    // Lost pieces
    ("Nậm Piên, ngày    tháng    năm 2024", &[("ngày    tháng    năm 2024", Year, "2024", "2024")]),
    ("ngày … tháng 7 năm 2023", &[("ngày … tháng 7 năm 2023", Month, "2023-07", "2023")]),
    ("ngày ..... tháng ..... năm 2023", &[("ngày ..... tháng ..... năm 2023", Year, "2023", "2023")]),
    // Days without year
    ("tổ chức ngày 28/6 tại xã", &[("ngày 28/6", DayMonth, "", "")]),
    ("nhân dịp 30/4 và 01/5", &[("30/4", DayMonth, "", ""), ("01/5", DayMonth, "", "")]),
    ("kỷ niệm 27/7, 22/12", &[("27/7", DayMonth, "", ""), ("22/12", DayMonth, "", "")]),
    ("ngày 28 tháng 6 hằng năm", &[("ngày 28 tháng 6", DayMonth, "", "")]),
    ("trước ngày 15 hằng tháng", &[("ngày 15", DayMonth, "", "")]),
    ("đường 3/2 được mở rộng", &[("3/2", DayMonth, "", "")]),
    ("từ 28/6 đến 05/7 diễn ra", &[("28/6", DayMonth, "", ""), ("05/7", DayMonth, "", "")]),
    // Fractions are none
    ("đạt 27/31 chỉ tiêu", &[]),
    ("có 3/12 bản, 7/10 nhóm chỉ tiêu", &[]),
    ("đến 8/12 xã đạt chuẩn", &[]),
    ("đạt 7/10.", &[]),
    ("khoảng 1/3 số xã", &[]),
    ("mỗi ngày 02 lần", &[]),
    // Stretches of days
    ("trong 2 ngày 27-28/7/2020", &[("ngày 27-28/7/2020", Days, "", "2020")]),
    ("từ ngày 01 đến 05/8", &[("ngày 01 đến 05/8", Days, "", "")]),
    ("28/6 - 05/7/2023", &[("28/6 - 05/7/2023", Days, "", "2023")]),
    ("ngày 27, 28/7/2020", &[("ngày 27, 28/7/2020", Days, "", "2020")]),
    (
        "(10/10/1949 - 10/10/2024)",
        &[("10/10/1949", Day, "1949-10-10", "1949"), ("10/10/2024", Day, "2024-10-10", "2024")],
    ),
    // Months and quarters
    ("tháng 6/2013", &[("tháng 6/2013", Month, "2013-06", "2013")]),
    ("tháng 10 năm 2023", &[("tháng 10 năm 2023", Month, "2023-10", "2023")]),
    ("đến 6/2013 có", &[("6/2013", Month, "2013-06", "2013")]),
    ("trong tháng 10, toàn huyện", &[("tháng 10", MonthOnly, "", "")]),
    ("các tháng 7, 8, 9/2023", &[("tháng 7, 8, 9/2023", Month, "2023-09", "2023")]),
    ("quý III/2023", &[("quý III/2023", Quarter, "2023", "2023")]),
    ("Quý I năm 2024", &[("Quý I năm 2024", Quarter, "2024", "2024")]),
    ("quý 2/2023, quý 3", &[("quý 2/2023", Quarter, "2023", "2023"), ("quý 3", Quarter, "", "")]),
    ("6 tháng đầu năm 2023", &[("năm 2023", Year, "2023", "2023")]),
    // Years
    ("năm 2022 126 bản", &[("năm 2022", Year, "2022", "2022")]),
    ("BÁO CÁO NĂM 2023", &[("NĂM 2023", Year, "2023", "2023")]),
    (
        "năm 2021, 2022 và 2023.",
        &[("năm 2021", Year, "2021", "2021"), ("2022", Year, "2022", "2022"), ("2023", Year, "2023", "2023")],
    ),
    (
        "các năm 2021, 2023 và 2025 lần lượt là",
        &[("năm 2021", Year, "2021", "2021"), ("2023", Year, "2023", "2023"), ("2025", Year, "2025", "2025")],
    ),
    (
        "Năm 2021, 2022, 2023 kết nạp",
        &[("Năm 2021", Year, "2021", "2021"), ("2022", Year, "2022", "2022"), ("2023", Year, "2023", "2023")],
    ),
    ("Năm 2022 và 2023 trồng", &[("Năm 2022", Year, "2022", "2022"), ("2023", Year, "2023", "2023")]),
    ("trong 2 năm 2022 và 2023 huyện", &[("2022", Year, "2022", "2022"), ("2023", Year, "2023", "2023")]),
    ("lần 2 năm 2022 và tháng", &[("năm 2022", Year, "2022", "2022")]),
    ("Năm 2022, 2023 xã trồng 12 ha và", &[("Năm 2022", Year, "2022", "2022"), ("2023", Year, "2023", "2023")]),
    ("Năm 2022, 2023 hộ thoát nghèo.", &[("Năm 2022", Year, "2022", "2022")]),
    ("Năm 2022, 2015 hộ thoát nghèo", &[("Năm 2022", Year, "2022", "2022")]),
    ("so với 2022, đến 2025", &[("2022", Year, "2022", "2022"), ("2025", Year, "2025", "2025")]),
    ("đạt 2024 hộ", &[]),
    ("giai đoạn 2021-2025", &[("giai đoạn 2021-2025", Years, "", "2021-2025")]),
    ("Nhiệm kỳ 2020 - 2025", &[("Nhiệm kỳ 2020 - 2025", Years, "", "2020-2025")]),
    ("năm học 2021 - 2022", &[("năm học 2021 - 2022", Years, "", "2021-2022")]),
    ("vụ Đông Xuân 2022–2023", &[("2022–2023", Years, "", "2022-2023")]),
    ("giai đoạn 2016-20", &[("giai đoạn 2016-20", Years, "", "2016-2020")]),
    ("từ năm 2021 đến năm 2023", &[("từ năm 2021 đến năm 2023", Years, "", "2021-2023")]),
    // Times
    (
        "lúc 09:17, 7h30 và 7 giờ 30 phút",
        &[("09:17", Time, "", ""), ("7h30", Time, "", ""), ("7 giờ 30 phút", Time, "", "")],
    ),
    ("trực 24/24 giờ, 24/7", &[("24/24 giờ", Time, "", ""), ("24/7", Time, "", "")]),
    (
        "ngày 24/7/2021, sáng ngày 24/7",
        &[("ngày 24/7/2021", Day, "2021-07-24", "2021"), ("ngày 24/7", DayMonth, "", "")],
    ),
    ("24/24 xã có điện", &[]),
    ("trong 7 giờ", &[]),
    // Numbers of documents
    ("Nghị định 30/2020 và số 12/2018/QĐ-TTg, 2021-QĐ/ThU, 10/2022/QH15", &[]),
    ("số 2236/QĐ-UBND", &[]),
    // Other numbers
    ("0213.3876.543; 1.2023 đồng; 15,5/2,5", &[]),
];

#[test]
fn sentences() {
    let mut wrong = Vec::new();
    for (text, expected) in ROWS {
        let found: Vec<_> = find(text)
            .into_iter()
            .map(|m| (m.span.of(text).to_owned(), m.kind, m.iso.unwrap_or_default(), m.period.unwrap_or_default()))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(t, k, i, p)| ((*t).to_owned(), *k, (*i).to_owned(), (*p).to_owned())).collect();
        if found != expected {
            wrong.push(format!("{text:?}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn footnote_marks_are_no_part_of_a_year() {
    let mut flow = Flow { text: "năm 20235 có".into(), ..Flow::default() };
    let at = flow.text.find('5').unwrap();
    flow.marks.push(Span::new(at, at + 1));
    let found = find_dates(&flow);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].iso.as_deref(), found[0].span.of(&flow.text)), (Some("2023"), "năm 2023"));
}
