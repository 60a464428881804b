//! The disk fails at every operation there is, one import each: write, sync, rename, delete, read. After each the
//! archive opens and holds exactly the files of its last commit, each whole; the next import ends as one that
//! nothing disturbed, record by record.
//!
//! `TRICHLUC_FAULTS=1 cargo test faults` is the long form: every operation with every fault; a larger number takes one
//! in so many, as the short form does.

use super::{Event, Settings, Summary, import_into};
use crate::archive::Archive;
use crate::archive::medium::{FAULTS, Fault, Medium};
use crate::error::Result;
use crate::pipeline::quiet_panics;
use crate::vocabulary::Vocabulary;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// Of the operations the short form tries one in so many, each fault beginning elsewhere.
const SHORT_STEP: usize = 53;

/// Everything that an archive holds, by path; under no path the number of files.
type Held = BTreeMap<PathBuf, String>;

struct Bench {
    folder: TempDir,
    vocabulary: Vocabulary,
    settings: Settings,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("docs")).unwrap();
        let settings = Settings {
            prune: true,
            memory_bytes: 64 << 20,
            // Two or three files a commit.
            commit_bytes: 700,
            ..Settings::default()
        };
        Self { folder, vocabulary: Vocabulary::embedded().unwrap(), settings }
    }

    fn docs(&self) -> PathBuf {
        fs::canonicalize(self.folder.path().join("docs")).unwrap()
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.docs().join(name), text).unwrap();
    }

    fn dir(&self) -> PathBuf {
        self.folder.path().join("archive")
    }

    fn open(&self, medium: &Medium) -> Result<Archive> {
        Archive::open_on(&self.dir(), &medium.folders(true))
    }

    /// Imports onto a disk; calls `at_commit` whenever a commit is reported.
    fn import(&self, medium: &Medium, mut at_commit: impl FnMut()) -> Result<Summary> {
        self.import_as(medium, true, 1, &mut at_commit)
    }

    fn import_as(&self, medium: &Medium, durable: bool, jobs: usize, at_commit: &mut dyn FnMut()) -> Result<Summary> {
        let settings = Settings { jobs, ..self.settings.clone() };
        let open = || Archive::open_or_create_on(&self.dir(), &medium.folders(durable)).map(Some);
        let mut tell = |event: Event<'_>| {
            if matches!(event, Event::Committed) {
                at_commit();
            }
            Ok(())
        };
        import_into(&self.dir(), &open, &[self.docs()], &settings, &self.vocabulary, &mut tell)
    }

    fn held(&self, medium: &Medium) -> Held {
        let reader = self.open(medium).unwrap().reader().unwrap();
        let mut held = Held::new();
        for (path, state) in reader.stamps().unwrap().iter() {
            held.insert(path.into_owned(), format!("{state:?}"));
        }
        for id in reader.documents().unwrap() {
            let stored = reader.document(id).unwrap();
            held.entry(stored.path).or_default().push_str(&format!("{:?}", stored.content));
        }
        // No file is there twice.
        let files = reader.counts().unwrap().files;
        held.insert(PathBuf::new(), files.to_string());
        held
    }

    /// The states that the archive goes through when nothing fails: at the start and after every commit.
    fn undisturbed(&self, start: &Medium) -> (Vec<Held>, u64) {
        let medium = start.copy();
        let mut states = vec![if self.open(&medium).is_ok() { self.held(&medium) } else { nothing() }];
        let mut counted = 0;
        // Reading the states takes operations of its own; they are not part of the import.
        let quiet = start.copy();
        self.import(&quiet, || counted += 1).unwrap();
        self.import(&medium, || states.push(self.held(&medium))).unwrap();
        assert_eq!(states.len(), counted + 1);
        (states, quiet.operations())
    }

    /// One import with a fault at operation `at`, and what comes after it.
    fn strike(&self, start: &Medium, states: &[Held], at: u64, fault: Fault) {
        let medium = start.copy();
        medium.fail_at(at, fault);
        let mut commits = 0;
        // The number of threads changes neither the commits nor what they hold.
        let result = self.import_as(&medium, true, 1 + at as usize % 2, &mut || commits += 1);
        let what = format!("{fault:?} at {at}, after {commits} commits: {result:?}");
        let medium = medium.back();
        if self.open(&medium).is_ok() {
            let held = self.held(&medium);
            let allowed = &states[commits..states.len().min(commits + 2)];
            let same = allowed.contains(&held);
            assert!(same, "{what}: neither the last commit reported nor the next: {:?}", held.keys());
        } else {
            assert!(commits == 0 && states[0] == nothing(), "{what}: {:?}", self.open(&medium));
        }
        self.import(&medium, || ()).unwrap_or_else(|e| panic!("{what}: the next import fails: {e}"));
        let (end, want) = (self.held(&medium), &states[states.len() - 1]);
        assert!(end == *want, "{what}: the next import ends otherwise: {:?}", difference(&end, want));
    }

    fn strike_everywhere(&self, start: &Medium) {
        quiet_panics();
        let (states, operations) = self.undisturbed(start);
        assert!(states.len() > 4, "{} commits", states.len());
        let step = std::env::var("TRICHLUC_FAULTS").map_or(SHORT_STEP, |v| v.parse().unwrap());
        let mut strikes = 0;
        for (i, fault) in FAULTS.into_iter().enumerate() {
            for at in (1 + (i * 5) as u64 % step as u64..=operations).step_by(step) {
                self.strike(start, &states, at, fault);
                strikes += 1;
            }
        }
        println!("{strikes} faults in {operations} operations");
    }
}

