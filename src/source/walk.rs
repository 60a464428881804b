//! Finds the files to import: folders recursively, sorted by name; ZIP archives like folders.
//!
//! Takes the paths that the user named, gives one [`Entry`] per file in a fixed order: a [`Found`] file, or what
//! could not be walked and why. `trichluc import ~/bao-cao` finds `bao-cao/2024/bc-12.txt` and
//! `bao-cao/2023.zip!/bc-7.pdf`. Nothing is left out silently: hidden files, other file types, pipes and links
//! that lead nowhere are entries with a reason. A link to a folder is followed after all real folders, and only
//! when they did not hold its target: no link can loop.

use super::file::{document, load};
use super::zip::{self, OpenZip};
use crate::error::{Error, Reason, Result};
use std::collections::{HashSet, VecDeque};
use std::ffi::OsString;
use std::fs::{self, FileType, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What the walk found at a path.
#[derive(Debug)]
pub enum Entry {
    /// A file to read.
    File(Found),
    /// Not read by choice: the file or folder, why, and what to do about it.
    Skipped(Problem),
    /// Cannot be read.
    Failed(Problem),
}

/// Something that is not read.
#[derive(Debug)]
pub struct Problem {
    /// Where it is.
    pub path: PathBuf,
    /// Stable reason.
    pub reason: Reason,
    /// What to tell the user.
    pub message: String,
    /// Whether files may stand below it that were not seen.
    pub hides_files: bool,
    /// Size and time of change, as of a [`Found`] file, where they tell whether the problem is the one of last time.
    pub stamp: (u64, i64),
}

/// A file to read.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where it is: what names it in the archive. A member of a ZIP archive as `archive.zip!/path`.
    pub path: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// When it was modified, in nanoseconds since 1970; for a member of a ZIP archive its checksum.
    pub modified: i64,
    /// Whether the name says that this is a document (`.txt`, `.pdf`, …) or the user named it.
    pub expected: bool,
    /// Index in the ZIP archive that is open.
    member: Option<usize>,
}

enum Frame {
    Folder { path: PathBuf, names: std::vec::IntoIter<OsString> },
    Zip(Box<OpenZip>),
}

/// The walk: an iterator of entries that also [loads](Walk::load) the file it gave last.
pub struct Walk {
    roots: std::vec::IntoIter<PathBuf>,
    links: VecDeque<PathBuf>,
    stack: Vec<Frame>,
    seen: HashSet<(u64, u64)>,
    left_out: Option<PathBuf>,
    max_file_bytes: u64,
}

