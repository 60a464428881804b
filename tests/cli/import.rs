//! What an import makes of a folder, and of the same folder after it has changed.

use super::{Fixture, relative, report};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// Outcome and reason of every file of a report, by path relative to the documents.
fn outcomes(f: &Fixture, report: &Path) -> Vec<String> {
    let mut lines: Vec<String> = fs::read_to_string(report)
        .unwrap()
        .lines()
        .map(|l| {
            let line: Value = serde_json::from_str(l).unwrap();
            for key in ["pages", "bytes", "milliseconds"] {
                assert!(line[key].is_u64(), "{key} is missing: {l}");
            }
            let path = relative(Path::new(line["path"].as_str().unwrap()), &f.docs());
            let reason = line["reason"].as_str().map_or(String::new(), |r| format!(" {r}"));
            format!("{path} {}{reason}", line["outcome"].as_str().unwrap())
        })
        .collect();
    lines.sort();
    lines
}

fn imported(f: &Fixture, options: &[&str]) -> (Option<i32>, Vec<String>) {
    let report = f.path("report.jsonl");
    let mut all = vec!["--report", report.to_str().unwrap()];
    all.extend(options);
    let (run, summary) = f.import(&all);
    if run.status != Some(2) {
        let n: u64 = ["imported", "unchanged", "replaced", "duplicate", "partial", "failed", "skipped"]
            .iter()
            .map(|k| summary[k].as_u64().unwrap())
            .sum();
        assert_eq!(summary["files"], n, "outcomes add up: {summary}");
        for key in ["pages", "bytes", "references", "figures", "seconds"] {
            assert!(summary[key].is_number(), "{key}: {summary}");
        }
    }
    (run.status, outcomes(f, &report))
}

