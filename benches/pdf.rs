//! Speed of each stage of the PDF reader on the corpus: load, lex, fonts, draw, layout, tables, and the whole. Every bench
//! asserts its answer, so that a fast wrong stage does not pass.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a bench ends where its input is missing")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use trichluc::source::pdf::stages::{self, File};
use trichluc::source::pdf::{self, Limits};

/// A file and what its stages give: glyphs and cells of ruled tables at least, a phrase of its text.
const FILES: [(&str, usize, usize, &str); 3] = [
    ("lo-report-poverty", 1000, 20, "hộ nghèo"),
    ("typst-statistics-school", 500, 20, "học sinh"),
    ("weasy-news-tourism", 600, 0, "du lịch"),
];

/// A PDF of the corpus.
fn report(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/reports").join(name).with_extension("pdf");
    std::fs::read(path).unwrap()
}

fn stages(c: &mut Criterion) {
    for (name, glyphs, cells, phrase) in FILES {
        let bytes = report(name);
        let load = || File::load(black_box(&bytes), Limits::default()).expect("a file");
        let file = load();
        let streams = file.streams();
        let drawn = file.draw();
        let mut group = c.benchmark_group(format!("pdf {name}"));
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function("load", |b| {
            b.iter(|| {
                let file = load();
                assert!(!file.streams().is_empty());
                file
            });
        });
        group.bench_function("lex", |b| {
            b.iter(|| {
                let tokens: usize = streams.iter().map(|s| stages::lex(black_box(s))).sum();
                assert!(tokens > glyphs / 10);
            });
        });
        group.bench_function("fonts", |b| b.iter(|| assert!(black_box(&file).fonts() >= 2)));
        group.bench_function("draw", |b| {
            b.iter(|| {
                let drawn = black_box(&file).draw();
                assert!(drawn.glyphs() >= glyphs);
                drawn
            });
        });
        group.bench_function("layout", |b| {
            b.iter(|| {
                let pages = black_box(&drawn).layout();
                assert!(pages.iter().any(|p| p.text.contains(phrase)));
                pages
            });
        });
        group.bench_function("tables", |b| b.iter(|| assert!(black_box(&drawn).cells() >= cells)));
        group.bench_function("whole", |b| {
            b.iter(|| {
                let raw = pdf::read(Path::new("bench.pdf"), black_box(&bytes), &Limits::default()).expect("text");
                assert!(raw.notes.is_empty());
                raw
            });
        });
        group.finish();
    }
}

criterion_group!(benches, stages);
criterion_main!(benches);
