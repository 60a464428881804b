//! The fuzz targets' own code over their committed seeds: it keeps compiling, and what it asserts holds, without a fuzzer.

#[path = "../../fuzz/src/lib.rs"]
mod targets;

use std::path::{Path, PathBuf};
use targets::{MAP, SHOW, image, pdf, records, text};

/// The bytes of every file in a folder of seeds.
fn seeds(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(target);
    let files = std::fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let found: Vec<_> = files.map(|f| f.unwrap().path()).map(|p| (p.clone(), std::fs::read(&p).unwrap())).collect();
    assert!(!found.is_empty(), "no seeds in {}", folder.display());
    found
}

#[test]
fn a_picture_that_claims_to_be_huge_is_refused() {
    let (_, mut bytes) =
        seeds("image").into_iter().find(|s| s.0.ends_with("jpeg2000-codestream")).expect("a seed of that name");
    assert!(image(&bytes));
    // Width of the image and of its tiles, behind codec, size, parameters and the first ten bytes of the codestream.
    for at in [11, 27] {
        bytes[at..at + 4].copy_from_slice(&3_000_000u32.to_be_bytes());
    }
    assert!(!image(&bytes));
}

#[test]
fn seeds_are_read() {
    for (_, bytes) in seeds("content") {
        text(&pdf(&bytes, Some(MAP), b""));
    }
    for (_, bytes) in seeds("cmap") {
        text(&pdf(SHOW, Some(&bytes), b""));
    }
    for (_, bytes) in seeds("font") {
        text(&pdf(SHOW, None, &bytes));
    }
    for (path, bytes) in seeds("image") {
        assert!(image(&bytes), "{} makes no picture", path.display());
    }
    for (_, bytes) in seeds("txt") {
        records(&bytes);
    }
    for (path, bytes) in seeds("pdf") {
        text(&bytes);
        records(&bytes);
        assert!(bytes.starts_with(b"%PDF"), "{} is no PDF", path.display());
    }
}
