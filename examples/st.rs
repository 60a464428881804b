use std::path::Path;
use std::time::Instant;
use trichluc::source::{self, Options};
use trichluc::vocabulary::Vocabulary;
use trichluc::{extract, normalize, structure};
fn main() {
    let vocabulary = Vocabulary::embedded().unwrap();
    let options = Options::default();
    let dir = std::env::args().nth(1).unwrap();
    let n: usize = std::env::args().nth(2).unwrap().parse().unwrap();
    let reps: usize = std::env::args().nth(3).unwrap().parse().unwrap();
    let mut files: Vec<_> = std::fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).collect();
    files.sort();
    files.truncate(n);
    let texts: Vec<Vec<u8>> = files.iter().map(|f| std::fs::read(f).unwrap()).collect();
    let total: usize = texts.iter().map(Vec::len).sum();
    let path = Path::new("a.txt");
    let mut best = [f64::MAX; 5];
    let (mut figs, mut refs) = (0, 0);
    for _ in 0..reps {
        let mut t = [0.0; 5];
        (figs, refs) = (0, 0);
        for bytes in &texts {
            let s = Instant::now();
            let raw = source::read(path, bytes, &options).unwrap();
            t[0] += s.elapsed().as_secs_f64();
            let s = Instant::now();
            let norm = normalize::normalize(raw);
            t[1] += s.elapsed().as_secs_f64();
            let s = Instant::now();
            let document = structure::structure(&norm, &vocabulary);
            t[2] += s.elapsed().as_secs_f64();
            let s = Instant::now();
            let e = extract::extract(&document, &vocabulary);
            t[3] += s.elapsed().as_secs_f64();
            figs += e.figures.len();
            refs += e.references.len();
        }
        for i in 0..4 {
            if t[i] < best[i] {
                best[i] = t[i];
            }
        }
    }
    let mb = total as f64 / 1e6;
    println!("{mb:.1} MB figs {figs} refs {refs}");
    for (n, t) in ["decode", "normalize", "structure", "extract"].iter().zip(best) {
        println!("{n:10} {:7.1} ms {:7.1} MB/s", t * 1e3, mb / t);
    }
    println!("all {:.1} MB/s", mb / best[..4].iter().sum::<f64>());
}
