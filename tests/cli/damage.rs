//! Archives that cannot be used: every one is a clear error that says what to do, and stays as it is.

use super::{Fixture, report};
use std::fs;
use std::time::Duration;

#[test]
fn an_archive_of_another_format_is_refused() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    f.import(&[]).0.exits(0);
    let format = f.archive().join("format");
    let words = fs::read_to_string(&format).unwrap();
    fs::write(&format, "trichluc archive 999\n").unwrap();
    for args in [["status"].as_slice(), &["show", "a.txt"], &["import", f.docs().to_str().unwrap()]] {
        let run = f.run(args).exits(2);
        assert!(run.stderr.contains("format 999"), "{}", run.stderr);
    }
    fs::write(&format, words).unwrap();
    assert_eq!(f.status()["documents"], 1);
}

#[test]
fn a_folder_with_other_files_becomes_no_archive() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    fs::create_dir(f.archive()).unwrap();
    fs::write(f.archive().join("thesis.doc"), "mine").unwrap();
    let (run, _) = f.import(&[]);
    assert!(run.exits(2).stderr.contains("thesis.doc"));
    assert_eq!(fs::read_dir(f.archive()).unwrap().filter(|e| e.as_ref().unwrap().path().is_file()).count(), 1);
}

#[test]
fn two_imports_at_once_and_a_reader_meanwhile() {
    let f = Fixture::new();
    for i in 0..40 {
        f.write(&format!("{i:02}.txt"), report(i, "xã đã họp.").repeat(120));
    }
    f.import(&[]).0.exits(0);
    let docs = f.docs();
    let mut first = f.command(["import", "--force", "--jobs", "1", "-q"]).arg(&docs).spawn().unwrap();
    let mut refused = 0;
    while first.try_wait().unwrap().is_none() {
        assert_eq!(f.status()["documents"], 40, "a reader sees the last commit");
        let (second, _) = f.import(&[]);
        if second.status == Some(2) {
            assert!(second.stderr.contains("another import"), "{}", second.stderr);
            refused += 1;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(first.wait().unwrap().success() || refused == 0);
    assert!(refused > 0, "the second import never met the first");
    f.import(&[]).0.exits(0);
    assert_eq!(f.status()["documents"], 40);
}

/// A small file system of its own, where this user may make one.
#[cfg(target_os = "linux")]
struct SmallDisk(std::path::PathBuf);

#[cfg(target_os = "linux")]
impl SmallDisk {
    fn new(at: std::path::PathBuf, size: &str) -> Option<Self> {
        fs::create_dir_all(&at).unwrap();
        let mount = std::process::Command::new("mount")
            .args(["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"])
            .arg(&at)
            .output();
        mount.is_ok_and(|o| o.status.success()).then_some(Self(at))
    }
}

#[cfg(target_os = "linux")]
impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = std::process::Command::new("umount").arg(&self.0).output();
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_last_commit() {
    let f = Fixture::new();
    let Some(disk) = SmallDisk::new(f.path("disk"), "3M") else {
        println!("skipped: this user may not mount a file system");
        return;
    };
    let archive = disk.0.join("archive");
    let run = |docs: &std::path::Path| {
        let mut command = super::program();
        command.arg("--archive").arg(&archive).args(["import", "--json"]).arg(docs);
        super::run(&mut command)
    };
    let documents = || {
        let mut command = super::program();
        command.arg("--archive").arg(&archive).args(["status", "--json"]);
        super::run(&mut command).exits(0).json()["documents"].clone()
    };
    for i in 0..10 {
        f.write(&format!("{i:02}.txt"), report(i, "xã đã họp."));
    }
    run(&f.docs()).exits(0);
    let noise = |seed: u64| {
        // Text that does not pack well.
        let mut state = seed;
        (0..30_000).map(move |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("{:x} ", state >> 40)
        })
    };
    for i in 10..26 {
        f.write(&format!("{i:02}.txt"), noise(i).collect::<String>());
    }
    let full = run(&f.docs());
    assert_eq!(full.status, Some(2), "{full:?}");
    assert!(full.stderr.contains("No space left") && full.stderr.contains("archive"), "{}", full.stderr);
    assert_eq!(documents(), 10, "the archive is as of its last commit");
    for i in 10..26 {
        fs::remove_file(f.docs().join(format!("{i:02}.txt"))).unwrap();
    }
    f.write("10.txt", report(10, "xã đã họp."));
    run(&f.docs()).exits(0);
    assert_eq!(documents(), 11, "and the next import goes on from there");
}

/// Text that does not pack well, in a few words.
#[cfg(unix)]
fn noise(seed: u32) -> String {
    let mut state = u64::from(seed);
    let words = (0..8_000).map(|_| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("{:x} ", state >> 40)
    });
    words.collect()
}

