//! Citations and indicator tables from outside.

use super::{Fixture, report};
use serde_json::Value;
use std::io::Read;

fn archive() -> Fixture {
    let f = Fixture::new();
    f.write("a.txt", report(12, "tỷ lệ hộ nghèo năm 2023 của xã còn 17,2%.").replace("15-NQ/HU", "15 -NQ/HU"));
    f.write("b.txt", report(13, "tỷ lệ hộ nghèo năm 2023 của xã còn 9,5%."));
    f.write("c.txt", "Không có số liệu nào ở đây, chỉ có vài dòng chữ.\n");
    f.import(&[]).0.exits(0);
    f
}

#[test]
fn a_number_is_found_in_any_spelling() {
    let f = archive();
    let whole = f.run(["refs", "15-NQ/HU", "--json"]).exits(0).json();
    assert_eq!(whole["cited"].as_array().unwrap().len(), 1, "{whole}");
    assert_eq!(whole["cited"][0]["citing"].as_array().unwrap().len(), 2, "{whole}");
    assert_eq!(whole["ambiguous"], false);
    for spelling in ["15 -nq/hu", "số 15-NQ/HU", "15-NQ / HU", "Nghị quyết 15", "Nghị quyết số 15-NQ/HU"] {
        let run = f.run(["refs", spelling, "--json"]).exits(0);
        assert_eq!(run.json()["cited"][0]["citing"], whole["cited"][0]["citing"], "{spelling}");
    }
    let shown = f.run(["refs", "15-NQ/HU"]).exits(0).stdout;
    for part in ["15-NQ/HU", "2023-03-01", "not in the archive", "a.txt", "b.txt", "p. 1 l. 10"] {
        assert!(shown.contains(part), "{part}: {shown}");
    }
    f.run(["refs", "99-NQ/HU"]).exits(1);
    assert!(f.run(["refs", "không phải số"]).exits(2).stderr.contains("69-KL/TU"), "the accepted forms");
}

#[test]
fn several_numbers_are_asked_for_at_once() {
    let f = archive();
    f.write("d.txt", report(14, "căn cứ Luật Đất đai năm 2013 và Nghị định số 12/2024/NĐ-CP."));
    f.import(&[]).0.exits(0);
    let both = f.run(["refs", "15-NQ/HU", "12/2024/NĐ-CP", "Luật Đất đai", "99-NQ/HU", "--json"]).exits(0).lines();
    let asked: Vec<&str> = both.iter().map(|refs| refs["asked"].as_str().unwrap()).collect();
    assert_eq!(asked, ["15-NQ/HU", "12/2024/NĐ-CP", "Luật Đất đai", "99-NQ/HU"]);
    let counts: Vec<usize> = both.iter().map(|refs| refs["cited"].as_array().unwrap().len()).collect();
    assert_eq!(counts, [1, 1, 1, 0], "{both:?}");
    let shown = f.run(["refs", "15-NQ/HU", "12/2024/NĐ-CP", "99-NQ/HU"]).exits(0);
    assert!(shown.stdout.contains("\n\n12/2024/NĐ-CP"), "{}", shown.stdout);
    assert!(shown.stderr.contains("99-NQ/HU: nothing found"), "{}", shown.stderr);
    f.run(["refs", "98-NQ/HU", "99-NQ/HU"]).exits(1);
    // Words that belong together need no quotes.
    for words in [&["Nghị", "quyết", "15"][..], &["15-NQ/HU", "ngày", "01/3/2023"], &["15-NQ/HU", "của Huyện ủy"]]
    {
        let run = f.run([&["refs", "--json"], words].concat()).exits(0);
        assert_eq!(run.lines().len(), 1, "{words:?}: {}", run.stdout);
    }
    let refused = f.run(["refs", "15-NQ/HU", "không phải số"]).exits(2).stderr;
    assert!(refused.contains("with quotes around each of several"), "{refused}");
}

#[test]
fn what_no_whole_number_tells_is_listed_apart() {
    let f = archive();
    for name in ["d.txt", "e.txt"] {
        f.write(name, report(14, &format!("triển khai Nghị quyết 25 và Luật Đất đai ({name}).")));
    }
    let held = report(16, "hai.").replace("16/BC-UBND", "25-NQ/HU").replace("BÁO CÁO", "NGHỊ QUYẾT");
    f.write("f.txt", held);
    f.import(&[]).0.exits(0);
    let missing = f.run(["refs", "--missing"]).exits(0);
    assert!(!missing.stdout.contains("Nghị quyết 25"), "{}", missing.stdout);
    assert!(missing.stderr.contains("1 bare number and 1 title; --all lists them"), "{}", missing.stderr);
    assert!(!f.run(["refs", "--missing", "--json"]).exits(0).stdout.contains("\"form\""), "numbers only");
    let all = f.run(["refs", "--missing", "--all"]).exits(0).stdout;
    let below = all.split_once("Cited by a bare number or a title").unwrap().1;
    for part in ["Nghị quyết 25", "25-NQ/HU", "Luật Đất đai"] {
        assert!(below.contains(part), "{part}: {all}");
    }
    let lines = f.run(["refs", "--missing", "--all", "--json"]).exits(0).lines();
    let bare = lines.iter().find(|l| l["form"] == "bare").unwrap();
    assert_eq!((&bare["name"], &bare["documents"]), (&"Nghị quyết 25".into(), &2.into()), "{bare}");
    assert_eq!(bare["may_be"], serde_json::json!(["25-NQ/HU"]));
    let few = f.run(["refs", "--missing", "--all", "--limit", "1"]).exits(0);
    assert!(few.stderr.contains("1 of 2 names; --limit 0 shows all"), "{}", few.stderr);
    f.run(["refs", "15-NQ/HU", "--all"]).exits(2);
}

