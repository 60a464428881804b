//! Files that are hard to name, to reach or to hold: each is in the archive, or in the report with its reason.

use super::{Fixture, report};
use serde_json::Value;
use std::fs;

/// Outcome and reason of every file, in the order of the report.
fn outcomes(f: &Fixture, import: &mut std::process::Command) -> Vec<String> {
    let path = f.path("report.jsonl");
    // Another user may have written it.
    let _ = fs::remove_file(&path);
    let run = super::run(import.args(["--json", "--report"]).arg(&path));
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.stderr);
    let lines = fs::read_to_string(path).unwrap();
    let line = |l: &str| {
        let line: Value = serde_json::from_str(l).unwrap();
        let reason = line["reason"].as_str().map_or(String::new(), |r| format!(" {r}"));
        format!("{}{reason}", line["outcome"].as_str().unwrap())
    };
    lines.lines().map(line).collect()
}

fn import(f: &Fixture) -> Vec<String> {
    outcomes(f, f.command(["import"]).arg(f.docs()))
}

/// Two names that differ in a byte that is no text, and are the same when they are shown.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt;
    let f = Fixture::new();
    for (name, number) in [(&b"b\xe1o c\xe1o.txt"[..], 1), (b"b\xe0o c\xe0o.txt", 2)] {
        fs::write(f.docs().join(std::ffi::OsStr::from_bytes(name)), report(number, "một.")).unwrap();
    }
    assert_eq!(import(&f), ["imported", "imported"]);
    assert_eq!(import(&f), ["unchanged", "unchanged"], "both are known by their bytes");
    assert_eq!(f.status()["documents"], 2);
    let found = f.run(["search", "--json", "một"]).exits(0);
    assert_eq!(found.stdout.matches("b\u{fffd}o c\u{fffd}o.txt").count(), 2, "{}", found.stdout);
}

#[cfg(target_os = "linux")]
#[test]
fn a_path_of_four_thousand_bytes() {
    let f = Fixture::new();
    let mut folder = f.docs();
    while folder.as_os_str().len() < 3_980 {
        folder.push("thư mục ".repeat(4).trim());
    }
    fs::create_dir_all(&folder).unwrap();
    let path = folder.join("bc.txt");
    fs::write(&path, report(7, "ở rất sâu.")).unwrap();
    assert_eq!(import(&f), ["imported"]);
    assert_eq!(import(&f), ["unchanged"]);
    let shown = f.run(["show".as_ref(), "--json".as_ref(), path.as_os_str()]).exits(0);
    assert_eq!(shown.lines()[0]["path"].as_str().unwrap(), path.to_str().unwrap());
}

/// What no user but one may read, as any other user.
#[cfg(unix)]
#[test]
fn a_folder_without_permission() {
    use std::os::unix::fs::{PermissionsExt, chown};
    use std::os::unix::process::CommandExt;
    const NOBODY: u32 = 65_534;
    let f = Fixture::new();
    f.write("a.txt", report(1, "một."));
    f.write("closed/b.txt", report(2, "hai."));
    let closed = f.docs().join("closed");
    assert_eq!(import(&f), ["imported", "imported"]);
    let mode = |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).unwrap();
    mode(0o000);
    let mut command = f.command(["import", "--prune"]);
    command.arg(f.docs());
    if fs::read_dir(&closed).is_ok() {
        // This user may read everything: another one may not.
        let folders = [f.archive(), f.archive().join("index")];
        let files = folders.iter().flat_map(|d| fs::read_dir(d).unwrap()).map(|e| e.unwrap().path());
        for path in files.chain([f.archive(), f.path("")]) {
            chown(path, Some(NOBODY), None).unwrap();
        }
        command.uid(NOBODY);
        let may_run = command.get_program().to_owned();
        if std::process::Command::new(may_run).arg("--version").uid(NOBODY).output().is_err() {
            println!("skipped: no other user may run the program");
            mode(0o755);
            return;
        }
    }
    assert_eq!(outcomes(&f, &mut command), ["unchanged", "failed unreadable"]);
    assert_eq!(f.status()["documents"], 2, "what cannot be seen is not dropped");
    mode(0o755);
    assert_eq!(import(&f), ["unchanged", "unchanged"]);
}

/// Between the walk and the reading anything can happen to a file.
#[test]
fn files_that_change_while_they_are_imported() {
    let f = Fixture::new();
    for i in 0..40 {
        f.write(&format!("{i:02}.txt"), report(i, "một.").repeat(40));
    }
    let docs = f.docs();
    let mut child = f.command(["import", "-q", "--jobs", "1"]).arg(&docs).spawn().unwrap();
    // From the end, so that the import meets gaps.
    for i in (20..40).rev() {
        let _ = fs::remove_file(docs.join(format!("{i:02}.txt")));
    }
    assert!(matches!(child.wait().unwrap().code(), Some(0 | 1)), "a file that is gone is no reason to stop");
    let after = f.run(["import", "--json", "--prune", docs.to_str().unwrap()]).exits(0).json();
    assert_eq!(after["files"], 20);
    assert_eq!(f.status()["documents"], 20);
    assert_eq!(f.status()["failed"], 0, "what is gone leaves no failure behind");
}

/// A name may hold anything but a slash; what moves a terminal's cursor is shown, not sent.
#[cfg(unix)]
#[test]
fn names_that_would_move_the_cursor() {
    let f = Fixture::new();
    fs::write(f.docs().join("xã\u{1b}[31m.txt"), report(1, "một.")).unwrap();
    fs::write(f.docs().join("rỗng\n\u{1b}[2J.txt"), "").unwrap();
    let imported = f.run(["import".as_ref(), f.docs().as_os_str()]).exits(1);
    let answers = [
        (imported.stderr, "rỗng␊␛[2J.txt"),
        (f.run(["status"]).exits(0).stdout, "rỗng␊␛[2J.txt"),
        (f.run(["search", "một"]).exits(0).stdout, "xã␛[31m.txt"),
        (f.run(["show", "rỗng\n\u{1b}[2J.txt"]).exits(1).stderr, "rỗng␊␛[2J.txt"),
    ];
    for (said, name) in answers {
        assert!(said.contains(name) && !said.contains('\u{1b}'), "{said}");
    }
}
