//! Short texts of one phenomenon each, `corpus/cases/*.txt`, with what is to be found in them behind the text:
//!
//! ```text
//! === name of the case
//! Toàn xã có 61 hộ nghèo.
//! ---
//! F@61 hộ nghèo@61@hộ@@@hộ nghèo
//! ```
//! The lines behind `---` are those of [`gold`](super::gold) with `@` for the tabulator.

use super::gold::{self, Gold};
use std::path::{Path, PathBuf};

pub struct Case {
    pub name: String,
    pub text: String,
    pub gold: Gold,
}

/// The files of cases, sorted by name.
pub fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/cases");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The cases of one file; an error names the case.
pub fn read(path: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(path).unwrap();
    let blocks = text.strip_prefix("=== ").expect("a file of cases opens with a case").split("\n=== ");
    blocks
        .map(|block| {
            let (name, rest) = block.split_once('\n').unwrap_or((block, ""));
            let (text, records) = split(rest).unwrap_or_else(|| panic!("{name}: no line `---` before the records"));
            let gold = gold::parse(&records.replace('@', "\t")).unwrap_or_else(|e| panic!("{name}: {e}"));
            Case { name: name.to_owned(), text: text.to_owned(), gold }
        })
        .collect()
}

/// The text and the records, which follow the last line `---`.
fn split(block: &str) -> Option<(&str, &str)> {
    let at = block.rfind("\n---\n").or_else(|| block.ends_with("\n---").then(|| block.len() - 4))?;
    Some((&block[..at], block.get(at + 5..).unwrap_or_default()))
}