#[test]
fn filters_alone_are_a_question() {
    let f = archive();
    let citing = f.run(["search", "--cites", "15-NQ/HU", "--json"]).exits(0).json();
    assert_eq!(citing["total"], 2, "{citing}");
    assert_eq!(f.run(["search", "--facets", "--json"]).exits(0).json()["total"], 3, "all documents");
    assert!(f.run(["search"]).exits(2).stderr.contains("QUERY"), "nothing was asked");
}

#[test]
fn what_is_cited_and_what_is_missing() {
    let f = archive();
    let missing = f.run(["refs", "--missing", "--json"]).exits(0).lines();
    assert_eq!((&missing[0]["id"], &missing[0]["documents"]), (&Value::from("15-NQ/HU"), &Value::from(2)));
    let cites = f.run(["refs", "--cites", "a.txt", "--json"]).exits(0).json();
    assert_eq!(cites["cited"][0]["id"], "15-NQ/HU");
    f.run(["refs", "--cites", "c.txt"]).exits(1);
    assert!(f.run(["refs", "--cited-by", "a.txt"]).exits(1).stderr.contains("nothing"), "nobody cites it");
    f.run(["refs", "--cites", "no-such.txt"]).exits(1);
    assert!(f.run(["refs", "--graph", "dot"]).exits(0).stdout.starts_with("digraph"));
    assert!(!f.run(["refs", "--graph", "json"]).exits(0).json()["edges"].as_array().unwrap().is_empty());
    f.write(
        "d.txt",
        report(15, "một.").replace("Số: 15/BC-UBND", "Số: 15-NQ/HU").replace("ngày 12 tháng 5", "ngày 1 tháng 3"),
    );
    f.import(&[]).0.exits(0);
    let held = f.run(["refs", "15-NQ/HU", "--json"]).exits(0).json();
    assert!(held["cited"][0]["held"][0]["path"].as_str().unwrap().ends_with("d.txt"), "{held}");
}

#[test]
fn every_row_of_a_table_leads_to_its_sentence() {
    let f = archive();
    for asked in ["tỷ lệ hộ nghèo", "ty le ho ngheo", "TỶ LỆ HỘ NGHÈO", "tỉ lệ hộ nghèo"] {
        let rows = f.run(["table", asked, "--json"]).exits(0).lines();
        let values: Vec<f64> = rows.iter().filter_map(|r| r["value"].as_f64()).collect();
        assert!(values.contains(&17.2) && values.contains(&9.5), "{asked}: {values:?}");
        for row in rows {
            for key in ["path", "page", "line", "sentence", "rule", "unit"] {
                assert!(!row[key].is_null(), "{key}: {row}");
            }
            assert!(row["sentence"].as_str().unwrap().contains(row["text"].as_str().unwrap()), "{row}");
        }
    }
    let shown = f.run(["table", "tỷ lệ hộ nghèo"]).exits(0).stdout;
    assert!(shown.contains("17,2") && shown.contains("[1]") && shown.contains("a.txt"), "{shown}");
    let listed = f.run(["table", "--list", "--json"]).exits(0).lines();
    assert!(listed.iter().any(|l| l["name"].as_str().unwrap().contains("hộ nghèo")), "{listed:?}");
    f.run(["table", "chỉ tiêu không có"]).exits(1);
    f.run(["table", "tỷ lệ hộ nghèo", "--from", "năm kia"]).exits(2);
    f.run(["table", "--by", "place"]).exits(2);
}

#[test]
fn tables_for_other_programs() {
    let f = archive();
    let csv = f.run(["table", "tỷ lệ hộ nghèo", "--format", "csv", "--bom"]).exits(0).stdout;
    assert!(csv.starts_with("\u{feff}name,value,unit,") && csv.lines().count() >= 3, "{csv}");
    assert!(csv.contains(",17.2,%,"), "numbers with a point: {csv}");
    let pivot = f.run(["table", "tỷ lệ hộ nghèo", "--by", "document,period", "--json"]).exits(0).json();
    assert_eq!(pivot["columns"], serde_json::json!(["2023"]), "{pivot}");
    assert_eq!(pivot["cells"][0]["values"][0]["sources"][0]["page"], 1);
    let grid = f.run(["table", "tỷ lệ hộ nghèo", "--by", "document,period"]).exits(0).stdout;
    assert!(grid.contains("2023") && grid.contains("9,5 ["), "{grid}");
    for (name, options) in [("a.xlsx", &[][..]), ("b.xlsx", &["--by", "document,period"])] {
        let path = f.path(name);
        let mut args = vec!["table", "tỷ lệ hộ nghèo", "--output", path.to_str().unwrap()];
        args.extend(options);
        f.run(args).exits(0);
        let mut book = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
        let mut sheet = String::new();
        book.by_name("xl/worksheets/sheet1.xml").unwrap().read_to_string(&mut sheet).unwrap();
        assert!(sheet.contains("<v>17.2</v>"), "a number: {sheet}");
        assert!(book.by_name("xl/worksheets/sheet2.xml").is_ok(), "a sheet of sources");
    }
    f.run(["table", "tỷ lệ hộ nghèo", "--output", f.path("x.doc").to_str().unwrap()]).exits(2);
    assert!(!f.path("x.doc").exists());
}
