//! Indicator tables from outside: grids, conflicts, units, and names that nobody knows.

use super::{Fixture, Run, report};
use serde_json::{Value, json};
use std::io::Read;

/// Reports of two communes; one has two rates for 2023.
fn archive() -> Fixture {
    let f = Fixture::new();
    let sentences = [
        ("a.txt", "tỷ lệ hộ nghèo năm 2022 là 21,4%; tỷ lệ hộ nghèo năm 2023 là 17,2%."),
        ("b.txt", "tỷ lệ hộ nghèo năm 2023 là 18,6%."),
        ("c.txt", "tỷ lệ hộ nghèo năm 2023 là 9,5%."),
        ("d.txt", "năm 2023, dân số của huyện là 5,8 vạn người; thu ngân sách trên địa bàn đạt 1,2 tỷ đồng."),
        ("e.txt", "năm 2023, dân số của huyện là 58.000 người; thu ngân sách trên địa bàn đạt 1.200 triệu đồng."),
    ];
    for (n, (name, sentence)) in (21..).zip(sentences) {
        let text = report(n, sentence);
        let elsewhere = text.replace("MƯỜNG HUM", "BẢN PHÙNG").replace("Mường Hum", "Bản Phùng");
        f.write(name, if name == "c.txt" { elsewhere } else { text });
    }
    f.import(&[]).0.exits(0);
    f
}

fn pivot(f: &Fixture, asked: &str, by: &str) -> Value {
    // The fullest grid comes first.
    f.run(["table", asked, "--by", by, "--json"]).exits(0).lines().remove(0)
}

/// The values of a cell, by the names of its row and column; none when it is empty.
fn cell(pivot: &Value, row: &str, column: &str) -> Vec<Value> {
    for (side, name) in [("rows", row), ("columns", column)] {
        assert!(pivot[side].as_array().unwrap().iter().any(|n| n == name), "{name}: {pivot}");
    }
    let mut cells = pivot["cells"].as_array().unwrap().iter();
    let cell = cells.find(|cell| cell["row"] == row && cell["column"] == column);
    cell.map(|cell| cell["values"].as_array().unwrap().clone()).unwrap_or_default()
}

