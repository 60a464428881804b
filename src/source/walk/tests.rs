//! What the walk gives of folders as they are found: links, odd names, files that go while it walks.

use super::*;

fn walk(roots: &[PathBuf]) -> Vec<String> {
    let mut walk = Walk::new(roots, 100).unwrap();
    let base = walk.roots()[0].clone();
    let mut out = Vec::new();
    while let Some(entry) = walk.next() {
        let (path, what) = match entry {
            Entry::File(found) => {
                let what = match walk.load(&found) {
                    Ok(bytes) => bytes.len().to_string(),
                    Err(Error::Document { reason, .. }) => reason.to_string(),
                    Err(e) => e.to_string(),
                };
                (found.path, what)
            }
            Entry::Skipped(p) | Entry::Failed(p) => (p.path, p.reason.to_string()),
        };
        out.push(format!("{} {what}", path.strip_prefix(&base).unwrap_or(&path).display()));
    }
    out
}

#[test]
fn files_come_sorted_and_nothing_is_left_out_silently() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path();
    fs::create_dir_all(root.join("b/c")).unwrap();
    fs::create_dir(root.join(".git")).unwrap();
    for (name, size) in [("z.txt", 1), ("b/c/BÁO CÁO.PDF", 2), ("b/a.docx", 3), ("lớn.txt", 101), ("so 12. thang 3", 4)]
    {
        fs::write(root.join(name), vec![b'x'; size]).unwrap();
    }
    fs::write(root.join("not.zip"), b"no zip").unwrap();
    assert_eq!(
        walk(&[root.to_owned()]),
        [
            ".git unsupported-type",
            "b/a.docx unsupported-type",
            "b/c/BÁO CÁO.PDF 2",
            "lớn.txt too-large",
            "not.zip 6",
            "so 12. thang 3 4",
            "z.txt 1"
        ]
    );
    assert_eq!(walk(&[root.join("b/a.docx")]).len(), 1);
    assert!(walk(&[root.join("b/a.docx")])[0].ends_with(" 3"), "what the user names is read");
    assert!(Walk::new(&[root.join("missing")], 1).is_err());
}

#[cfg(unix)]
#[test]
fn links_do_not_loop_and_do_not_hide_the_real_folder() {
    use std::os::unix::fs::symlink;
    let dir = tempfile::tempdir().unwrap();
    let (root, outside) = (dir.path().join("in"), dir.path().join("out"));
    fs::create_dir_all(root.join("b")).unwrap();
    fs::create_dir(&outside).unwrap();
    fs::write(root.join("b/x.txt"), "x").unwrap();
    fs::write(outside.join("y.txt"), "yy").unwrap();
    symlink(root.join("b"), root.join("a")).unwrap();
    symlink("..", root.join("b/up")).unwrap();
    symlink(&outside, root.join("c")).unwrap();
    symlink("nowhere", root.join("d")).unwrap();
    symlink("b/x.txt", root.join("e.txt")).unwrap();
    assert_eq!(walk(&[root]), ["b/x.txt 1", "d link-loop", "e.txt 1", "a link-loop", "b/up link-loop", "c/y.txt 2"]);
}

#[cfg(target_os = "linux")]
#[test]
fn long_paths_and_names_that_are_not_utf8() {
    use std::os::unix::ffi::OsStrExt;
    let dir = tempfile::tempdir().unwrap();
    let mut path = dir.path().to_owned();
    while path.as_os_str().len() < 3_900 {
        path.push("d".repeat(90));
    }
    fs::create_dir_all(&path).unwrap();
    fs::write(path.join("x.txt"), "x").unwrap();
    fs::write(dir.path().join(std::ffi::OsStr::from_bytes(b"b\xe1o c\xe1o.txt")), "xx").unwrap();
    let found = walk(&[dir.path().to_owned()]);
    assert_eq!(found[0], "b\u{fffd}o c\u{fffd}o.txt 2");
    assert!(found[1].len() > 3_800 && found[1].ends_with("/x.txt 1"), "{}", found[1]);
}

#[test]
fn what_goes_while_the_walk_is_on_its_way_has_a_reason() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().canonicalize().unwrap();
    for name in ["a.txt", "b.txt", "c/d.txt"] {
        fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
        fs::write(root.join(name), "x").unwrap();
    }
    let mut walk = Walk::new(std::slice::from_ref(&root), 100).unwrap();
    let Some(Entry::File(a)) = walk.next() else { panic!("the first file") };
    fs::remove_file(root.join("a.txt")).unwrap();
    fs::remove_file(root.join("b.txt")).unwrap();
    fs::remove_dir_all(root.join("c")).unwrap();
    let gone = walk.load(&a);
    assert!(matches!(gone, Err(Error::Document { reason: Reason::Unreadable, .. })), "{gone:?}");
    let rest: Vec<_> = walk.collect();
    let reasons = rest.iter().map(|e| match e {
        Entry::Failed(p) => (p.path.strip_prefix(&root).unwrap().to_str().unwrap(), p.reason),
        other => panic!("{other:?}"),
    });
    assert!(reasons.eq([("b.txt", Reason::Unreadable), ("c", Reason::Unreadable)]), "{rest:?}");
}
