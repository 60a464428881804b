//! A disk that fails when a test says so: files in memory, with a memory of what would be left after a power cut.
//!
//! Takes the number of an operation (opening, writing, syncing, renaming, deleting, reading) and a [`Fault`]; from
//! there on the disk is full, gone, or out of power. [`Medium::back`] is the disk when it is there again: with what
//! programs saw, or with no more than a careless drive has kept.

use super::disk::Durable;
use std::collections::{HashMap, HashSet};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard};
use tantivy::Directory;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    AntiCallToken, DirectoryLock, FileHandle, Lock, OwnedBytes, TerminatingWrite, WatchCallback, WatchHandle, WritePtr,
};

/// What happens at the operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// It fails, once (`EIO`).
    Once,
    /// The disk is full from there on: half of what is written arrives, reading and deleting go on (`ENOSPC`).
    Full,
    /// The drive is gone from there on: all fails, and nobody learns whether this operation still happened.
    Gone,
    /// The power fails. What was not synced is lost: contents, new names and renamings. Deletions happened.
    PowerNames,
    /// The power fails. Names are there, but contents that were not synced are not.
    PowerContents,
}

/// All faults.
pub(crate) const FAULTS: [Fault; 5] = [Fault::Once, Fault::Full, Fault::Gone, Fault::PowerNames, Fault::PowerContents];

#[derive(Clone, Debug, Default)]
struct Content {
    bytes: Arc<Vec<u8>>,
    /// How many of them are synced.
    synced: usize,
}

#[derive(Debug, Default)]
struct State {
    /// What programs see.
    seen: HashMap<PathBuf, Content>,
    /// What is there after a power cut.
    kept: HashMap<PathBuf, Content>,
    locks: HashSet<PathBuf>,
    operations: u64,
    fault: Option<(u64, Fault)>,
    has_struck: bool,
}

/// The kinds of operations that a full disk tells apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    Room,
    Nothing,
}

impl State {
    /// Counts an operation and fails when its time has come.
    fn operation(&mut self, takes: Takes) -> io::Result<()> {
        self.operations += 1;
        let Some((at, fault)) = self.fault else { return Ok(()) };
        let due = if fault == Fault::Once { self.operations == at } else { self.operations >= at };
        if !due || (fault == Fault::Full && takes == Takes::Nothing) {
            return Ok(());
        }
        self.has_struck = true;
        let errno = if fault == Fault::Full { 28 } else { 5 };
        Err(io::Error::from_raw_os_error(errno))
    }

    /// Whether the failing operation happens all the same.
    fn happens_unheard(&self) -> bool {
        self.fault.is_some_and(|(at, fault)| fault == Fault::Gone && self.operations == at)
    }
}

/// The disk.
#[derive(Debug, Default)]
pub(crate) struct Medium(Arc<Mutex<State>>);

impl Medium {
    /// A disk with the same files, whole and synced.
    pub(crate) fn copy(&self) -> Self {
        let files = self.lock().seen.clone();
        Self(Arc::new(Mutex::new(State { kept: files.clone(), seen: files, ..State::default() })))
    }

    /// Lets the operation with this number (from 1) fail.
    pub(crate) fn fail_at(&self, at: u64, fault: Fault) {
        self.lock().fault = Some((at, fault));
    }

    /// Operations so far.
    pub(crate) fn operations(&self) -> u64 {
        self.lock().operations
    }

    /// The disk after the failure, in order again.
    pub(crate) fn back(&self) -> Self {
        let state = self.lock();
        let files = match state.fault {
            Some((_, Fault::PowerNames)) if state.has_struck => &state.kept,
            _ => &state.seen,
        };
        let power = matches!(state.fault, Some((_, Fault::PowerNames | Fault::PowerContents))) && state.has_struck;
        let cut = |c: &Content| {
            let bytes = if power { Arc::new(c.bytes[..c.synced].to_vec()) } else { Arc::clone(&c.bytes) };
            Content { synced: bytes.len(), bytes }
        };
        let files: HashMap<_, _> = files.iter().map(|(path, c)| (path.clone(), cut(c))).collect();
        Self(Arc::new(Mutex::new(State { kept: files.clone(), seen: files, ..State::default() })))
    }

    /// Cuts the power now.
    pub(crate) fn cut_power(&self) {
        let mut state = self.lock();
        (state.fault, state.has_struck) = (Some((0, Fault::PowerNames)), true);
    }