/// What an archive without files holds.
fn nothing() -> Held {
    [(PathBuf::new(), "0".to_owned())].into()
}

fn difference<'a>(a: &'a Held, b: &'a Held) -> Vec<(&'a PathBuf, Option<&'a String>, Option<&'a String>)> {
    let keys = a.keys().chain(b.keys()).filter(|k| a.get(*k) != b.get(*k));
    keys.map(|k| (k, a.get(k), b.get(k))).collect()
}

fn report(number: u32, sentence: &str) -> String {
    format!(
        "UBND XÃ MƯỜNG HUM\nSố: {number}/BC-UBND\nMường Hum, ngày 12 tháng 5 năm 2023\nBÁO CÁO\nKết quả giảm nghèo\n\
         Toàn xã có {number} hộ nghèo, {sentence}\n"
    )
}

/// Imports from nothing: the archive is made, commits follow, segments are merged.
#[test]
fn a_first_import() {
    let b = Bench::new();
    for i in 0..24 {
        b.write(&format!("{i:02}.txt"), report(i, "bằng 3,5 % tổng số hộ."));
    }
    b.write("bad.txt", [0u8; 40]);
    b.write("copy.txt", report(3, "bằng 3,5 % tổng số hộ."));
    b.strike_everywhere(&Medium::default());
}

/// An archive of some files, and afterwards files changed, moved, copied and gone, a document handed on to its
/// duplicate.
fn changes() -> (Bench, Medium) {
    let mut b = Bench::new();
    b.settings.commit_bytes = 300;
    for i in 0..12 {
        b.write(&format!("{i:02}.txt"), report(i, "bằng 3,5 % tổng số hộ."));
    }
    b.write("01-copy.txt", report(1, "bằng 3,5 % tổng số hộ."));
    let start = Medium::default();
    b.import(&start, || ()).unwrap();
    for i in [0, 3, 4, 7] {
        b.write(&format!("{i:02}.txt"), report(i + 100, "giảm 12 hộ so với năm trước, đạt kế hoạch."));
    }
    fs::rename(b.docs().join("05.txt"), b.docs().join("moved.txt")).unwrap();
    fs::remove_file(b.docs().join("01.txt")).unwrap();
    fs::remove_file(b.docs().join("08.txt")).unwrap();
    for i in 20..24 {
        b.write(&format!("{i}.txt"), report(i, "tăng 5 hộ."));
    }
    (b, start)
}

#[test]
fn an_import_of_changes() {
    let (b, start) = changes();
    b.strike_everywhere(&start);
}

/// A merge that runs while the first file of an import is replaced must not bring the old one back. It takes an
/// archive whose last commit deleted something, and luck.
#[test]
fn a_merge_does_not_bring_a_replaced_file_back() {
    let (b, start) = changes();
    let (states, _) = b.undisturbed(&start);
    b.import(&start, || start.cut_power()).unwrap_err();
    let early = start.back();
    assert!(b.held(&early) == states[1]);
    for round in 0..15 {
        let medium = early.copy();
        b.import(&medium, || ()).unwrap();
        assert!(b.held(&medium) == states[states.len() - 1], "round {round}");
    }
}

/// With hardly any memory every file waits for the one before: a thread of the index that died must not keep them.
#[test]
fn an_import_without_memory_to_spare_does_not_wait_for_ever() {
    let mut b = Bench::new();
    (b.settings.memory_bytes, b.settings.commit_bytes) = (1, 1 << 20);
    for i in 0..6 {
        b.write(&format!("{i:02}.txt"), report(i, "tăng 5 hộ."));
    }
    let start = Medium::default();
    let (states, operations) = b.undisturbed(&start);
    for at in (1..=operations).step_by(11) {
        b.strike(&start, &states, at, Fault::Full);
    }
}

/// The test's own disk: without the sync behind the renaming a power cut takes a commit that was reported.
#[test]
fn the_sync_behind_the_renaming_is_needed() {
    let b = Bench::new();
    b.write("a.txt", report(1, "tăng 5 hộ."));
    for durable in [true, false] {
        let medium = Medium::default();
        b.import_as(&medium, durable, 1, &mut || ()).unwrap();
        medium.cut_power();
        let back = medium.back();
        let documents = b.open(&back).and_then(|a| a.reader()?.counts()).map_or(0, |c| c.documents);
        assert_eq!(documents, u64::from(durable));
    }
}
