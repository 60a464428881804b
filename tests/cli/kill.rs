//! An import that is killed at any moment loses nothing that was committed, and the next one goes on from there:
//! after many kills the archive is that of an undisturbed import, record by record.
//!
//! `TRICHLUC_KILLS=500 cargo test --release kill` is the long form.

use super::{Fixture, report};
use std::fs;
use std::time::{Duration, Instant};
use trichluc::archive::Archive;
use trichluc::export::jsonl;

/// Enough files for a good second of import, in several commits.
const FILES: u32 = 120;

/// Everything that the archive holds, file by file: state, records, text.
fn content(f: &Fixture) -> Vec<String> {
    let archive = Archive::open(&f.archive()).unwrap();
    let reader = archive.reader().unwrap();
    let mut out: Vec<String> = reader.stamps().unwrap().iter().map(|file| format!("{file:?}")).collect();
    for id in reader.documents().unwrap() {
        let stored = reader.document(id).unwrap();
        let mut lines = vec![stored.content.text.clone()];
        lines.extend(jsonl::records(stored.content).map(|r| serde_json::to_string(&r).unwrap()));
        out.push(lines.join("\n"));
    }
    let mut counts = reader.counts().unwrap();
    counts.index_bytes = 0;
    out.push(format!("{counts:?}"));
    out
}

fn name(i: u32) -> String {
    format!("{:02}/{i:04}.txt", i % 20)
}

fn fill(f: &Fixture) {
    for i in 0..FILES {
        let sentence = format!("tỷ lệ hộ nghèo là {},{} % tại xã số {i}.", i % 90, i % 10);
        f.write(&name(i), report(i, &sentence).repeat(1 + i as usize % 7 * 2));
    }
    f.write("bad.txt", [0u8; 100]);
}

fn pseudo_random(state: &mut u64) -> u64 {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

/// An import to the end. Its one failure is news unless an import before has committed it.
fn whole_import(f: &Fixture) {
    let (run, summary) = f.import(&["--jobs", "2"]);
    let news = 1 - summary["known"].as_u64().unwrap();
    assert_eq!((run.status, &summary["failed"]), (Some(news as i32), &1.into()), "{summary}");
}

#[test]
fn kill_and_resume() {
    let kills: u32 = std::env::var("TRICHLUC_KILLS").ok().map_or(20, |v| v.parse().unwrap());
    let f = Fixture::new();
    fill(&f);
    let docs = f.docs();
    let import = ["import", "--json", "--jobs", "2", "--commit-bytes", "20k"];
    let start = Instant::now();
    super::run(f.command(import).arg(&docs)).exits(1);
    let whole = start.elapsed();
    let want = content(&f);

    let mut random = 20_260_101;
    let (mut done, mut finished) = (0, 0);
    fs::remove_dir_all(f.archive()).unwrap();
    while done < kills {
        let mut child = f
            .command(import)
            .arg(&docs)
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_micros(pseudo_random(&mut random) % (whole.as_micros() as u64 + 1)));
        child.kill().unwrap();
        if child.wait().unwrap().code().is_some() {
            finished += 1;
        }
        done += 1;
        if f.archive().join("format").exists() {
            let status = f.status();
            assert!(status["documents"].as_u64().unwrap() <= u64::from(FILES), "nothing is doubled: {status}");
        }
        // Over and over: from nothing, from a part, and over a whole archive.
        if finished > 0 && done % 5 == 0 {
            whole_import(&f);
            assert_eq!(f.status()["documents"], FILES, "after {done} kills");
            fs::remove_dir_all(f.archive()).unwrap();
            finished = 0;
        }
    }
    whole_import(&f);
    let got = content(&f);
    assert_eq!(want.len(), got.len(), "after {done} kills");
    for (want, got) in want.iter().zip(&got) {
        assert_eq!(want, got, "after {done} kills");
    }
    println!("{done} kills");
}

/// Ctrl-C in the middle: what was read is there, what was not is no loss and no removal, and the next import goes on.
#[cfg(unix)]
#[test]
fn ctrl_c_keeps_what_was_read() {
    let f = Fixture::new();
    fill(&f);
    let docs = f.docs();
    let mut random = 20_261_129;
    let mut stopped = 0;
    for _ in 0..10 {
        let child = f
            .command(["import", "--json", "--jobs", "2", "--prune"])
            .arg(&docs)
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(20 + pseudo_random(&mut random) % 200));
        std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        let out = child.wait_with_output().unwrap();
        // Before the handler stands, the signal ends the program; the archive may not be there yet.
        let Some(code) = out.status.code() else { continue };
        let summary: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
        assert!(code <= 1 && summary["removed"] == 0, "{code} {summary}");
        stopped += usize::from(summary["stopped"] == true);
        let held = f.status()["documents"].as_u64().unwrap();
        let read = summary["files"].as_u64().unwrap();
        assert!(held + 1 >= read, "{held} documents of {summary}");
    }
    whole_import(&f);
    assert_eq!(f.status()["documents"], FILES);
    println!("{stopped} of 10 imports were stopped in the middle");
}