/// Changes a file's bytes and makes sure that its time of change is another.
fn rewrite(path: &Path, content: &str) {
    fs::write(path, content).unwrap();
    let later = SystemTime::now() + Duration::from_secs(5);
    fs::File::options().write(true).open(path).unwrap().set_modified(later).unwrap();
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_mixed_folder() {
    let f = Fixture::new();
    let good = report(12, "xã đã họp.");
    f.write("2023/a.txt", &good);
    f.write("2023/copy.txt", &good);
    f.write("empty.txt", "");
    f.write("blank.txt", " \n\n ");
    f.write("binary.txt", [0u8, 1, 2, 3, 0, 0, 255, 254, 0, 9].repeat(100));
    f.write("tool", [0x7fu8, b'E', b'L', b'F', 2, 1, 1, 0, 0, 0, 0, 0].repeat(50));
    f.write("lying.txt", "%PDF-1.7\nnothing behind the header");
    f.write("lying.pdf", report(13, "tệp này là văn bản."));
    f.write("photo.jpg", [0xffu8, 0xd8, 0xff, 0xe0]);
    f.write("NO EXTENSION", report(14, "không có phần mở rộng."));
    f.write("utf16.txt", report(15, "mã hóa hai byte.").encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    f.write("kho.zip", zip(&[("bc/16.txt", report(16, "trong tệp nén.").as_bytes()), ("x.exe", b"MZ")]));
    f.write("broken.zip", b"PK\x03\x04 and nothing else");
    f.write("hollow.zip", zip(&[]));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(f.docs(), f.docs().join("loop")).unwrap();
        std::os::unix::fs::symlink("nowhere", f.docs().join("dangling")).unwrap();
    }
    let (status, lines) = imported(&f, &[]);
    assert_eq!(status, Some(1));
    let want = [
        "2023/a.txt imported",
        "2023/copy.txt duplicate",
        "NO EXTENSION imported",
        "binary.txt failed not-text",
        "blank.txt failed empty",
        "broken.zip failed damaged-archive",
        #[cfg(unix)]
        "dangling skipped link-loop",
        "empty.txt failed empty",
        "hollow.zip failed empty",
        "kho.zip!/bc/16.txt imported",
        "kho.zip!/x.exe skipped unsupported-type",
        #[cfg(unix)]
        "loop skipped link-loop",
        "lying.pdf imported",
        "lying.txt failed damaged-pdf",
        "photo.jpg skipped unsupported-type",
        "tool skipped unsupported-type",
        "utf16.txt imported",
    ];
    assert_eq!(lines, want);

    let status = f.status();
    assert_eq!(status["documents"], 5);
    assert_eq!(status["failed"], 6);
    for key in ["archive", "format", "pages", "references", "figures", "index_bytes", "text_bytes"] {
        assert!(!status[key].is_null(), "{key}: {status}");
    }
    let listed: Vec<&str> =
        status["problems"].as_array().unwrap().iter().map(|p| p["reason"].as_str().unwrap()).collect();
    assert_eq!(listed.len(), 6, "{status}");
    assert!(f.run(["status"]).exits(0).stdout.contains("damaged-archive"));
    let all = f.run(["status", "--all", "--json"]).exits(0).json();
    let copies = all["copies"].as_array().unwrap();
    assert_eq!(copies.len(), 1, "{all}");
    assert!(copies[0]["path"].as_str().unwrap().ends_with("copy.txt"), "{all}");
    assert!(copies[0]["of"].as_str().unwrap().ends_with("a.txt"), "{all}");
    assert!(f.run(["status", "--all"]).exits(0).stdout.contains("copy.txt: the same bytes as "));

    let (again, lines) = imported(&f, &[]);
    assert_eq!(again, Some(0), "nothing failed that was not told before");
    for line in lines {
        let unchanged = line.contains(" unchanged") || line.contains(" failed ") || line.contains(" skipped ");
        assert!(unchanged, "{line}");
    }
    assert_eq!(f.status(), status, "a second import changes nothing");
}

#[test]
fn changed_moved_copied_and_removed_files() {
    let f = Fixture::new();
    let a = f.write("a.txt", report(21, "cũ."));
    f.write("b.txt", report(22, "không đổi."));
    assert_eq!(imported(&f, &[]), (Some(0), vec!["a.txt imported".into(), "b.txt imported".into()]));

    rewrite(&a, &report(21, "hoàn toàn khác."));
    assert_eq!(imported(&f, &[]).1, ["a.txt replaced", "b.txt unchanged"]);
    assert_eq!(f.holding("hoàn toàn khác"), ["a.txt"]);

    // Moved: the document follows its file, nothing is removed.
    fs::rename(&a, f.docs().join("c.txt")).unwrap();
    let told = f.run(["import", "-v", "--dry-run", f.docs().to_str().unwrap()]).exits(0).stderr;
    assert!(told.contains("c.txt (was ") && !told.contains("b.txt"), "{told}");
    assert_eq!(imported(&f, &["--prune"]).1, ["b.txt unchanged", "c.txt unchanged"]);
    assert_eq!(f.holding("hoàn toàn khác"), ["c.txt"]);

    // A new time on the same bytes.
    rewrite(&f.docs().join("b.txt"), &report(22, "không đổi."));
    assert_eq!(imported(&f, &[]).1, ["b.txt unchanged", "c.txt unchanged"]);
    assert_eq!(f.status()["documents"], 2);

    // A copy takes the document over when the first file goes.
    fs::copy(f.docs().join("c.txt"), f.docs().join("d.txt")).unwrap();
    assert_eq!(imported(&f, &[]).1, ["b.txt unchanged", "c.txt unchanged", "d.txt duplicate"]);
    fs::remove_file(f.docs().join("c.txt")).unwrap();
    assert_eq!(imported(&f, &[]).1, ["b.txt unchanged", "c.txt removed", "d.txt unchanged"]);
    assert_eq!(f.holding("hoàn toàn khác"), ["c.txt"], "kept without --prune");
    let kept = f.run(["import", f.docs().to_str().unwrap()]);
    assert!(kept.stdout.contains("1 gone but kept (--prune drops them)"), "{}", kept.stdout);
    assert_eq!(imported(&f, &["--prune"]).1, ["b.txt unchanged", "c.txt removed", "d.txt unchanged"]);
    assert_eq!(f.holding("hoàn toàn khác"), ["d.txt"]);
    assert_eq!(imported(&f, &["--prune"]).1, ["b.txt unchanged", "d.txt unchanged"]);

    // And when the first file changes.
    fs::copy(f.docs().join("b.txt"), f.docs().join("e.txt")).unwrap();
    imported(&f, &[]);
    rewrite(&f.docs().join("b.txt"), &report(22, "nay đã đổi."));
    imported(&f, &[]);
    assert_eq!(f.holding("không đổi"), ["e.txt"]);
    assert_eq!(f.holding("nay đã đổi"), ["b.txt"]);
}

#[test]
fn a_swap_of_two_files_loses_neither() {
    let f = Fixture::new();
    let (a, b) = (f.write("a.txt", report(1, "bản thứ nhất.")), f.write("b.txt", report(2, "bản thứ hai.")));
    imported(&f, &[]);
    fs::rename(&a, f.docs().join("t")).unwrap();
    fs::rename(&b, &a).unwrap();
    fs::rename(f.docs().join("t"), &b).unwrap();
    rewrite(&a, &report(2, "bản thứ hai."));
    rewrite(&b, &report(1, "bản thứ nhất."));
    imported(&f, &["--prune"]);
    assert_eq!(f.holding("bản thứ nhất"), ["b.txt"]);
    assert_eq!(f.holding("bản thứ hai"), ["a.txt"]);
    assert_eq!(f.status()["documents"], 2);
}

#[test]
fn prune_does_not_take_an_unmounted_drive_for_an_empty_folder() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    imported(&f, &[]);
    fs::remove_file(f.docs().join("a.txt")).unwrap();
    let (run, _) = f.import(&["--prune"]);
    assert!(run.exits(2).stderr.contains("is the drive mounted?"));
    assert_eq!(f.status()["documents"], 1);
    f.import(&["--prune", "--force"]).0.exits(0);
    assert_eq!(f.status()["documents"], 0);
}

