//! Thirty questions of the three people the program is for, asked of the corpus from outside.
//!
//! One file per person, one question per line, tab-separated: the question, the exit status, the arguments (separated
//! by `|`), what the answer must contain (`|`), what it must not contain (`|`). A line that begins with `#` is a comment.

use crate::cli::{Run, program, run};
use crate::golden::reports;
use std::path::Path;
use tempfile::TempDir;

/// An archive of the whole corpus.
fn archive() -> TempDir {
    let folder = TempDir::new().unwrap();
    // The corpus holds a damaged file, so that the import ends with 1: done, but some documents failed.
    ask(folder.path(), &["import", "--ocr", "never", "--quiet", reports().to_str().unwrap()]).exits(1);
    folder
}

fn ask(archive: &Path, args: &[&str]) -> Run {
    run(program().arg("--archive").arg(archive.join("archive")).args(args))
}

#[test]
fn the_questions_get_their_answers() {
    let folder = archive();
    let mut wrong = String::new();
    for (person, questions) in [
        ("records officer", include_str!("records-officer.tsv")),
        ("lawyer", include_str!("lawyer.tsv")),
        ("statistician", include_str!("statistician.tsv")),
    ] {
        let rows: Vec<_> = questions.lines().filter(|l| !l.is_empty() && !l.starts_with('#')).collect();
        assert!(rows.len() >= 10, "{person}: ten questions at least");
        for row in rows {
            let cells: Vec<&str> = row.split('\t').collect();
            let [question, status, args, must, not] = cells[..] else { panic!("{person}: five cells in {row:?}") };
            let args: Vec<&str> = args.split('|').collect();
            let answer = ask(folder.path(), &args);
            let said = format!("{}{}", answer.stdout, answer.stderr);
            let missing: Vec<_> = must.split('|').filter(|m| !said.contains(m)).collect();
            let unwanted: Vec<_> = not.split('|').filter(|n| !n.is_empty() && said.contains(n)).collect();
            if answer.status != status.parse().ok() || !missing.is_empty() || !unwanted.is_empty() {
                wrong += &format!(
                    "{person}: {question}\n  {args:?} ended with {:?}, expected {status}; missing {missing:?}; unwanted {unwanted:?}\n{said}\n",
                    answer.status
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
