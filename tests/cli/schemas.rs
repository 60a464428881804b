//! Every record that the program prints validates against its schema.

use super::{Fixture, program, report, run};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn validators() -> BTreeMap<&'static str, jsonschema::Validator> {
    ["document", "reference", "figure", "table", "note"]
        .into_iter()
        .map(|name| {
            let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("schemas/{name}.schema.json"));
            let schema = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
            (name, jsonschema::validator_for(&schema).unwrap())
        })
        .collect()
}

#[test]
fn printed_records_validate() {
    let f = Fixture::new();
    f.write("a.txt", report(12, "xã đã họp."));
    f.import(&[]).0.exits(0);
    let mut files = vec![f.docs().join("a.txt")];
    if let Ok(corpus) = std::fs::read_dir(crate::golden::reports()) {
        files.extend(
            corpus.map(|e| e.unwrap().path()).filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "pdf")),
        );
    }
    files.sort();
    let extracted = run(program().arg("extract").args(&files));
    let shown = f.run(["show", "--json", "a.txt"]).exits(0);
    let validators = validators();
    let mut seen = BTreeSet::new();
    let mut last = "note".to_owned();
    for record in extracted.lines().into_iter().chain(shown.lines()) {
        let kind = record["type"].as_str().unwrap().to_owned();
        if let Err(e) = validators[kind.as_str()].validate(&record) {
            panic!("{e}: {record}");
        }
        let order = |k: &str| match k {
            "document" => 0,
            "table" => 2,
            "note" => 3,
            _ => 1,
        };
        assert!(kind == "document" || order(&kind) >= order(&last), "{kind} behind {last}: {record}");
        last.clone_from(&kind);
        seen.insert(kind);
    }
    for kind in ["document", "reference", "figure"] {
        assert!(seen.contains(kind), "no {kind} was printed");
    }
}
