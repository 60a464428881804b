//! ZIP archives walked like folders: members sorted by name, named `archive.zip!/path`.
//!
//! Takes a ZIP file, gives its members one by one and their bytes on demand; ZIP archives inside are entered up to a
//! depth. Refuses members with a password, and bombs: a member or a whole archive that unpacks to more than
//! [`MAX_RATIO`] times its size, or that holds more than [`MAX_MEMBERS`] members. The names inside are labels
//! only; nothing is ever written to disk.

use super::walk::{Extension, Problem};
use crate::error::{Error, Reason, Result};
use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use zip::ZipArchive;
use zip::result::ZipError;

/// Text packs to a tenth, a scan of white paper to a fiftieth; what packs better is no report.
const MAX_RATIO: u64 = 200;
/// Below this size no ratio is suspicious: a short file of blanks packs to nothing.
const FREE_BYTES: u64 = 1 << 20;
/// A member takes about half a KiB of memory while its archive is open.
const MAX_MEMBERS: u64 = 200_000;
/// A ZIP archive inside a ZIP archive inside a ZIP archive; deeper ones are not opened.
const MAX_DEPTH: usize = 3;

trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// An open ZIP archive and how far it is walked.
pub(super) struct OpenZip {
    archive: ZipArchive<Box<dyn ReadSeek>>,
    /// "archive.zip!"
    prefix: PathBuf,
    /// Members by name, the next one last.
    order: Vec<(String, usize)>,
    /// Bytes that its members may still unpack to.
    budget: u64,
    /// Bytes that its members have unpacked to, those of archives inside included.
    spent: u64,
    depth: usize,
}

/// The next member of a ZIP archive.
pub(super) enum Member {
    /// A file.
    File { index: usize, path: PathBuf, size: u64, checksum: u32, expected: bool },
    /// A ZIP archive inside.
    Nested(Box<OpenZip>),
    /// Not read by choice.
    Skipped(Problem),
    /// Cannot be read.
    Failed(Problem),
}

type Refused = (Reason, String);

impl OpenZip {
    /// Opens a ZIP file.
    pub(super) fn from_file(path: &Path) -> std::result::Result<Self, Refused> {
        let unreadable = |e: io::Error| (Reason::Unreadable, e.to_string());
        let file = File::open(path).map_err(unreadable)?;
        let size = file.metadata().map_err(unreadable)?.len();
        Self::open(Box::new(io::BufReader::new(file)), size, inside(path), 1)
    }

    fn open(
        mut reader: Box<dyn ReadSeek>,
        size: u64,
        prefix: PathBuf,
        depth: usize,
    ) -> std::result::Result<Self, Refused> {
        let damaged = |e: String| (Reason::DamagedArchive, format!("the ZIP archive cannot be read: {e}"));
        let members = member_count(&mut reader, size).map_err(|e| damaged(e.to_string()))?;
        if members > MAX_MEMBERS {
            let message = format!("a ZIP archive of {members} members, more than the limit of {MAX_MEMBERS}");
            return Err((Reason::LimitReached, message));
        }
        let archive = ZipArchive::new(reader).map_err(|e| damaged(e.to_string()))?;
        let mut order = Vec::with_capacity(archive.len());
        for index in 0..archive.len() {
            let Ok(entry) = archive.by_index_data(index) else {
                // Why it cannot be read is said when its turn comes.
                let name = archive.name_for_index(index).and_then(std::result::Result::ok);
                order.push((name.map_or_else(|| format!("#{index}"), |name| name.into_owned()), index));
                continue;
            };
            if !entry.is_dir() {
                // Old Windows tools do not say that a name is UTF-8, and some do not write UTF-8.
                let label = match std::str::from_utf8(entry.name_raw()) {
                    Ok(label) => label.to_owned(),
                    Err(_) => entry.name().unwrap_or_else(|_| String::from_utf8_lossy(entry.name_raw())).into_owned(),
                };
                order.push((label, index));
            }
        }
        if order.is_empty() {
            return Err((Reason::Empty, "the ZIP archive holds no files".to_owned()));
        }
        order.sort_unstable_by(|a, b| b.cmp(a));
        let budget = size.saturating_mul(MAX_RATIO).max(FREE_BYTES);
        Ok(Self { archive, prefix, order, budget, spent: 0, depth })
    }