#[test]
fn force_retry_and_dry_run() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    f.write("b.txt", [0u8; 64]);
    assert_eq!(imported(&f, &["--dry-run"]).1, ["a.txt imported", "b.txt failed not-text"]);
    assert!(!f.archive().exists(), "a dry run makes no archive");
    imported(&f, &[]);
    assert_eq!(imported(&f, &["--dry-run", "--force"]).1, ["a.txt replaced", "b.txt failed not-text"]);
    assert_eq!(imported(&f, &["--force"]).1, ["a.txt replaced", "b.txt failed not-text"]);
    let tried = |options: &[&str]| f.import(options).1["bytes"].as_u64().unwrap();
    assert_eq!(tried(&[]), 0, "nothing is read again");
    assert_eq!(tried(&["--retry-failed"]), 64);
    assert_eq!(tried(&["--retry-failed=encrypted"]), 0, "another reason");
    assert_eq!(tried(&["--retry-failed=encrypted,not-text"]), 64);
    f.import(&["--retry-failed=no-such-reason"]).0.exits(2);
}

#[test]
fn a_failure_that_was_told_fails_no_later_import() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    let empty = f.write("empty.txt", "");
    let broken = f.write("broken.zip", b"PK\x03\x04 and nothing else");
    let (first, summary) = f.import(&[]);
    assert_eq!((first.status, &summary["failed"], &summary["known"]), (Some(1), &2.into(), &0.into()));
    let (second, summary) = f.import(&["--report", f.path("again.jsonl").to_str().unwrap()]);
    assert_eq!((second.status, &summary["failed"], &summary["known"]), (Some(0), &2.into(), &2.into()));
    assert!(!second.stderr.contains("empty.txt"), "told once: {}", second.stderr);
    let lines = fs::read_to_string(f.path("again.jsonl")).unwrap();
    assert_eq!(lines.matches("\"outcome\":\"failed\"").count(), 2, "{lines}");
    assert_eq!(lines.matches("\"known\":true").count(), 2, "{lines}");
    assert_eq!(f.status()["failed"], 2, "the archive still lists it");
    let told = f.run(["import", f.docs().to_str().unwrap()]).exits(0).stdout;
    assert!(told.contains("2 failed before and not tried again"), "{told}");
    for options in ["--retry-failed", "--retry-failed=empty", "--force"] {
        assert_eq!(f.import(&[options]).0.status, Some(1), "{options} tries again");
        assert_eq!(f.import(&[]).0.status, Some(0));
    }
    rewrite(&empty, "  ");
    assert_eq!(f.import(&[]).0.status, Some(1), "another file that fails");
    assert_eq!(f.import(&[]).0.status, Some(0));
    rewrite(&broken, "PK\x03\x04 and nothing again");
    assert_eq!(f.import(&[]).0.status, Some(1), "another archive that cannot be opened");
    rewrite(&empty, &report(2, "hai."));
    fs::remove_file(broken).unwrap();
    let (mended, summary) = f.import(&[]);
    assert_eq!((mended.status, &summary["failed"]), (Some(0), &0.into()));
}

