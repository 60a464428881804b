//! Search from outside: accents, phrases, filters, pages of hits, many queries.

use super::{Fixture, relative, report};
use serde_json::Value;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

fn archive() -> Fixture {
    let f = Fixture::new();
    f.write("a.txt", report(12, "xã đã hòa giải thành 5 vụ."));
    f.write(
        "b.txt",
        report(13, "hồ chứa nước bị rò rỉ.").replace("hộ nghèo", "hộ cận nghèo").replace("12 tháng 5", "3 tháng 6"),
    );
    f.write("c.txt", "Danh sách hổ mang chúa nuôi tại thôn Ky Quan San, không ai bị thương.\n");
    f.import(&[]).0.exits(0);
    f
}

fn found(f: &Fixture, args: &[&str]) -> Vec<String> {
    let mut all = vec!["search", "--json", "--limit", "0"];
    all.extend(args);
    let run = f.run(all);
    let answer = run.json();
    let hits = answer["hits"].as_array().unwrap();
    assert_eq!(answer["total"], hits.len(), "{answer}");
    assert_eq!(run.status, Some(i32::from(hits.is_empty())), "{args:?}");
    let mut paths: Vec<_> = hits.iter().map(|h| relative(Path::new(h["path"].as_str().unwrap()), &f.docs())).collect();
    paths.sort();
    paths
}

#[test]
fn words_phrases_and_accents() {
    let f = archive();
    let nfd: String = "hộ nghèo".nfd().collect();
    for (query, want, reason) in [
        ("hộ", &["a.txt", "b.txt"][..], "with marks: that word"),
        ("hồ", &["b.txt"], "another tone is another word"),
        ("ho", &["a.txt", "b.txt", "c.txt"], "without marks: any"),
        ("HO NGHEO", &["a.txt", "b.txt"], "case does not matter"),
        (&nfd, &["a.txt", "b.txt"], "NFD as typed on a Mac"),
        ("hoà giải", &["a.txt"], "new tone style finds the old"),
        ("hòa giải", &["a.txt"], "old tone style"),
        ("\"hộ nghèo\"", &["a.txt"], "a phrase"),
        ("\"hộ cận nghèo\" OR hổ", &["b.txt", "c.txt"], "alternatives"),
        ("hộ -cận", &["a.txt"], "without a word"),
        ("nghè*", &["a.txt", "b.txt"], "the beginning of a word"),
        ("15-NQ/HU", &["a.txt", "b.txt"], "a document number"),
        ("15 - nq/hu", &["a.txt", "b.txt"], "in another spelling"),
        ("\"hộ nghèo", &["a.txt"], "an unclosed quote is no error"),
        ("khongcotunay", &[], "nothing"),
    ] {
        assert_eq!(found(&f, &[query]), want, "{query}: {reason}");
    }
    for query in ["[", "-", "\"", "()", "a:b", "*", "\\", "OR", "+", "~1"] {
        assert_ne!(f.run(["search", "--", query]).status, Some(2), "{query} is no syntax error");
    }
    assert_eq!(found(&f, &["--any", "hồ chứa, hổ mang?"]), ["b.txt", "c.txt"]);
}

#[test]
fn filters_narrow() {
    let f = archive();
    for (args, want) in [
        (&["nghèo", "--type", "bao cao"][..], &["a.txt", "b.txt"][..]),
        (&["nghèo", "--type", "Kế hoạch"], &[]),
        (&["nghèo", "--from", "2023-06"], &["b.txt"]),
        (&["nghèo", "--to", "31/5/2023"], &["a.txt"]),
        (&["nghèo", "--cites", "15-NQ/HU"], &["a.txt", "b.txt"]),
        (&["nghèo", "--cites", "16-NQ/HU"], &[]),
        (&["nghèo", "--place", "Muong Hum"], &["a.txt", "b.txt"]),
        (&["nghèo", "--issuer", "Mường Hum"], &["a.txt", "b.txt"]),
    ] {
        assert_eq!(found(&f, args), want, "{args:?}");
    }
    let wrong = f.run(["search", "nghèo", "--from", "hôm qua"]).exits(2);
    assert!(wrong.stderr.contains("2023-06-15"), "the accepted forms: {}", wrong.stderr);
}

#[test]
fn every_hit_can_be_reached_and_leads_to_its_place() {
    let f = Fixture::new();
    for i in 0..25 {
        f.write(&format!("{i:02}.txt"), report(i, "xã đã họp."));
    }
    f.import(&[]).0.exits(0);
    let mut seen = Vec::new();
    for offset in ["0", "10", "20"] {
        let answer = f.run(["search", "nghèo", "--json", "--offset", offset]).exits(0).json();
        assert_eq!(answer["total"], 25);
        seen.extend(answer["hits"].as_array().unwrap().iter().map(|h| h["path"].clone()));
    }
    let all = f.run(["search", "nghèo", "--json", "--limit", "0", "--facets"]).exits(0).json();
    let order: Vec<Value> = all["hits"].as_array().unwrap().iter().map(|h| h["path"].clone()).collect();
    assert_eq!(seen, order, "pages are the whole");
    assert_eq!(all["facets"]["types"][0], serde_json::json!({"value": "Báo cáo", "count": 25}));
    let hit = &all["hits"][0];
    let text = f.run(["show", "--text", hit["path"].as_str().unwrap()]).exits(0).stdout;
    let (snippet, at) = (&hit["snippet"], |key: &str| hit["snippet"][key].as_u64().unwrap() as usize);
    assert!(text.is_char_boundary(at("start")) && text.is_char_boundary(at("end")));
    let shown = snippet["text"].as_str().unwrap();
    for mark in snippet["marks"].as_array().unwrap() {
        let (start, end) = (mark[0].as_u64().unwrap() as usize, mark[1].as_u64().unwrap() as usize);
        assert_eq!(shown[start..end].to_lowercase(), "nghèo");
    }
    assert!(text.lines().nth(at("line") - 1).unwrap().contains("nghèo"), "{snippet}");
}

#[test]
fn many_queries_at_once() {
    let f = archive();
    let queries = f.path("queries.tsv");
    std::fs::write(&queries, "q1\thộ nghèo\r\n\nq2\tkhongcotunay\nq3\thổ mang\n").unwrap();
    let run = f.run(["search", "--queries", queries.to_str().unwrap()]).exits(0);
    let rows: Vec<Vec<&str>> = run.stdout.lines().map(|l| l.split('\t').collect()).collect();
    assert!(rows.iter().all(|r| r.len() == 4 && r[3].parse::<f32>().is_ok()), "{rows:?}");
    let ids: Vec<_> = rows.iter().map(|r| (r[0], r[1])).collect();
    assert_eq!(ids, [("q1", "1"), ("q1", "2"), ("q3", "1")]);
    assert!(rows[2][2].ends_with("c.txt"));
    let timed = f.run(["search", "-v", "--queries", queries.to_str().unwrap()]).exits(0);
    assert_eq!(timed.stdout, run.stdout);
    assert!(timed.stderr.contains("queries: 3, median ") && !run.stderr.contains("median"), "{}", timed.stderr);
    std::fs::write(&queries, "no tab here\n").unwrap();
    assert!(f.run(["search", "--queries", queries.to_str().unwrap()]).exits(2).stderr.contains("line 1"));
    f.run(["search", "--queries", "/no/such/file"]).exits(2);
}
