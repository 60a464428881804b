//! Text for the benches: the reports of the corpus, repeated to a size.

#![allow(dead_code, reason = "each bench uses a part")]

use std::path::{Path, PathBuf};

/// The folder of reports.
pub fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/reports")
}

/// The UTF-8 text of one report.
pub fn text(name: &str) -> String {
    std::fs::read_to_string(reports().join(name)).expect("a report of the corpus")
}

/// About `bytes` of varied report text, one page.
pub fn long(bytes: usize) -> String {
    let parts: Vec<String> =
        ["report-commune-socio.txt", "conclusion-party.txt", "youth-union-report.txt", "plan-district-party.txt"]
            .iter()
            .map(|n| text(n))
            .collect();
    let mut out = String::with_capacity(bytes + 8192);
    for part in parts.iter().cycle() {
        if out.len() >= bytes {
            break;
        }
        out.push_str(part);
        out.push('\n');
    }
    out
}