impl Walk {
    /// A walk through these files and folders.
    ///
    /// # Errors
    /// [`Error::Io`] when one of them does not exist: a wrong argument, or a drive that is not there.
    pub fn new(roots: &[PathBuf], max_file_bytes: u64) -> Result<Self> {
        let mut paths = Vec::new();
        for root in roots {
            let path = fs::canonicalize(root).map_err(|source| Error::Io { path: root.clone(), source })?;
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        Ok(Self {
            roots: paths.into_iter(),
            links: VecDeque::new(),
            stack: Vec::new(),
            seen: HashSet::new(),
            left_out: None,
            max_file_bytes,
        })
    }

    /// Leaves a folder out without a word: the archive itself, when it stands among the documents.
    pub fn leave_out(&mut self, folder: &Path) {
        self.left_out = fs::canonicalize(folder).ok();
    }

    /// The named files and folders, as they stand in front of the paths of what is found in them.
    pub fn roots(&self) -> Vec<PathBuf> {
        self.roots.as_slice().to_vec()
    }

    /// The bytes of the file that [`Iterator::next`] gave last.
    ///
    /// # Errors
    /// [`Error::Document`] with the reason when it cannot be read.
    pub fn load(&mut self, found: &Found) -> Result<Vec<u8>> {
        match (found.member, self.stack.last_mut()) {
            (Some(index), Some(Frame::Zip(zip))) => zip.load(index, &found.path, self.max_file_bytes),
            // It was there a moment ago: that it has gone is this file's problem and not the run's.
            _ => load(&found.path, self.max_file_bytes).map_err(|e| match e {
                Error::Io { path, source } => document(&path, Reason::Unreadable, source.to_string()),
                other => other,
            }),
        }
    }

    fn root(&mut self, path: PathBuf) -> Option<Entry> {
        match fs::metadata(&path) {
            Ok(meta) => self.visit(path, &meta, true),
            Err(e) => Some(failed(&path, Reason::Unreadable, e.to_string(), true)),
        }
    }

    /// A folder or ZIP archive is entered and gives no entry of its own.
    fn visit(&mut self, path: PathBuf, meta: &Metadata, named: bool) -> Option<Entry> {
        if meta.is_dir() {
            return self.enter(path, meta);
        }
        if !meta.is_file() {
            return Some(skipped(&path, Reason::UnsupportedType, "no regular file (a pipe, socket or device)", false));
        }
        match Extension::of(&path) {
            Extension::Zip if zip::is_zip(&path) => {
                return match OpenZip::from_file(&path) {
                    Ok(zip) => {
                        self.stack.push(Frame::Zip(Box::new(zip)));
                        None
                    }
                    Err((reason, message)) => Some(Entry::Failed(Problem {
                        hides_files: zip::hides_files(reason),
                        path,
                        reason,
                        message,
                        stamp: (meta.len(), modified(meta)),
                    })),
                };
            }
            Extension::Other if !named => {
                return Some(skipped(&path, Reason::UnsupportedType, OTHER_TYPE, false));
            }
            _ => {}
        }
        let modified = modified(meta);
        let expected = named || Extension::of(&path) == Extension::Document;
        Some(Entry::File(Found { path, size: meta.len(), modified, expected, member: None }))
    }

    fn enter(&mut self, path: PathBuf, meta: &Metadata) -> Option<Entry> {
        if self.left_out.as_ref() == Some(&path) {
            return None;
        }
        if let Some(id) = identity(meta)
            && !self.seen.insert(id)
        {
            return Some(skipped(&path, Reason::LinkLoop, "a link to a folder that is walked already", false));
        }
        let names: std::io::Result<Vec<_>> =
            fs::read_dir(&path).and_then(|entries| entries.map(|e| e.map(|e| e.file_name())).collect());
        match names {
            Ok(mut names) => {
                names.sort_unstable();
                self.stack.push(Frame::Folder { path, names: names.into_iter() });
                None
            }
            Err(e) => Some(failed(&path, Reason::Unreadable, e.to_string(), true)),
        }
    }

    fn child(&mut self, path: PathBuf, file_name: &std::ffi::OsStr) -> Option<Entry> {
        let meta = match fs::symlink_metadata(&path) {
            Ok(meta) => meta,
            Err(e) => return Some(failed(&path, Reason::Unreadable, e.to_string(), true)),
        };
        if file_name.as_encoded_bytes().starts_with(b".") {
            let what = "hidden; name it as an argument to import it";
            return Some(skipped(&path, Reason::UnsupportedType, what, meta.is_dir()));
        }
        if !FileType::is_symlink(&meta.file_type()) {
            return self.visit(path, &meta, false);
        }
        match fs::metadata(&path) {
            Ok(target) if target.is_dir() => {
                self.links.push_back(path);
                None
            }
            Ok(target) => self.visit(path, &target, false),
            Err(e) => Some(skipped(&path, Reason::LinkLoop, &format!("a link that leads nowhere ({e})"), true)),
        }
    }

    fn leave(&mut self) {
        if let (Some(Frame::Zip(inside)), Some(Frame::Zip(outside))) = (self.stack.pop(), self.stack.last_mut()) {
            outside.charge(&inside);
        }
    }

    fn link(&mut self, path: PathBuf) -> Option<Entry> {
        match fs::metadata(&path) {
            Ok(meta) => self.enter(path, &meta),
            Err(e) => Some(skipped(&path, Reason::LinkLoop, &format!("a link that leads nowhere ({e})"), true)),
        }
    }
}

impl Iterator for Walk {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            let entry = match self.stack.last_mut() {
                Some(Frame::Zip(zip)) => match zip.next(self.max_file_bytes) {
                    Some(zip::Member::File { index, path, size, checksum, expected }) => {
                        let modified = i64::from(checksum);
                        Some(Entry::File(Found { path, size, modified, expected, member: Some(index) }))
                    }
                    Some(zip::Member::Nested(zip)) => {
                        self.stack.push(Frame::Zip(zip));
                        None
                    }
                    Some(zip::Member::Skipped(problem)) => Some(Entry::Skipped(problem)),
                    Some(zip::Member::Failed(problem)) => Some(Entry::Failed(problem)),
                    None => {
                        self.leave();
                        None
                    }
                },
                Some(Frame::Folder { path, names }) => match names.next() {
                    Some(file_name) => {
                        let path = path.join(&file_name);
                        self.child(path, &file_name)
                    }
                    None => {
                        self.stack.pop();
                        None
                    }
                },
                None => match self.roots.next() {
                    Some(root) => self.root(root),
                    // All real folders are walked: now the links that lead out of them, in name order.
                    None => {
                        let link = self.links.pop_front()?;
                        self.link(link)
                    }
                },
            };
            if entry.is_some() {
                return entry;
            }
        }
    }
}