    /// The next member.
    pub(super) fn next(&mut self, max_file_bytes: u64) -> Option<Member> {
        let (label, index) = self.order.pop()?;
        // A label that begins with a slash must not replace what stands in front of it.
        let path = self.prefix.join(label.trim_start_matches(['/', '\\']));
        let entry = self.archive.by_index_data(index);
        let entry = entry.map(|entry| (entry.size(), entry.crc32(), entry.is_symlink()));
        let stamp = entry.as_ref().map_or((0, 0), |(size, checksum, _)| (*size, i64::from(*checksum)));
        let problem = |reason, message: &str, hides_files| Problem {
            path: path.clone(),
            reason,
            message: message.to_owned(),
            hides_files,
            stamp,
        };
        let (size, checksum, is_link) = match entry {
            Ok(entry) => entry,
            Err(e) => return Some(Member::Failed(problem(Reason::DamagedArchive, &e.to_string(), false))),
        };
        let label = Path::new(&label);
        let hidden = label.components().any(|c| c.as_os_str().as_encoded_bytes().starts_with(b"."));
        // macOS stores the attributes of every file as a second member.
        if is_link || hidden || label.starts_with("__MACOSX") {
            return Some(Member::Skipped(problem(
                Reason::UnsupportedType,
                "hidden, a link, or a path that leaves the archive",
                false,
            )));
        }
        match Extension::of(label) {
            Extension::Zip if self.depth >= MAX_DEPTH => {
                let message = format!("a ZIP archive {MAX_DEPTH} deep in others is not opened");
                Some(Member::Failed(problem(Reason::LimitReached, &message, true)))
            }
            Extension::Zip => Some(match self.nested(index, &path, max_file_bytes) {
                Ok(zip) => Member::Nested(Box::new(zip)),
                Err((reason, message)) => Member::Failed(problem(reason, &message, hides_files(reason))),
            }),
            Extension::Other => {
                Some(Member::Skipped(problem(Reason::UnsupportedType, "not a PDF or text file by its name", false)))
            }
            extension => Some(Member::File { index, path, size, checksum, expected: extension == Extension::Document }),
        }
    }

    fn nested(&mut self, index: usize, path: &Path, max_file_bytes: u64) -> std::result::Result<Self, Refused> {
        let bytes = self.unpack(index, max_file_bytes)?;
        let size = bytes.len() as u64;
        let reader = Box::new(Cursor::new(bytes));
        let mut zip = Self::open(reader, size, inside(path), self.depth + 1)?;
        zip.budget = zip.budget.min(self.budget);
        Ok(zip)
    }

    /// Takes what an archive inside has unpacked off this one's budget.
    pub(super) fn charge(&mut self, inside: &Self) {
        self.spend(inside.spent);
    }

    fn spend(&mut self, bytes: u64) {
        self.budget = self.budget.saturating_sub(bytes);
        self.spent += bytes;
    }

    /// The bytes of a member.
    pub(super) fn load(&mut self, index: usize, path: &Path, max_file_bytes: u64) -> Result<Vec<u8>> {
        self.unpack(index, max_file_bytes).map_err(|(reason, message)| Error::Document {
            path: path.to_owned(),
            reason,
            message,
        })
    }

    fn unpack(&mut self, index: usize, max_file_bytes: u64) -> std::result::Result<Vec<u8>, Refused> {
        let member = self.archive.by_index(index).map_err(refusal)?;
        let (packed, declared) = (member.compressed_size(), member.size());
        if declared > max_file_bytes {
            let message =
                format!("{declared} bytes, more than the limit of {max_file_bytes}; raise it with --max-file-bytes");
            return Err((Reason::TooLarge, message));
        }
        // The declared size may lie: what counts is what comes out.
        let allowed = max_file_bytes.min(packed.saturating_mul(MAX_RATIO).max(FREE_BYTES)).min(self.budget);
        let mut bytes = Vec::with_capacity(declared.min(allowed) as usize);
        let read = member.take(allowed + 1).read_to_end(&mut bytes);
        read.map_err(|e| (Reason::DamagedArchive, format!("the member cannot be unpacked: {e}")))?;
        if bytes.len() as u64 > allowed {
            let message =
                format!("unpacks to more than {allowed} bytes from {packed}: not opened, it may be a ZIP bomb");
            return Err((Reason::LimitReached, message));
        }
        self.spend(bytes.len() as u64);
        Ok(bytes)
    }
}

/// What stands in front of the members' paths.
fn inside(zip: &Path) -> PathBuf {
    let mut prefix = zip.as_os_str().to_owned();
    prefix.push("!");
    prefix.into()
}

fn refusal(error: ZipError) -> Refused {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            (Reason::Encrypted, "the member needs a password; unpack it and import the folder".into())
        }
        other => (Reason::DamagedArchive, format!("the member cannot be unpacked: {other}")),
    }
}

/// Whether an archive that is refused for this reason may hold files all the same.
pub(super) fn hides_files(reason: Reason) -> bool {
    reason != Reason::Empty
}

/// Whether the bytes begin as a ZIP archive does; a lying name is left to those who read the bytes.
pub(super) fn is_zip(path: &Path) -> bool {
    let mut start = [0; 4];
    match File::open(path).and_then(|mut f| f.read_exact(&mut start)) {
        Ok(()) => matches!(&start, b"PK\x03\x04" | b"PK\x05\x06"),
        Err(_) => false,
    }
}

