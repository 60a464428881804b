//! `schemas/README.md` names every key that `--json` prints, and no other.

use super::{Fixture, report, run};
use crate::golden::reports;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The keys that a section names, and the records whose fields are allowed below a key.
#[derive(Default)]
struct Section {
    keys: BTreeSet<String>,
    records: Vec<(String, BTreeSet<String>)>,
}

/// The sections of the page by their headings.
fn sections() -> BTreeMap<String, Section> {
    let schemas = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let mut sections: BTreeMap<String, Section> = BTreeMap::new();
    let mut name = String::new();
    for line in fs::read_to_string(schemas.join("README.md")).unwrap().lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            name = heading.to_owned();
            continue;
        }
        let mut key = None;
        if let Some((named, meaning)) = line.strip_prefix("- `").and_then(|rest| rest.split_once("`: ")) {
            assert!(meaning.len() > 3, "{name}: {named} has no meaning");
            assert!(sections.entry(name.clone()).or_default().keys.insert(named.to_owned()), "{name}: {named} twice");
            key = Some(named.to_owned());
        }
        let link = line.split_once("](").and_then(|(_, rest)| rest.split_once(".schema.json)"));
        if let Some((record, _)) = link.filter(|_| !name.is_empty()) {
            let schema = fs::read_to_string(schemas.join(format!("{record}.schema.json"))).unwrap();
            let schema: Value = serde_json::from_str(&schema).unwrap();
            let fields = schema["properties"].as_object().unwrap().keys().cloned().collect();
            sections.entry(name.clone()).or_default().records.push((key.unwrap_or_default(), fields));
        }
    }
    sections
}

/// Every key of a value that leads to no other key, as the page writes it.
fn keys(value: &Value, at: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => {
            for (key, value) in fields {
                keys(value, &if at.is_empty() { key.clone() } else { format!("{at}.{key}") }, out);
            }
        }
        Value::Array(items) if items.is_empty() => {}
        Value::Array(items) if items.iter().all(|i| !i.is_object()) => {
            out.insert(format!("{at}[]"));
        }
        Value::Array(items) => items.iter().for_each(|item| keys(item, &format!("{at}[]"), out)),
        _ => {
            out.insert(at.to_owned());
        }
    }
}

/// The key of the page that a printed one is, if any.
fn named(section: &Section, key: &str) -> Option<String> {
    if section.keys.contains(key) {
        return Some(key.to_owned());
    }
    // "reasons.<code>", where every key is a code.
    let (parent, _) = key.rsplit_once('.')?;
    section.keys.iter().find(|k| k.strip_prefix(parent).is_some_and(|rest| rest.starts_with(".<"))).cloned()
}

/// Whether a printed key is a field of a record.
fn of_record<'s>(section: &'s Section, key: &str) -> Option<&'s str> {
    let field = |prefix: &str, fields: &BTreeSet<String>| {
        let rest = if prefix.is_empty() { Some(key) } else { key.strip_prefix(prefix)?.strip_prefix('.') };
        Some(fields.contains(rest?.split(['.', '[']).next()?))
    };
    section
        .records
        .iter()
        .find(|(prefix, fields)| field(prefix, fields) == Some(true))
        .map(|(prefix, _)| prefix.as_str())
}

