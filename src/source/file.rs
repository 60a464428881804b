//! The bytes of one file on disk: regular files up to a limit.
//!
//! Refuses folders, pipes, sockets and devices (a pipe named `bao_cao.txt` would make the program wait for
//! ever) and files above the limit, before a byte of them is read.

use crate::error::{Error, Reason, Result};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// Reads a whole file.
///
/// # Errors
/// [`Error::Io`] when there is no such file; [`Error::Document`] with a reason code when it cannot be read.
pub fn load(path: &Path, max_bytes: u64) -> Result<Vec<u8>> {
    let unreadable = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Io { path: path.to_owned(), source },
        _ => document(path, Reason::Unreadable, source.to_string()),
    };
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    if !meta.is_file() {
        let what = if meta.is_dir() { "is a folder; `trichluc import` reads folders" } else { "is no regular file" };
        return Err(document(path, Reason::UnsupportedType, what.into()));
    }
    if meta.len() > max_bytes {
        return Err(too_large(path, meta.len(), max_bytes));
    }
    let mut bytes = Vec::with_capacity(meta.len() as usize + 1);
    // One byte more than allowed tells a file that grows while it is read.
    File::open(path).and_then(|f| f.take(max_bytes + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(path, bytes.len() as u64, max_bytes));
    }
    Ok(bytes)
}

/// A path in JSON: bytes that are no UTF-8 become U+FFFD, where serde would refuse the whole record.
pub(crate) fn path_text<S: serde::Serializer>(path: &Path, s: S) -> std::result::Result<S::Ok, S::Error> {
    s.collect_str(&path.display())
}

/// The error of a file above the limit.
pub(crate) fn too_large(path: &Path, bytes: u64, max_bytes: u64) -> Error {
    let message = format!("{bytes} bytes, more than the limit of {max_bytes}; raise it with --max-file-bytes");
    document(path, Reason::TooLarge, message)
}

/// A document error.
pub(crate) fn document(path: &Path, reason: Reason, message: String) -> Error {
    Error::Document { path: path.to_owned(), reason, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(result: Result<Vec<u8>>) -> Option<Reason> {
        match result {
            Err(Error::Document { reason, .. }) => Some(reason),
            _ => None,
        }
    }

    #[test]
    fn only_regular_files_up_to_the_limit() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("báo cáo.txt");
        std::fs::write(&file, "Số: 12/BC-UBND").unwrap();
        let len = "Số: 12/BC-UBND".len() as u64;
        assert_eq!(load(&file, len).unwrap().len() as u64, len, "exactly at the limit");
        assert_eq!(reason(load(&file, len - 1)), Some(Reason::TooLarge), "a byte above the limit");
        assert_eq!(reason(load(dir.path(), 10)), Some(Reason::UnsupportedType), "a folder");
        assert!(matches!(load(&dir.path().join("x"), 10), Err(Error::Io { .. })), "no such file");
        #[cfg(unix)]
        assert_eq!(reason(load(Path::new("/dev/zero"), 10)), Some(Reason::UnsupportedType), "a device without end");
    }
}
