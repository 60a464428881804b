//! Where the documents of a run are, by the hash of their bytes: made for a million files.
//!
//! `/kho/2024/bc-12.txt` is stored as the number of its folder and its name; files come folder by folder, and the
//! same few words a million times over would take more memory than the archive is allowed.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Paths by the first half of a SHA-256.
#[derive(Default)]
pub(super) struct Homes {
    folders: Vec<Box<Path>>,
    /// Folder (four bytes), length of the name (four bytes), name; one behind the other.
    names: Vec<u8>,
    at: HashMap<[u8; 16], u64>,
}

impl Homes {
    pub(super) fn contains(&self, sha: &[u8; 32]) -> bool {
        self.at.contains_key(&half(sha))
    }

    pub(super) fn get(&self, sha: &[u8; 32]) -> Option<PathBuf> {
        let start = usize::try_from(*self.at.get(&half(sha))?).ok()?;
        let (folder, rest) = self.names.get(start..)?.split_first_chunk()?;
        let (len, rest) = rest.split_first_chunk()?;
        let name = rest.get(..u32::from_le_bytes(*len) as usize)?;
        let folder = self.folders.get(u32::from_le_bytes(*folder) as usize)?;
        Some(folder.join(name_of(name)))
    }

    pub(super) fn insert(&mut self, sha: &[u8; 32], path: &Path) {
        let (folder, name) = match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => (folder, name),
            _ => (Path::new(""), path.as_os_str()),
        };
        if self.folders.last().is_none_or(|last| **last != *folder) {
            self.folders.push(folder.into());
        }
        let start = self.names.len() as u64;
        let name = bytes_of(name);
        self.names.extend_from_slice(&(self.folders.len() as u32 - 1).to_le_bytes());
        self.names.extend_from_slice(&(name.len() as u32).to_le_bytes());
        self.names.extend_from_slice(&name);
        self.at.insert(half(sha), start);
    }
}

fn half(sha: &[u8; 32]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&sha[..16]);
    half
}

#[cfg(unix)]
fn bytes_of(name: &OsStr) -> std::borrow::Cow<'_, [u8]> {
    use std::os::unix::ffi::OsStrExt;
    name.as_bytes().into()
}

#[cfg(unix)]
fn name_of(bytes: &[u8]) -> std::borrow::Cow<'_, OsStr> {
    use std::os::unix::ffi::OsStrExt;
    std::borrow::Cow::Borrowed(OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn bytes_of(name: &OsStr) -> std::borrow::Cow<'_, [u8]> {
    name.to_string_lossy().into_owned().into_bytes().into()
}

#[cfg(not(unix))]
fn name_of(bytes: &[u8]) -> std::borrow::Cow<'_, OsStr> {
    std::borrow::Cow::Owned(String::from_utf8_lossy(bytes).into_owned().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_come_back() {
        let mut homes = Homes::default();
        let paths = ["/kho/a/1.txt", "/kho/a/2.txt", "/kho/b/1.txt", "/kho/a/3.txt", "/kho/k.zip!/x/y.txt", "/", "tên"];
        for (i, path) in (0u8..).zip(paths) {
            homes.insert(&[i; 32], Path::new(path));
        }
        for (i, path) in (0u8..).zip(paths) {
            assert!(homes.contains(&[i; 32]));
            assert_eq!(homes.get(&[i; 32]).as_deref(), Some(Path::new(path)));
        }
        assert!(!homes.contains(&[99; 32]) && homes.get(&[99; 32]).is_none());
        homes.insert(&[0; 32], Path::new("/kho/elsewhere.txt"));
        assert_eq!(homes.get(&[0; 32]).as_deref(), Some(Path::new("/kho/elsewhere.txt")), "the last one counts");
    }
}