const OTHER_TYPE: &str = "not a PDF or text file by its name; name it as an argument to read it all the same";

/// What a file's name says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extension {
    /// A document that is read.
    Document,
    /// A ZIP archive.
    Zip,
    /// Nothing: the bytes decide.
    None,
    /// Another type.
    Other,
}

impl Extension {
    pub(super) fn of(path: &Path) -> Self {
        let Some(extension) = path.extension() else { return Self::None };
        let bytes = extension.as_encoded_bytes();
        if ["txt", "text", "md", "markdown", "pdf"].iter().any(|e| bytes.eq_ignore_ascii_case(e.as_bytes())) {
            Self::Document
        } else if bytes.eq_ignore_ascii_case(b"zip") {
            Self::Zip
        // "Báo cáo số 12. Tháng 3": what follows a dot is a part of the name when it is no short ASCII word.
        } else if bytes.len() > 5
            || !bytes.iter().all(u8::is_ascii_alphanumeric)
            || bytes.iter().all(u8::is_ascii_digit)
        {
            Self::None
        } else {
            Self::Other
        }
    }
}

/// The file on disk that holds `path`: itself, or the ZIP archive it is a member of.
pub fn on_disk(path: &Path) -> PathBuf {
    let mut disk = PathBuf::new();
    for component in path.components() {
        let name = component.as_os_str();
        disk.push(name);
        if name.as_encoded_bytes().to_ascii_lowercase().ends_with(b".zip!") && !disk.is_dir() {
            let stem = Path::new(name).to_string_lossy().trim_end_matches('!').to_owned();
            return disk.with_file_name(stem);
        }
    }
    disk
}

/// Whether nothing stands any more where `path` was. What cannot be looked at, or is on a drive that does not answer, is not gone.
pub fn is_gone(path: &Path) -> bool {
    use std::io::ErrorKind::{NotADirectory, NotFound};
    fs::symlink_metadata(on_disk(path)).is_err_and(|e| matches!(e.kind(), NotFound | NotADirectory))
}

fn skipped(path: &Path, reason: Reason, message: &str, hides_files: bool) -> Entry {
    Entry::Skipped(Problem { path: path.to_owned(), reason, message: message.into(), hides_files, stamp: (0, 0) })
}

fn failed(path: &Path, reason: Reason, message: String, hides_files: bool) -> Entry {
    Entry::Failed(Problem { path: path.to_owned(), reason, message, hides_files, stamp: (0, 0) })
}

/// When a file was modified, in nanoseconds since 1970.
fn modified(meta: &Metadata) -> i64 {
    meta.modified().ok().map_or(0, |t| match t.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |n| -n),
    })
}

/// What makes two paths the same folder.
#[cfg(unix)]
fn identity(meta: &Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((meta.dev(), meta.ino()))
}

/// Without inode numbers links to folders are not told apart: the depth of a path ends a loop.
#[cfg(not(unix))]
fn identity(_meta: &Metadata) -> Option<(u64, u64)> {
    None
}

#[cfg(test)]
mod tests;