/// The number of members that the end of the file declares, read before anything is allocated for them.
fn member_count(reader: &mut dyn ReadSeek, size: u64) -> io::Result<u64> {
    // The end record (22 bytes) stands in front of a comment of at most 64 KiB; the ZIP64 records before it.
    let tail = size.min((1 << 16) + 22 + 76);
    reader.seek(SeekFrom::Start(size - tail))?;
    let mut bytes = Vec::with_capacity(tail as usize);
    reader.take(tail).read_to_end(&mut bytes)?;
    reader.seek(SeekFrom::Start(0))?;
    let field = |mark: &[u8], at: usize, len: usize| {
        let start = memchr::memmem::rfind(&bytes, mark)? + at;
        let field = bytes.get(start..start + len)?;
        Some(field.iter().rev().fold(0u64, |n, &b| n << 8 | u64::from(b)))
    };
    let count = field(b"PK\x05\x06", 10, 2).unwrap_or(0);
    Ok(if count == 0xffff { field(b"PK\x06\x06", 32, 8).unwrap_or(count) } else { count })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in members {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(bytes: Vec<u8>) -> std::result::Result<OpenZip, Refused> {
        let size = bytes.len() as u64;
        OpenZip::open(Box::new(Cursor::new(bytes)), size, inside(Path::new("a.zip")), 1)
    }

    /// Names and what became of them, archives inside included.
    fn walk(zip: &mut OpenZip, out: &mut Vec<String>) {
        while let Some(member) = zip.next(1 << 30) {
            match member {
                Member::File { index, path, .. } => match zip.load(index, &path, 1 << 30) {
                    Ok(bytes) => out.push(format!("{} {}", path.display(), bytes.len())),
                    Err(Error::Document { reason, .. }) => out.push(format!("{} {reason}", path.display())),
                    Err(e) => out.push(e.to_string()),
                },
                Member::Nested(mut inside) => {
                    walk(&mut inside, out);
                    zip.charge(&inside);
                }
                Member::Skipped(p) | Member::Failed(p) => out.push(format!("{} {}", p.path.display(), p.reason)),
            }
        }
    }

    fn outcome(bytes: Vec<u8>) -> Vec<String> {
        let mut out = Vec::new();
        walk(&mut open(bytes).unwrap(), &mut out);
        out
    }

    #[test]
    fn members_come_sorted_with_their_archive_in_front() {
        let inner = zip(&[("Báo cáo.txt", "Số: 12/BC-UBND".as_bytes())]);
        let outer = zip(&[("z.txt", b"z"), ("2024/a.zip", &inner), ("x.docx", b""), ("__MACOSX/._z.txt", b"")]);
        assert_eq!(
            outcome(outer),
            [
                "a.zip!/2024/a.zip!/Báo cáo.txt 16",
                "a.zip!/__MACOSX/._z.txt unsupported-type",
                "a.zip!/x.docx unsupported-type",
                "a.zip!/z.txt 1"
            ]
        );
        let hollow = zip(&[("a.zip", &zip(&[])), ("b.txt", b"b")]);
        assert_eq!(outcome(hollow), ["a.zip!/a.zip empty", "a.zip!/b.txt 1"], "no archive goes without a word");
        assert_eq!(open(zip(&[])).map(|_| ()).unwrap_err().0, Reason::Empty);
    }

    #[test]
    fn bombs_are_refused() {
        let blanks = vec![b' '; 3 << 20];
        let bomb = zip(&[("a.txt", &blanks), ("b.txt", b"so 12")]);
        assert_eq!(outcome(bomb), ["a.zip!/a.txt limit-reached", "a.zip!/b.txt 5"], "the others are read");

        let free = vec![b' '; 900 << 10];
        let members: Vec<String> = (0..9).map(|i| format!("{i}.txt")).collect();
        let many: Vec<(&str, &[u8])> = members.iter().map(|m| (m.as_str(), free.as_slice())).collect();
        let refused = outcome(zip(&many)).iter().filter(|o| o.ends_with("limit-reached")).count();
        assert!(refused >= 6, "many small ones are one large one: {refused} of 9 refused");

        let deep = (0..5).fold(b"so 12".to_vec(), |inner, i| {
            let name = if i == 0 { "a.txt" } else { "a.zip" };
            zip(&[(name, &inner)])
        });
        assert_eq!(outcome(deep), ["a.zip!/a.zip!/a.zip!/a.zip limit-reached"]);
    }

    #[test]
    fn damaged_archives_are_an_error_and_no_panic() {
        let good = zip(&[("a.txt", b"Bao cao so 12"), ("b.txt", b"Ke hoach")]);
        assert!(open(good[..good.len() / 2].to_vec()).is_err(), "cut");
        assert!(open(b"PK\x03\x04".to_vec()).is_err(), "nothing but the mark");
        for at in 0..good.len() {
            let mut bytes = good.clone();
            bytes[at] ^= 0x55;
            if let Ok(mut zip) = open(bytes) {
                walk(&mut zip, &mut Vec::new());
            }
        }
        let mut counted = good.clone();
        let end = memchr::memmem::rfind(&counted, b"PK\x05\x06").unwrap();
        counted.splice(end..end, [b"PK\x06\x06".as_slice(), &[0; 28], &u64::MAX.to_le_bytes(), &[0; 16]].concat());
        let end = counted.len() - 22;
        counted[end + 10..end + 12].fill(0xff);
        assert_eq!(open(counted).map(|_| ()).unwrap_err().0, Reason::LimitReached, "a count beyond all reason");
    }
}