#[test]
fn two_values_of_one_cell_are_both_shown() {
    let f = archive();
    let grid = pivot(&f, "tỷ lệ hộ nghèo", "place,period");
    let values = |cell: &[Value]| cell.iter().map(|c| c["value"].as_f64().unwrap()).collect::<Vec<_>>();
    let (here, there) = ("xã Mường Hum", "xã Bản Phùng");
    assert_eq!(values(&cell(&grid, here, "2022")), [21.4], "{grid}");
    assert_eq!(values(&cell(&grid, there, "2023")), [9.5], "{grid}");
    assert_eq!(values(&cell(&grid, there, "2022")), [0.0; 0], "{grid}");
    let both = cell(&grid, here, "2023");
    assert_eq!(values(&both), [17.2, 18.6], "not averaged: {grid}");
    let sources: Vec<&str> = both.iter().map(|c| c["sources"][0]["path"].as_str().unwrap()).collect();
    assert!(sources[0].ends_with("a.txt") && sources[1].ends_with("b.txt"), "{sources:?}");
    let shown = f.run(["table", "tỷ lệ hộ nghèo", "--by", "place,period"]).exits(0).stdout;
    for part in ["17,2", "18,6", "a.txt", "b.txt"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    let rows = f.run(["table", "tỷ lệ hộ nghèo", "--json"]).exits(0).lines();
    for row in &rows {
        let twice = row["place"] == here && row["period"] == "2023";
        assert_eq!(row["conflict"], twice, "{row}");
    }
    // Turned round, the same cells.
    let turned = pivot(&f, "tỷ lệ hộ nghèo", "period,place");
    assert_eq!(cell(&turned, "2023", here), both);
}

#[test]
fn ranges_stand_in_no_cell_and_are_counted() {
    let f = Fixture::new();
    f.write("a.txt", report(31, "tỷ lệ hộ nghèo năm 2023 là 17,2%; tỷ lệ hộ nghèo năm 2024 giảm từ 3 - 4%."));
    f.import(&[]).0.exits(0);
    for format in ["table", "csv", "jsonl"] {
        let run = f.run(["table", "tỷ lệ hộ nghèo", "--by", "place,period", "--format", format]).exits(0);
        assert!(run.stderr.contains("1 range left out"), "{format}: {}", run.stderr);
    }
    let whole = f.run(["table", "tỷ lệ hộ nghèo", "--from", "2023", "--to", "2023", "--by", "place,period"]).exits(0);
    assert!(!whole.stderr.contains("left out"), "{}", whole.stderr);
}

#[test]
fn magnitudes_are_brought_together() {
    let f = archive();
    for (asked, value, unit) in [("dân số", 58_000.0, "người"), ("thu ngân sách", 1.2e9, "đồng")] {
        let rows = f.run(["table", asked, "--unit", unit, "--json"]).exits(0).lines();
        assert_eq!(rows.len(), 2, "{asked}: {rows:?}");
        for row in &rows {
            assert_eq!((row["value"].as_f64(), row["unit"].as_str()), (Some(value), Some(unit)), "{row}");
            assert_eq!(row["conflict"], false, "one value in two spellings: {row}");
        }
        assert_ne!(rows[0]["text"], rows[1]["text"], "as printed");
    }
}

#[test]
fn parts_of_a_year_are_not_the_year() {
    let f = Fixture::new();
    for (n, sentence) in (41..).zip([
        "thu ngân sách 6 tháng đầu năm 2023 đạt 45 tỷ đồng.",
        "thu ngân sách năm 2023 đạt 95 tỷ đồng; riêng quý I năm 2023 thu ngân sách đạt 20 tỷ đồng.",
        "thu ngân sách 6 tháng đầu năm 2023 đạt 46 tỷ đồng.",
    ]) {
        f.write(&format!("{n}.txt"), report(n, sentence));
    }
    f.import(&[]).0.exits(0);
    let rows = f.run(["table", "budget_revenue", "--json"]).exits(0).lines();
    let seen: Vec<_> =
        rows.iter().map(|r| (r["value"].as_f64().unwrap() / 1e9, &r["months"], &r["conflict"])).collect();
    let half = json!("01-06");
    let (yes, no) = (json!(true), json!(false));
    let want = [(95.0, &Value::Null, &no), (20.0, &json!("01-03"), &no), (45.0, &half, &yes), (46.0, &half, &yes)];
    assert_eq!(seen, want);
    let text = f.run(["table", "budget_revenue", "--by", "place,period", "--format", "csv"]).exits(0).stdout;
    let cell = "95000000000; 20000000000 (01-03); 45000000000 (01-06) ≠ 46000000000 (01-06)";
    assert!(text.contains(cell), "{text}");
}

#[test]
fn what_was_so_before_is_not_filed_under_this_year() {
    let f = Fixture::new();
    f.write("a.txt", report(51, "tỷ lệ hộ nghèo giảm từ 24,1% xuống 19,7%, bằng 4,4 điểm % so với năm trước."));
    f.write("b.txt", report(52, "tỷ lệ hộ nghèo còn 28,4%, giảm 4,1% so với năm 2020 (32,5%)."));
    f.import(&[]).0.exits(0);
    let rows = f.run(["table", "poverty_rate", "--unit", "%", "--json"]).exits(0).lines();
    let period = |value: f64| {
        let row =
            rows.iter().find(|r| r["value"].as_f64() == Some(value)).unwrap_or_else(|| panic!("{value}: {rows:?}"));
        row["period"].clone()
    };
    assert_eq!([24.1, 19.7, 32.5].map(period), [Value::Null, json!("2023"), json!("2020")]);
}

#[test]
fn rates_are_asked_for_with_their_denominator() {
    let f = Fixture::new();
    f.write("a.txt", report(61, "năng suất lúa năm 2023 đạt 55,8 tạ/ha; đã cấp 12 tạ giống."));
    f.import(&[]).0.exits(0);
    let values = |unit: &str| {
        let rows = f.run(["table", "--unit", unit, "--json"]).exits(0).lines();
        rows.iter().map(|r| r["value"].as_f64().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!((values("tạ/ha"), values("tạ").len(), values("tấn/ha")), (vec![55.8], 2, vec![5.58]));
}

#[test]
fn a_workbook_holds_numbers_and_sources() {
    let f = archive();
    let path = f.path("bang.xlsx");
    f.run(["table", "tỷ lệ hộ nghèo", "--by", "place,period", "--output", path.to_str().unwrap()]).exits(0);
    let mut book = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        book.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (grid, sources, strings) =
        (part("xl/worksheets/sheet1.xml"), part("xl/worksheets/sheet2.xml"), part("xl/sharedStrings.xml"));
    for number in ["<v>21.4</v>", "<v>9.5</v>"] {
        assert!(grid.contains(number), "{number}: {grid}");
    }
    assert!(sources.matches("<row ").count() >= 5, "a line for each figure: {sources}");
    for text in ["Bản Phùng", "a.txt", "b.txt"] {
        assert!(strings.contains(text), "{text}: {strings}");
    }
}

#[test]
fn spreadsheets_get_a_mark_only_when_asked() {
    let f = archive();
    let csv = |more: &[&str]| {
        let mut args = vec!["table", "tỷ lệ hộ nghèo", "--format", "csv"];
        args.extend(more);
        f.run(args).exits(0).stdout
    };
    let (plain, marked) = (csv(&[]), csv(&["--bom"]));
    assert!(!plain.starts_with('\u{feff}') && marked.strip_prefix('\u{feff}') == Some(plain.as_str()));
    assert!(plain.contains("Bản Phùng"), "{plain}");
}

#[test]
fn a_limit_says_what_it_cut() {
    let f = archive();
    let asked = |more: &[&str]| f.run([&["table", "tỷ lệ hộ nghèo", "--limit", "2"], more].concat()).exits(0);
    let all = f.run(["table", "tỷ lệ hộ nghèo"]).exits(0);
    assert!(all.stdout.contains("c.txt") && !all.stderr.contains("--limit"), "{all:?}");
    let few = asked(&[]);
    assert!(few.stderr.contains("2 of 4 rows; --limit 0 shows all"), "{}", few.stderr);
    // Documents of rows that are not shown are no sources, and the others keep their numbers.
    assert_eq!(few.stdout.lines().filter(|l| l.starts_with('[')).count(), 2, "{}", few.stdout);
    assert_eq!(asked(&["--json"]).lines().len(), 2);
    assert_eq!(asked(&["--format", "csv"]).stdout.lines().count(), 3);
    let by = ["table", "--by", "place,period", "--json"];
    let (grids, first) = (f.run(by).exits(0).lines(), f.run([&by[..], &["--limit", "1"]].concat()).exits(0));
    assert!(grids.len() > 1 && first.lines() == grids[..1], "the fullest comes first");
    assert!(first.stderr.contains(&format!("1 of {} grids", grids.len())), "{}", first.stderr);
    let list = f.run(["table", "--list", "--limit", "1", "--json"]).exits(0);
    assert_eq!(list.lines().len(), 1);
    assert!(list.stderr.contains("indicators; --limit 0 shows all"), "{}", list.stderr);
}

#[test]
fn certain_leaves_out_what_was_guessed() {
    let f = archive();
    let all = f.run(["table", "--json"]).exits(0).lines();
    let certain = f.run(["table", "--certain", "--json"]).exits(0).lines();
    let doubtful = |r: &&Value| r["certainty"] == "repaired" || r["certainty"] == "guessed";
    assert_eq!(certain.len(), all.len() - all.iter().filter(doubtful).count());
    assert_eq!(certain.iter().filter(doubtful).count(), 0);
}

#[test]
fn unknown_names_bring_the_nearest() {
    let f = archive();
    let nearest = |run: Run, name: &str| {
        let said = run.exits(1).stderr;
        assert!(said.contains("nothing") && said.contains(name), "{name}: {said}");
    };
    nearest(f.run(["table", "tỷ lệ hộ ngèo"]), "tỷ lệ hộ nghèo");
    nearest(f.run(["table", "tỷ lệ hộ nghèo", "--place", "Bản Phũng"]), "Bản Phùng");
    nearest(f.run(["refs", "15-NQ/TU"]), "15-NQ/HU");
    nearest(f.run(["refs", "16-NQ/HU"]), "15-NQ/HU");
    let unlike = f.run(["refs", "999/2011/TTLT-BTC", "--json"]).exits(1).json();
    assert_eq!(unlike["nearest"], json!([]), "nothing is like it");
}
