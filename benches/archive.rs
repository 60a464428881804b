//! Speed of what stands behind the stages, on 200 files of 5 KB: indexing what was read, a whole import, an import
//! with nothing changed, a question, a table of all figures. Every bench asserts its answer.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a bench ends where its input is missing")]

mod support;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use tempfile::TempDir;
use trichluc::archive::{Archive, Entry, Stamp};
use trichluc::import::{Settings, import};
use trichluc::pipeline;
use trichluc::query::{self, Query};
use trichluc::source;
use trichluc::vocabulary::Vocabulary;

const FILES: usize = 200;
const BYTES: usize = 5_000;
const BUDGET: usize = 64 << 20;

/// Folder of documents; each begins with its own number, so that none repeats another.
fn documents() -> TempDir {
    let text = support::long(BYTES);
    let folder = tempfile::tempdir().unwrap();
    for i in 0..FILES {
        fs::write(folder.path().join(format!("{i:03}.txt")), format!("Số: {i}/BC-UBND\n\n{text}")).unwrap();
    }
    folder
}

fn imported(documents: &Path, archive: &Path, vocabulary: &Vocabulary) -> trichluc::import::Summary {
    let settings = Settings { jobs: 1, ..Settings::default() };
    import(archive, &[documents.to_owned()], &settings, vocabulary, &mut |_| Ok(())).unwrap()
}

fn archive(c: &mut Criterion) {
    let vocabulary = Vocabulary::embedded().expect("embedded vocabularies");
    let documents = documents();
    let bytes: u64 = fs::read_dir(documents.path()).unwrap().map(|e| e.unwrap().metadata().unwrap().len()).sum();
    let mut group = c.benchmark_group("archive");
    group.sample_size(10).throughput(Throughput::Bytes(bytes));

    let entries: Vec<Entry> = (0..FILES)
        .map(|i| {
            let path = documents.path().join(format!("{i:03}.txt"));
            let read = pipeline::process(&path, &fs::read(&path).unwrap(), &source::Options::default(), &vocabulary);
            Entry::document(&path, Stamp::default(), None, read.unwrap())
        })
        .collect();
    group.bench_function("index", |b| {
        b.iter_batched(
            || (tempfile::tempdir().unwrap(), entries.clone()),
            |(folder, entries)| {
                let archive = Archive::open_or_create(folder.path()).unwrap();
                let mut writer = archive.writer(BUDGET, 1).unwrap();
                for entry in entries {
                    writer.put(entry).unwrap();
                }
                writer.finish().unwrap();
                assert_eq!(archive.reader().unwrap().counts().unwrap().documents, FILES as u64);
                folder
            },
            BatchSize::PerIteration,
        );
    });
    group.bench_function("import", |b| {
        b.iter_batched(
            || tempfile::tempdir().unwrap(),
            |folder| {
                assert_eq!(imported(documents.path(), folder.path(), &vocabulary).imported, FILES as u64);
                folder
            },
            BatchSize::PerIteration,
        );
    });

    let folder = tempfile::tempdir().unwrap();
    imported(documents.path(), folder.path(), &vocabulary);
    group.throughput(Throughput::Elements(FILES as u64));
    group.bench_function("import unchanged", |b| {
        b.iter(|| assert_eq!(imported(documents.path(), folder.path(), &vocabulary).unchanged, FILES as u64));
    });
    let reader = Archive::open(folder.path()).unwrap().reader().unwrap();
    for text in ["hộ nghèo", "hộ nghèo tỷ", "\"tỷ lệ hộ nghèo\"", "\"7/BC-UBND\""] {
        let question = Query::parse(text, &vocabulary);
        group.bench_function(format!("search {text}"), |b| {
            b.iter(|| {
                let hits =
                    query::search(&reader, black_box(&question), &query::Options::default(), &vocabulary).unwrap();
                assert!(hits.total > 0);
                hits
            });
        });
    }
    // All figures as rows, with and without their sentences, and in the cells of grids.
    for quotes in [false, true] {
        let selection = query::Selection { quotes, ..query::Selection::default() };
        group.bench_function(if quotes { "table with sentences" } else { "table" }, |b| {
            b.iter(|| {
                let table = query::table(&reader, black_box(&selection), &vocabulary).unwrap();
                assert!(table.rows.len() >= FILES);
                table
            });
        });
    }
    let selection = query::Selection::default();
    group.bench_function("pivot", |b| {
        b.iter(|| {
            let (down, across) = (query::Axis::Place, query::Axis::Period);
            let pivot = query::pivot(&reader, black_box(&selection), &vocabulary, down, across).unwrap();
            assert!(pivot.figures() >= FILES);
            pivot
        });
    });
    group.finish();
}

criterion_group!(benches, archive);
criterion_main!(benches);