/// The system's own limit for files: ends the program in the middle of a write, or lets the write fail.
#[cfg(unix)]
#[test]
fn a_limit_of_the_system_leaves_the_last_commit() {
    let f = Fixture::new();
    for i in 0..10 {
        f.write(&format!("{i:02}.txt"), report(i, "xã đã họp."));
    }
    f.import(&[]).0.exits(0);
    for i in 10..14 {
        f.write(&format!("{i:02}.txt"), noise(i));
    }
    let limited = |before: &str| {
        let mut shell = std::process::Command::new("sh");
        shell.arg("-c").arg(format!("{before} ulimit -f 100; exec \"$@\"")).arg("sh");
        shell
            .arg(env!("CARGO_BIN_EXE_trichluc"))
            .arg("--archive")
            .arg(f.archive())
            .args(["import", "-q"])
            .arg(f.docs());
        super::run(&mut shell)
    };
    assert_eq!(limited("").status, None, "a signal ends it");
    assert_eq!(f.status()["documents"], 10);
    let refused = limited("trap '' XFSZ;").exits(2);
    assert!(refused.stderr.contains("as of its last commit"), "{}", refused.stderr);
    assert_eq!(f.status()["documents"], 10);
    f.import(&[]).0.exits(0);
    assert_eq!(f.status()["documents"], 14);
}

#[cfg(unix)]
#[test]
fn control_c_leaves_the_last_commit() {
    let f = Fixture::new();
    for i in 0..60 {
        f.write(&format!("{i:02}.txt"), report(i, "xã đã họp.").repeat(60));
    }
    let docs = f.docs();
    let mut child = f.command(["import", "--commit-bytes", "40k", "-q"]).arg(&docs).spawn().unwrap();
    // Until the first commit shows; then Ctrl-C.
    let committed = || f.archive().join("format").exists() && f.status()["documents"] != 0;
    while !committed() && child.try_wait().unwrap().is_none() {
        std::thread::sleep(Duration::from_millis(5));
    }
    let id = child.id().to_string();
    let sent = std::process::Command::new("sh").args(["-c", "kill -INT \"$0\"", &id]).status().unwrap();
    assert!(sent.success());
    let ended = child.wait().unwrap();
    let documents = f.status()["documents"].as_u64().unwrap();
    assert!((1..=60).contains(&documents) && (ended.code().is_none() || documents == 60), "{documents}, {ended}");
    f.import(&[]).0.exits(0);
    assert_eq!(f.status()["documents"], 60);
}

#[test]
fn what_a_kill_left_behind_is_swept_up() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    f.import(&[]).0.exits(0);
    let index = f.archive().join("index");
    let left = [".tmpAbC123", "0a1b2c3d4e5f60718293a4b5c6d7e8f9.store", "0a1b2c3d4e5f60718293a4b5c6d7e8f9.7.del"];
    for name in left {
        fs::write(index.join(name), "half a file").unwrap();
    }
    fs::write(index.join("notes.txt"), "not ours").unwrap();
    f.status();
    assert!(left.iter().all(|n| index.join(n).exists()), "a reader deletes nothing");
    f.import(&[]).0.exits(0);
    assert!(!left.iter().any(|n| index.join(n).exists()));
    assert!(index.join("notes.txt").exists());
    assert_eq!(f.status()["documents"], 1);
}