/// An archive of the corpus in which every kind of answer occurs, and the lines of its reports.
fn archive() -> (Fixture, String) {
    let f = Fixture::new();
    for entry in fs::read_dir(reports()).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, f.docs().join(path.file_name().unwrap())).unwrap();
    }
    let scan = include_bytes!("../../corpus/reports/scan-plan-forest.pdf");
    f.write("scan.pdf", scan);
    f.write("z-copy.txt", fs::read(reports().join("decision-province.txt")).unwrap());
    let vague = report(71, "triển khai Nghị quyết 25; tỷ lệ hộ nghèo năm 2023 dưới 9,5%.");
    f.write("vague.txt", vague);
    f.write("one.txt", report(72, "xã đã họp; Nghị quyết số 15-NQ/HU khóa XX ngày 01/3/2023 của Huyện ủy Bát Xát."));
    f.write("other.txt", report(73, "một.").replace("Số: 73/BC-UBND", "Số: 15-NQ/HU").replace("2023", "2020"));
    let resolution = report(76, "ba.").replace("76/BC-UBND", "25-NQ/HU").replace("BÁO CÁO", "NGHỊ QUYẾT");
    f.write("resolution.txt", resolution);
    f.write("moved.txt", report(74, "hai."));
    f.write(
        "gone.txt",
        report(75, "tỷ lệ hộ nghèo năm 2024 là 8,5%; thu ngân sách 6 tháng đầu năm 2024 đạt 4,5 tỷ đồng."),
    );
    let reports = f.path("report.jsonl");
    let import = ["--ocr", "never", "--report", reports.to_str().unwrap()];
    f.import(&import);
    let mut lines = fs::read_to_string(&reports).unwrap();
    fs::rename(f.docs().join("moved.txt"), f.docs().join("there.txt")).unwrap();
    for name in ["gone.txt", "z-copy.txt", "conclusion-party.txt"] {
        fs::remove_file(f.docs().join(name)).unwrap();
    }
    f.import(&import);
    lines += &fs::read_to_string(&reports).unwrap();
    (f, lines)
}

#[test]
fn every_key_is_described_and_every_description_is_of_a_key() {
    let (f, report_lines) = archive();
    let queries = f.path("queries.tsv");
    fs::write(&queries, "q1\thộ nghèo\n").unwrap();
    let queries = queries.to_str().unwrap();
    let news = f.docs().join("news-page.txt");
    let decision = f.docs().join("decision-province.txt");
    let docs = f.docs();
    let asked: &[(&str, &[&str])] = &[
        ("import", &["import", "--ocr", "never", docs.to_str().unwrap()]),
        ("text", &["text", news.to_str().unwrap()]),
        ("search", &["search", "hộ nghèo OR nghị", "--facets", "--limit", "0"]),
        ("search", &["search", "hộ nghèo thu OR chi", "--limit", "1"]),
        ("search", &["search", "khongcotunay"]),
        ("search --queries", &["search", "--queries", queries]),
        ("refs", &["refs", "112-KL/TU", "15-NQ/HU"]),
        ("refs", &["refs", "15-NQ/HX"]),
        ("refs", &["refs", "--cites", "gone.txt"]),
        ("refs --missing", &["refs", "--missing", "--all"]),
        ("refs --graph", &["refs", "--graph", "json"]),
        ("table", &["table"]),
        ("table --by", &["table", "--by", "place,period"]),
        ("table --list", &["table", "--list"]),
        ("show", &["show", decision.to_str().unwrap()]),
        ("show", &["show", "gone.txt"]),
        ("status", &["status", "--all"]),
    ];
    let mut printed: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (section, args) in asked {
        let answer = run(f.command(*args).arg("--json"));
        assert_ne!(answer.status, Some(2), "{args:?}: {}", answer.stderr);
        // Of what `show` prints, the first line has more than the fields of its record.
        let lines = if *section == "show" { 1 } else { usize::MAX };
        let all = printed.entry(section).or_default();
        answer.lines().iter().take(lines).for_each(|line| keys(line, "", all));
    }
    let lines = report_lines.lines().map(|l| serde_json::from_str(l).unwrap());
    lines.for_each(|line| keys(&line, "", printed.entry("import --report").or_default()));

    let sections = sections();
    let mut wrong = Vec::new();
    for (name, keys) in &printed {
        let section = sections.get(*name).unwrap_or_else(|| panic!("no section {name}"));
        let mut seen = BTreeSet::new();
        for key in keys {
            match (named(section, key), of_record(section, key)) {
                (Some(known), _) => drop(seen.insert(known)),
                (None, Some(prefix)) => drop(seen.insert(prefix.to_owned())),
                (None, None) => wrong.push(format!("{name}: {key} is printed and not described")),
            }
        }
        wrong.extend(section.keys.difference(&seen).map(|key| format!("{name}: {key} is described and not printed")));
    }
    wrong
        .extend(sections.keys().filter(|name| !printed.contains_key(name.as_str())).map(|n| format!("{n}: not tried")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
