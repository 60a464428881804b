//! Text for the benches: the reports of the corpus, repeated to a size.

use std::path::{Path, PathBuf};

/// The folder of reports.
fn reports() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/reports")
}

/// About `bytes` of varied report text, one page.
pub fn long(bytes: usize) -> String {
    let parts: Vec<String> =
        ["report-commune-socio.txt", "conclusion-party.txt", "youth-union-report.txt", "plan-district-party.txt"]
            .iter()
            .map(|n| std::fs::read_to_string(reports().join(n)).unwrap())
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
