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
