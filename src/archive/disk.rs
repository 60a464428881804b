//! Where the archive touches the disk: tantivy's directory, made safe against a loss of power.
//!
//! tantivy syncs the files of a commit and puts `meta.json` in place by renaming; that the new name is on the disk
//! it leaves to chance, and then deletes the files that only the old `meta.json` needs. [`Durable`] syncs the folder
//! behind the renaming: a commit that was reported is there after a power cut, and no file goes before its successor
//! stands.

use std::io;
use std::path::Path;
use std::sync::Arc;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    DirectoryLock, FileHandle, Lock, META_LOCK, MmapDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::{Directory, Index};

/// tantivy's list of the segments that make the last commit.
const META_FILE: &str = "meta.json";

/// Opens a folder of the archive, which must exist.
pub(crate) type OpenFolder<'a> = &'a dyn Fn(&Path) -> io::Result<Box<dyn Directory>>;

/// A folder of the file system.
pub(super) fn open_folder(path: &Path) -> io::Result<Box<dyn Directory>> {
    let directory = MmapDirectory::open(path).map_err(io::Error::other)?;
    Ok(Box::new(Durable(directory)))
}

/// Makes sure that a folder that was made is there after a power cut: its name stands in the folder above.
pub(super) fn sync_parent(path: &Path) -> io::Result<()> {
    #[cfg(unix)]
    if let Some(parent) = path.canonicalize()?.parent() {
        std::fs::File::open(parent)?.sync_all()?;
    }
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

/// Deletes what an import that was killed has left behind in the index folder and tantivy does not know of: files
/// half written under a passing name, and files whose entry in its list was lost with the power. Only the one that
/// holds the lock of the writer may do this. What cannot be deleted now is deleted next time.
pub(super) fn sweep(folder: &Path, index: &Index) {
    let Ok(segments) = index.searchable_segment_metas() else { return };
    let known = index.directory().list_managed_files();
    let living = |name: &Path| segments.iter().any(|s| Some(s.id().uuid_string().as_str()) == segment_of(name));
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = Path::new(&name);
        let passing = name.to_str().is_some_and(|n| n.starts_with(".tmp"));
        let lost = segment_of(name).is_some() && !known.contains(name) && !living(name);
        if passing || lost {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

/// The segment that a file belongs to by its name: 32 hexadecimal digits before the ending.
fn segment_of(name: &Path) -> Option<&str> {
    let (stem, _) = name.to_str()?.split_once('.')?;
    (stem.len() == 32 && stem.bytes().all(|b| b.is_ascii_hexdigit())).then_some(stem)
}

/// A directory whose commits survive a power cut.
#[derive(Debug, Clone)]
pub(crate) struct Durable<D>(pub D);

impl<D: Directory + Clone> Directory for Durable<D> {
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        self.0.atomic_write(path, data)?;
        if path == Path::new(META_FILE) { self.0.sync_directory() } else { Ok(()) }
    }

    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        self.0.get_file_handle(path)
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        self.0.delete(path)
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        self.0.exists(path)
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        self.0.open_write(path)
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.0.atomic_read(path)
    }

    fn sync_directory(&self) -> io::Result<()> {
        self.0.sync_directory()
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        match self.0.acquire_lock(lock) {
            // Readers lock out the deletion of what they open. Where nobody may write, nobody deletes.
            Err(LockError::IoError(e)) if lock.filepath == META_LOCK.filepath && is_read_only(&e) => {
                Ok(DirectoryLock::from(Box::new(())))
            }
            other => other,
        }
    }

    fn watch(&self, watch_callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        self.0.watch(watch_callback)
    }
}

/// Whether a file could not be made because nothing may be written there.
fn is_read_only(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_segment_files() {
        let id = "0a1b2c3d4e5f60718293a4b5c6d7e8f9";
        for (name, want) in [
            (format!("{id}.store"), Some(id)),
            (format!("{id}.120.del"), Some(id)),
            ("meta.json".into(), None),
            (".managed.json".into(), None),
            ("0a1b.store".into(), None),
            (id.into(), None),
        ] {
            assert_eq!(segment_of(Path::new(&name)), want, "{name}");
        }
    }
}
