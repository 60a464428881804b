//! Speed of each stage on 100 KB of report text: decode, normalize, structure, extract. Every bench asserts its
//! answer, so that a fast wrong stage does not pass.

#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a bench ends where its input is missing")]

mod support;

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::Path;
use trichluc::source::{self, Options};
use trichluc::vocabulary::Vocabulary;
use trichluc::{extract, normalize, structure};

const BYTES: usize = 100_000;

fn stages(c: &mut Criterion) {
    let vocabulary = Vocabulary::embedded().expect("embedded vocabularies");
    let options = Options::default();
    let path = Path::new("bench.txt");
    let text = support::long(BYTES);
    let raw = source::read(path, text.as_bytes(), &options).expect("text");
    let norm = normalize::normalize(raw.clone());
    let document = structure::structure(&norm, &vocabulary);
    let mut group = c.benchmark_group("stages");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("decode", |b| {
        b.iter(|| {
            let raw = source::read(path, black_box(text.as_bytes()), &options).expect("text");
            assert_eq!(raw.pages.len(), 1);
            raw
        });
    });
    group.bench_function("normalize", |b| {
        b.iter_batched(
            || raw.clone(),
            |raw| {
                let norm = normalize::normalize(raw);
                assert_eq!(norm.text.len(), text.len());
                norm
            },
            BatchSize::LargeInput,
        );
    });
    group.bench_function("structure", |b| {
        b.iter(|| {
            let document = structure::structure(black_box(&norm), &vocabulary);
            assert!(document.flow.blocks.len() > 100);
            document
        });
    });
    group.bench_function("extract", |b| {
        b.iter(|| {
            let found = extract::extract(black_box(&document), &vocabulary);
            assert!(found.figures.len() > 500 && found.references.len() > 50);
            found
        });
    });
    group.finish();
}

/// Time must grow with the length and with nothing else: 1, 10 and 100 times the text, and text made to hurt.
fn linear(c: &mut Criterion) {
    let vocabulary = Vocabulary::embedded().expect("embedded vocabularies");
    let options = Options::default();
    let mut group = c.benchmark_group("linear");
    group.sample_size(10);
    let mut inputs: Vec<(String, String)> =
        [1, 10, 100].iter().map(|n| (format!("text x{n}"), support::long(n * 10_000))).collect();
    for (name, unit) in [
        ("digits", "1"),
        ("so", "số "),
        ("commas", ","),
        ("brackets", "("),
        ("numbers", "1.234 "),
        ("figures", "12 hộ, "),
    ] {
        inputs.push((format!("megabyte of {name}"), unit.repeat(1_000_000 / unit.len())));
    }
    inputs.push(("megabyte of years".to_owned(), format!("Năm {}có 5 hộ", "2021, ".repeat(160_000))));
    for (name, text) in &inputs {
        let norm = normalize::normalize(source::read(Path::new("bench.txt"), text.as_bytes(), &options).expect("text"));
        let document = structure::structure(&norm, &vocabulary);
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |b| b.iter(|| extract::extract(black_box(&document), &vocabulary)));
    }
    group.finish();
}

criterion_group!(benches, stages, linear);
criterion_main!(benches);
