//! Where the files of an answer are: gone, or at several places.

use super::{Fixture, report};
use serde_json::Value;
use std::fs;

/// `a.txt` and `b.txt`, both citing 15-NQ/HU; the file of the first is gone.
fn archive() -> Fixture {
    let f = Fixture::new();
    let a = f.write("a.txt", report(12, "tỷ lệ hộ nghèo năm 2023 là 17,2%."));
    f.write("b.txt", report(13, "tỷ lệ hộ nghèo năm 2022 là 9,5%."));
    f.import(&[]).0.exits(0);
    fs::remove_file(a).unwrap();
    f
}

#[test]
fn files_that_are_gone_are_marked_in_every_answer() {
    let f = archive();
    let asked: [&[&str]; 5] = [
        &["search", "nghèo"],
        &["refs", "15-NQ/HU"],
        &["table", "tỷ lệ hộ nghèo"],
        &["table", "tỷ lệ hộ nghèo", "--by", "place,period"],
        &["show", "a.txt"],
    ];
    for args in asked {
        let run = f.run(args).exits(0);
        assert!(
            run.stdout.contains("a.txt (gone)") && !run.stdout.contains("b.txt (gone)"),
            "{args:?}: {}",
            run.stdout
        );
        assert!(run.stderr.contains("(gone): 1 file is no longer where"), "{args:?}: {}", run.stderr);
    }
    let text = f.run(["show", "a.txt", "--text"]).exits(0);
    assert!(text.stdout.contains("17,2%") && text.stderr.contains("(gone)"), "{text:?}");
    // The same in JSON: true for one of the two, absent for the other.
    let marked = |values: Vec<Value>| values.iter().filter(|v| v["gone"] == true).count();
    let array = |v: &Value| v.as_array().unwrap().clone();
    let hits = f.run(["search", "nghèo", "--json"]).json();
    assert_eq!(marked(array(&hits["hits"])), 1, "{hits}");
    let citing = f.run(["refs", "15-NQ/HU", "--json"]).json();
    assert_eq!(marked(array(&citing["cited"][0]["citing"]).iter().map(|c| c["document"].clone()).collect()), 1);
    assert_eq!(marked(f.run(["table", "tỷ lệ hộ nghèo", "--json"]).lines()), 1);
    assert_eq!(marked(f.run(["show", "a.txt", "--json"]).lines()), 1);
    assert_eq!(marked(f.run(["show", "b.txt", "--json"]).lines()), 0);
    let csv = f.run(["table", "tỷ lệ hộ nghèo", "--format", "csv"]).stdout;
    assert!(csv.lines().next().unwrap().ends_with(",gone"), "{csv}");
    assert_eq!(csv.lines().filter(|l| l.ends_with(",yes")).count(), 1, "{csv}");
    let grid = f.run(["table", "tỷ lệ hộ nghèo", "--by", "place,period", "--format", "csv"]).stdout;
    assert_eq!(grid.matches("a.txt (gone) p. 1").count(), 1, "{grid}");

    // Where nothing is left, the drive is more likely away than the documents.
    fs::remove_file(f.docs().join("b.txt")).unwrap();
    let none = f.run(["search", "nghèo"]).exits(0);
    assert!(none.stderr.contains("is the drive mounted?"), "{}", none.stderr);
    // And what comes back is marked no longer.
    f.write("a.txt", "");
    f.write("b.txt", "");
    assert!(!f.run(["search", "nghèo"]).exits(0).stdout.contains("(gone)"));
}

#[test]
fn a_file_is_found_by_its_name_in_any_spelling() {
    let f = Fixture::new();
    // As a Mac writes it: letters and marks apart.
    let apart: String = unicode_normalization::UnicodeNormalization::nfd("Báo cáo số 13.txt").collect();
    f.write(&format!("Năm/{apart}"), report(13, "một."));
    f.write("Năm/Hộ nghèo.TXT", report(14, "hai."));
    f.write("Hồ nghèo.txt", report(15, "ba."));
    f.write("rỗng.txt", "");
    f.write("Năm/rỗng.txt", "");
    f.import(&[]).0.exits(1);
    for (name, number) in [
        ("Báo cáo số 13.txt", "13/BC-UBND"),
        ("Năm/Báo cáo số 13", "13/BC-UBND"),
        ("nam/bao cao so 13.txt", "13/BC-UBND"),
        ("Hộ nghèo", "14/BC-UBND"),
        ("Hồ nghèo", "15/BC-UBND"),
        ("hồ nghèo.TXT.", "15/BC-UBND"),
    ] {
        let shown = f.run(["show", name]);
        if name == "hồ nghèo.TXT." {
            // Without case and marks two are spelt so.
            assert!(shown.exits(2).stderr.contains("means 2 documents"));
        } else {
            assert!(shown.exits(0).stdout.contains(number), "{name}");
        }
    }
    f.run(["show", "khac/bao cao so 13.txt"]).exits(1);
    let failed = f.run(["show", "rỗng.txt"]).exits(1).stderr;
    assert_eq!(failed.matches("failed [empty]").count(), 2, "each of that name: {failed}");
}

#[test]
fn all_paths_of_a_document_are_named() {
    let f = Fixture::new();
    let text = report(12, "một.");
    for name in ["a.txt", "2023/bản sao.txt", "z.txt"] {
        f.write(name, &text);
    }
    f.import(&[]).0.exits(0);
    fs::remove_file(f.docs().join("z.txt")).unwrap();
    // By any of the paths, whole or in part, by number and by hash.
    let hash = f.run(["show", "a.txt", "--json"]).lines()[0]["sha256"].as_str().unwrap()[..12].to_owned();
    let whole = f.docs().join("z.txt");
    for name in ["a.txt", "z.txt", "bản sao", "12/BC-UBND", &hash, whole.to_str().unwrap()] {
        let shown = f.run(["show", name]).exits(0).stdout;
        for path in ["a.txt", "2023/bản sao.txt", "z.txt (gone)"] {
            let path = f.docs().join(path).display().to_string();
            assert!(shown.lines().any(|l| l.ends_with(&path)), "{name}: {path}: {shown}");
        }
    }
    let record = f.run(["show", "a.txt", "--json"]).lines().remove(0);
    let copies: Vec<bool> = record["copies"].as_array().unwrap().iter().map(|c| c["gone"] == true).collect();
    assert_eq!(copies, [false, true], "{record}");
}
