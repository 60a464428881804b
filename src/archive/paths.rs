//! Paths as bytes: a file name that is not UTF-8 keeps every byte in the archive.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

/// The bytes of a path.
pub(crate) fn to_bytes(path: &Path) -> Vec<u8> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        path.as_os_str().as_bytes().to_vec()
    }
    #[cfg(not(unix))]
    {
        path.to_string_lossy().into_owned().into_bytes()
    }
}

/// The path that the bytes stand for.
pub(crate) fn from_bytes(bytes: &[u8]) -> Cow<'_, Path> {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        Cow::Borrowed(Path::new(std::ffi::OsStr::from_bytes(bytes)))
    }
    #[cfg(not(unix))]
    {
        Cow::Owned(PathBuf::from(String::from_utf8_lossy(bytes).into_owned()))
    }
}

/// An owned path from bytes.
pub(crate) fn owned(bytes: &[u8]) -> PathBuf {
    from_bytes(bytes).into_owned()
}