#[test]
fn what_is_dropped_is_named() {
    let f = Fixture::new();
    for n in 1..=25 {
        f.write(&format!("{n:02}.txt"), report(n, "một."));
    }
    f.import(&[]).0.exits(0);
    for n in 2..=25 {
        fs::remove_file(f.docs().join(format!("{n:02}.txt"))).unwrap();
    }
    let docs = f.docs();
    let docs = docs.to_str().unwrap();
    let kept = f.run(["import", docs]).exits(0);
    assert!(kept.stdout.contains("24 gone but kept") && kept.stderr.is_empty(), "{kept:?}");
    let dry = f.run(["import", "--prune", "--dry-run", docs]).exits(0);
    assert!(dry.stderr.contains("02.txt: would be dropped"), "{dry:?}");
    assert!(dry.stdout.contains("24 to be dropped"), "{dry:?}");
    assert_eq!(f.status()["documents"], 25, "a dry run drops nothing");
    let report = f.path("report.jsonl");
    let run = f.run(["import", "--prune", "--report", report.to_str().unwrap(), docs]).exits(0);
    assert!(run.stdout.contains("24 dropped from the archive"), "{run:?}");
    assert_eq!(run.stderr.matches(": dropped from the archive").count(), 20, "{run:?}");
    assert!(run.stderr.contains("and 4 more dropped"), "{run:?}");
    let lines = fs::read_to_string(report).unwrap();
    assert_eq!(lines.matches("\"outcome\":\"removed\"").count(), 24, "{lines}");
    assert_eq!(f.status()["documents"], 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_tried_again_and_its_document_kept() {
    use std::os::unix::fs::PermissionsExt;
    let f = Fixture::new();
    let path = f.write("a.txt", report(1, "một."));
    imported(&f, &[]);
    rewrite(&path, &report(1, "hai."));
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        println!("skipped: this user may read every file");
        return;
    }
    assert_eq!(imported(&f, &[]), (Some(1), vec!["a.txt failed unreadable".into()]));
    assert_eq!(f.holding("một"), ["a.txt"], "the last good version stays");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert_eq!(imported(&f, &[]), (Some(0), vec!["a.txt replaced".into()]));
}

#[test]
fn a_vocabulary_makes_documents_stale_and_refresh_reads_them_from_the_archive() {
    let f = Fixture::new();
    let path = f.write("a.txt", report(1, "một."));
    imported(&f, &[]);
    let vocabulary = f.path("vocabulary");
    fs::create_dir(&vocabulary).unwrap();
    let embedded = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/vocabulary/nicknames.toml");
    fs::write(vocabulary.join("nicknames.toml"), fs::read_to_string(embedded).unwrap() + "\n# mine\n").unwrap();
    let named = ["--vocabulary", vocabulary.to_str().unwrap()];
    let (run, summary) = f.import(&named);
    assert_eq!(summary["stale"], 1);
    assert_eq!(run.status, Some(0));
    fs::remove_file(path).unwrap();
    let refreshed = f.run(["import", "--json", "--refresh", named[0], named[1]]).exits(0).json();
    assert_eq!(refreshed["replaced"], 1);
    assert_eq!(f.holding("một"), ["a.txt"]);
    let again = f.run(["import", "--json", "--refresh", named[0], named[1]]).exits(0).json();
    assert_eq!(again["files"], 0);
    let told = f.run(["import", "--refresh", named[0], named[1]]).exits(0).stdout;
    assert!(told.contains("nothing to refresh"), "{told}");
    fs::create_dir(f.docs().join("empty")).unwrap();
    let told = f.run(["import", f.docs().join("empty").to_str().unwrap()]).exits(0).stdout;
    assert!(told.contains("no files found"), "{told}");
}

#[test]
fn the_number_of_jobs_does_not_change_the_archive() {
    let f = Fixture::new();
    for i in 0..300 {
        f.write(&format!("{:03}.txt", i), report(i / 2, "cùng một nội dung."));
    }
    let mut seen = Vec::new();
    for jobs in ["1", "2", "5"] {
        let _ = fs::remove_dir_all(f.archive());
        let (status, lines) = imported(&f, &["--jobs", jobs]);
        seen.push((status, lines, f.run(["show", "--json", "007.txt"]).stdout));
    }
    assert_eq!(seen[0].1.iter().filter(|l| l.ends_with("duplicate")).count(), 150);
    assert!(seen[0] == seen[1] && seen[0] == seen[2]);
}

#[test]
fn what_is_too_large_is_not_read() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    let huge = f.write("huge.txt", "");
    fs::File::options().write(true).open(&huge).unwrap().set_len(10 << 30).unwrap();
    assert_eq!(imported(&f, &[]).1, ["a.txt imported", "huge.txt failed too-large"]);
    assert_eq!(imported(&f, &["--max-file-bytes", "100", "--force"]).1[0], "a.txt failed too-large");
}