    /// Opens folders of it as the archive opens them, or (for comparison) as tantivy does by itself.
    pub(crate) fn folders(&self, durable: bool) -> impl Fn(&Path) -> io::Result<Box<dyn Directory>> {
        let state = Arc::clone(&self.0);
        move |path| {
            let folder = Folder { path: path.to_owned(), state: Arc::clone(&state) };
            Ok(if durable { Box::new(Durable(folder)) } else { Box::new(folder) })
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

/// A folder of a [`Medium`].
#[derive(Debug, Clone)]
struct Folder {
    path: PathBuf,
    state: Arc<Mutex<State>>,
}

impl Folder {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    fn read(&self, path: &Path) -> Result<Arc<Vec<u8>>, OpenReadError> {
        let mut state = self.lock();
        state.operation(Takes::Nothing).map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        let content = state.seen.get(&self.path.join(path));
        content.map(|c| Arc::clone(&c.bytes)).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }
}

impl Directory for Folder {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let bytes = self.read(path)?;
        Ok(Arc::new(OwnedBytes::new(Vec::clone(&bytes))))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        let mut state = self.lock();
        let path = self.path.join(path);
        let failed = state.operation(Takes::Nothing);
        if failed.is_err() && !state.happens_unheard() {
            return failed.map_err(|e| DeleteError::IoError { io_error: Arc::new(e), filepath: path });
        }
        state.kept.remove(&path);
        match state.seen.remove(&path) {
            Some(_) => failed.map_err(|e| DeleteError::IoError { io_error: Arc::new(e), filepath: path }),
            None => Err(DeleteError::FileDoesNotExist(path)),
        }
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        let mut state = self.lock();
        state.operation(Takes::Nothing).map_err(|e| OpenReadError::wrap_io_error(e, path.to_owned()))?;
        Ok(state.seen.contains_key(&self.path.join(path)))
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        let mut state = self.lock();
        let full = self.path.join(path);
        state.operation(Takes::Room).map_err(|e| OpenWriteError::wrap_io_error(e, path.to_owned()))?;
        if state.seen.contains_key(&full) {
            return Err(OpenWriteError::FileAlreadyExists(path.to_owned()));
        }
        state.seen.insert(full.clone(), Content::default());
        Ok(BufWriter::new(Box::new(Writing { path: full, state: Arc::clone(&self.state) })))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.read(path).map(|bytes| Vec::clone(&bytes))
    }

    /// Writing and syncing under a passing name, then renaming: two operations that can fail.
    fn atomic_write(&self, path: &Path, data: &[u8]) -> io::Result<()> {
        let mut state = self.lock();
        state.operation(Takes::Room)?;
        let renamed = state.operation(Takes::Room);
        if renamed.is_ok() || state.happens_unheard() {
            state.seen.insert(self.path.join(path), Content { bytes: Arc::new(data.to_vec()), synced: data.len() });
        }
        renamed
    }

    fn sync_directory(&self) -> io::Result<()> {
        let mut state = self.lock();
        state.operation(Takes::Room)?;
        let mine: Vec<_> = state.seen.iter().filter(|(path, _)| path.parent() == Some(&self.path)).collect();
        let mine: Vec<_> = mine.into_iter().map(|(path, c)| (path.clone(), c.clone())).collect();
        state.kept.extend(mine);
        Ok(())
    }

    fn acquire_lock(&self, lock: &Lock) -> Result<DirectoryLock, LockError> {
        let path = self.path.join(&lock.filepath);
        for _ in 0..10_000 {
            if self.lock().locks.insert(path.clone()) {
                return Ok(DirectoryLock::from(Box::new(Held { path, state: Arc::clone(&self.state) })));
            }
            if !lock.is_blocking {
                return Err(LockError::LockBusy);
            }
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        Err(LockError::LockBusy)
    }

    fn watch(&self, _: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

struct Held {
    path: PathBuf,
    state: Arc<Mutex<State>>,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.state.lock().unwrap().locks.remove(&self.path);
    }
}

/// A file under way.
struct Writing {
    path: PathBuf,
    state: Arc<Mutex<State>>,
}

impl Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.state.lock().unwrap();
        let done = state.operation(Takes::Room);
        let arrives = if done.is_ok() { bytes.len() } else { bytes.len() / 2 };
        if let Some(content) = state.seen.get_mut(&self.path) {
            Arc::make_mut(&mut content.bytes).extend_from_slice(&bytes[..arrives]);
        }
        done.map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl TerminatingWrite for Writing {
    fn terminate_ref(&mut self, _: AntiCallToken) -> io::Result<()> {
        let mut state = self.state.lock().unwrap();
        state.operation(Takes::Room)?;
        if let Some(content) = state.seen.get_mut(&self.path) {
            content.synced = content.bytes.len();
            let synced = content.clone();
            // A name that was kept keeps its content too.
            if let Some(kept) = state.kept.get_mut(&self.path) {
                *kept = synced;
            }
        }
        Ok(())
    }
}
