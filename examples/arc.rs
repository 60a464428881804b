use std::path::{Path, PathBuf};
use std::time::Instant;
use trichluc::archive::*;
use trichluc::vocabulary::Vocabulary;

fn walk(dir: &Path, out: &mut Vec<PathBuf>) {
    for e in std::fs::read_dir(dir).unwrap().flatten() {
        let p = e.path();
        if p.is_dir() { walk(&p, out) } else { out.push(p) }
    }
}

fn main() {
    let a: Vec<String> = std::env::args().collect();
    match a[1].as_str() {
        "index" => {
            let threads: usize = a.get(4).map_or(1, |s| s.parse().unwrap());
            let mut files = Vec::new();
            walk(Path::new(&a[2]), &mut files);
            files.sort();
            let _ = std::fs::remove_dir_all(&a[3]);
            let archive = Archive::open_or_create(Path::new(&a[3])).unwrap();
            let mut w = archive.writer(256 << 20, threads).unwrap();
            let v = Vocabulary::embedded().unwrap();
            let o = trichluc::source::Options::default();
            let start = Instant::now();
            let mut proc = std::time::Duration::ZERO;
            for (i, f) in files.iter().enumerate() {
                let bytes = std::fs::read(f).unwrap();
                let t = Instant::now();
                let p = trichluc::pipeline::process(f, &bytes, &o, &v).unwrap();
                proc += t.elapsed();
                let mut sha = [0; 32];
                for (k, b) in sha.iter_mut().enumerate() {
                    *b = u8::from_str_radix(&p.document.sha256[2 * k..2 * k + 2], 16).unwrap();
                }
                let stamp = Stamp { size: bytes.len() as u64, modified: i as i64, sha256: Some(sha), rules: 1 };
                w.put(Entry::document(f, stamp, None, p)).unwrap();
            }
            println!("put {:?} (process {:?})", start.elapsed(), proc);
            w.finish().unwrap();
            println!("done {:?}", start.elapsed());
            let r = archive.reader().unwrap();
            let c = r.counts().unwrap();
            println!("{c:?} ratio {}", c.index_bytes as f64 / c.text_bytes as f64);
        }
        "stamps" => {
            let archive = Archive::open(Path::new(&a[2])).unwrap();
            let t = Instant::now();
            let s = archive.reader().unwrap().stamps().unwrap();
            println!("{} {:?}", s.len(), t.elapsed());
        }
        _ => {}
    }
}