#[test]
fn watch_follows_a_folder() {
    let f = Fixture::new();
    let old = f.write("a.txt", report(1, "một."));
    let early = SystemTime::now() - Duration::from_secs(60);
    fs::File::options().write(true).open(&old).unwrap().set_modified(early).unwrap();
    let docs = f.docs();
    let mut command = f.command(["import", "-q", "--json", "--watch=1"]);
    let mut child = command.arg(&docs).stdout(std::process::Stdio::piped()).spawn().unwrap();
    let mut lines = std::io::BufRead::lines(std::io::BufReader::new(child.stdout.take().unwrap()));
    let mut next = || serde_json::from_str::<Value>(&lines.next().unwrap().unwrap()).unwrap();
    assert_eq!(next()["imported"], 1);
    f.write("b.txt", report(2, "hai."));
    let second = next();
    assert_eq!((&second["imported"], &second["unchanged"]), (&Value::from(1), &Value::from(1)));
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(f.status()["documents"], 2);
}

#[test]
fn the_archive_itself_is_no_document() {
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    let inside = f.docs().join("kho");
    for _ in 0..2 {
        let mut command = super::program();
        command.arg("--archive").arg(&inside).args(["import", "--json"]).arg(f.docs());
        assert_eq!(super::run(&mut command).exits(0).json()["files"], 1);
    }
}
