//! The one writer of an archive.
//!
//! Takes entries one by one and makes them durable at [`Writer::commit`]: all changes since the last commit
//! become visible together, synced to the disk, or none of them. Memory stays within the budget however fast
//! entries come: [`Writer::put`] waits while too much is under way.

use super::entry::{Entry, Row};
use super::schema::{Fields, tag};
use super::state::{Outcome, Stamp};
use super::{Archive, Reader, hex, paths, records};
use crate::error::Result;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy, UserOperation};
use tantivy::{DocAddress, IndexWriter, Term};

/// tantivy refuses smaller budgets per thread: its hash table alone takes 12 MB.
const MIN_BYTES_PER_THREAD: usize = 16 << 20;

/// Of the budget, the share for texts that wait to be indexed; the rest gathers postings.
const WAITING_SHARE: usize = 4;

/// How long an entry waits for room: longer than a thread of the index takes for one, shorter than it takes to write
/// a segment, when a few entries more do no harm.
const PATIENCE: Duration = Duration::from_millis(250);

/// Segments of about the same size that are merged into one. Merging early costs import time, merging late
/// search time; eight keeps both within a tenth on 40,000 files.
const SEGMENTS_PER_MERGE: usize = 8;

/// Share of replaced files in a segment from which on it is rewritten, so that an archive that is imported
/// again and again does not grow.
const MAX_DELETED_SHARE: f32 = 0.3;

/// Writes an archive. Dropping it without [`Writer::commit`] leaves the last commit.
pub struct Writer {
    archive: Archive,
    index: IndexWriter<Row>,
    waiting: Arc<Waiting>,
    /// Hashes of paths that the archive may hold: only these need a delete. Files that are gone may stay.
    known: HashSet<u64>,
    /// The last commit.
    last: Reader,
    changes: Changes,
}

/// What happened since the last commit, as far as duplicates must know it.
#[derive(Default)]
struct Changes {
    /// Duplicates put, by hash.
    duplicates: HashMap<[u8; 32], BTreeSet<PathBuf>>,
    /// Paths put or removed.
    touched: HashSet<PathBuf>,
    /// Documents of the last commit that lost their path and have no other yet.
    homeless: HashMap<[u8; 32], DocAddress>,
}

impl std::fmt::Debug for Writer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writer").field("archive", &self.archive).finish_non_exhaustive()
    }
}

impl Writer {
    pub(super) fn new(archive: &Archive, memory_bytes: usize, threads: usize) -> Result<Self> {
        let threads = threads.clamp(1, 8);
        let budget = (memory_bytes / threads).clamp(MIN_BYTES_PER_THREAD, 2 << 30);
        let options = IndexWriterOptions::builder()
            .num_worker_threads(threads)
            .memory_budget_per_thread(budget)
            .num_merge_threads(1)
            .build();
        let index = archive.index.writer_with_options(options).map_err(|e| archive.error(e))?;
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(SEGMENTS_PER_MERGE);
        policy.set_del_docs_ratio_before_merge(MAX_DELETED_SHARE);
        index.set_merge_policy(Box::new(policy));
        part_from_last_commit(&index).map_err(|e| archive.error(e))?;
        // An import that was killed leaves files that no commit knows.
        super::disk::sweep(&archive.dir.join(super::INDEX_FOLDER), &archive.index);
        index.garbage_collect_files().wait().map_err(|e| archive.error(e))?;
        let last = archive.reader()?;
        let mut known = HashSet::new();
        last.each_path(|path| {
            known.insert(hash(path));
        })?;
        let waiting = Arc::new(Waiting::new(memory_bytes / WAITING_SHARE));
        Ok(Self { archive: archive.clone(), index, waiting, known, last, changes: Changes::default() })
    }

    fn fields(&self) -> &Fields {
        &self.archive.fields
    }

    /// Adds a file, or replaces what the archive holds under its path. When the file that is replaced had
    /// duplicates, the first of them takes its document over.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive) when the index cannot be written.
    pub fn put(&mut self, entry: Entry) -> Result<()> {
        let sha = entry.stamp().sha256;
        self.displace(entry.path(), sha)?;
        if entry.outcome() == Outcome::Duplicate
            && let Some(sha) = sha
        {
            if let Some(address) = self.changes.homeless.remove(&sha) {
                // The file it repeats has left its path in this very run: this one is the document now.
                let (path, stamp) = (entry.path().to_owned(), *entry.stamp());
                return self.adopt(address, &path, Some(stamp));
            }
            self.changes.duplicates.entry(sha).or_default().insert(entry.path().to_owned());
        }
        self.add(entry)
    }

    /// Forgets a file. When it had duplicates, the first of them takes its document over.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive) when the index cannot be written.
    pub fn remove(&mut self, path: &Path) -> Result<()> {
        self.displace(path, None)
    }

    /// A file of the last commit is now found under another path, with the same bytes. Whether there was such
    /// a document.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive) when the index cannot be written.
    pub fn rename(&mut self, from: &Path, to: &Path, stamp: Stamp) -> Result<bool> {
        let Some(old) = self.last.by_path(from)? else { return Ok(false) };
        if !self.last.state(old)?.outcome.is_document() {
            return Ok(false);
        }
        self.displace(to, None)?;
        self.delete(from);
        self.adopt(old, to, Some(stamp))?;
        Ok(true)
    }

    /// Makes everything since the last commit durable and visible at once.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive); the archive then is as of the last commit.
    pub fn commit(&mut self) -> Result<()> {
        self.index.commit().map_err(|e| self.archive.error(e))?;
        self.changes = Changes::default();
        self.last = self.archive.reader()?;
        Ok(())
    }

    /// Drops everything since the last commit.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive) when the index cannot be read.
    pub fn rollback(&mut self) -> Result<()> {
        self.index.rollback().map_err(|e| self.archive.error(e))?;
        part_from_last_commit(&self.index).map_err(|e| self.archive.error(e))?;
        self.changes = Changes::default();
        Ok(())
    }

    /// Commits, waits for merges under way and deletes the files that no segment needs.
    ///
    /// # Errors
    /// [`Error::Archive`](crate::Error::Archive).
    pub fn finish(mut self) -> Result<()> {
        self.commit()?;
        let archive = self.archive.clone();
        self.index.garbage_collect_files().wait().map_err(|e| archive.error(e))?;
        drop((self.last, self.known));
        self.index.wait_merging_threads().map_err(|e| archive.error(e))?;
        // What the last merges have read is held while they end, and so outlives the collection behind them. Where
        // another import has begun meanwhile, that one collects it; so does the next for what cannot be deleted now.
        let options = IndexWriterOptions::builder().memory_budget_per_thread(MIN_BYTES_PER_THREAD).build();
        if let Ok(after) = archive.index.writer_with_options::<Row>(options) {
            let _ = after.garbage_collect_files().wait();
        }
        Ok(())
    }

    /// Takes away what stands under `path`; `same` is the hash of what comes instead.
    fn displace(&mut self, path: &Path, same: Option<[u8; 32]>) -> Result<()> {
        let bytes = paths::to_bytes(path);
        if !self.known.contains(&hash(&bytes)) {
            return Ok(());
        }
        self.delete(path);
        for paths in self.changes.duplicates.values_mut() {
            paths.remove(path);
        }
        // Only a document of the last commit can have duplicates that depend on it.
        if !self.changes.touched.insert(path.to_owned()) {
            return Ok(());
        }
        let Some(address) = self.last.by_path(path)? else { return Ok(()) };
        let state = self.last.state(address)?;
        let Some(sha) = state.stamp.sha256.filter(|sha| state.outcome.is_document() && Some(*sha) != same) else {
            return Ok(());
        };
        match self.heir(&sha)? {
            Some(heir) => {
                self.delete(&heir);
                self.adopt(address, &heir, None)
            }
            None => {
                self.changes.homeless.insert(sha, address);
                Ok(())
            }
        }
    }

    /// The first duplicate of a document, in path order.
    fn heir(&self, sha: &[u8; 32]) -> Result<Option<PathBuf>> {
        let mut heirs = self.changes.duplicates.get(sha).cloned().unwrap_or_default();
        let committed = self.last.tagged(&tag::term(tag::DUPLICATE_OF, &hex(sha)))?;
        for address in committed {
            let path = self.last.path(address)?;
            if !self.changes.touched.contains(&path) {
                heirs.insert(path);
            }
        }
        Ok(heirs.pop_first())
    }

    /// Writes a document of the last commit anew under another path.
    fn adopt(&mut self, address: DocAddress, path: &Path, stamp: Option<Stamp>) -> Result<()> {
        let state = self.last.state(address)?;
        let (text, records) = self.last.row(address)?;
        let processed = records::decode(&records, text).map_err(|_| self.last.damaged())?;
        let stamp = match stamp {
            Some(stamp) => stamp,
            None => self.last.by_path(path)?.map_or(Ok(state.stamp), |a| self.last.state(a).map(|s| s.stamp))?,
        };
        self.changes.touched.insert(path.to_owned());
        for paths in self.changes.duplicates.values_mut() {
            paths.remove(path);
        }
        self.add(Entry::document(path, stamp, state.reason, processed))
    }

    fn delete(&self, path: &Path) {
        let key = paths::to_bytes(path);
        if self.known.contains(&hash(&key)) {
            self.index.delete_term(Term::from_field_bytes(self.fields().path, &key));
        }
    }

    fn add(&mut self, entry: Entry) -> Result<()> {
        self.known.insert(hash(&paths::to_bytes(entry.path())));
        let guard = self.waiting.enter(entry.weight());
        let row = entry.into_row(self.fields(), Some(guard));
        self.index.add_document(row).map_err(|e| self.archive.error(e))?;
        Ok(())
    }
}

/// tantivy numbers the first operation of a writer as the last commit. When it is a delete, a merge under way takes it
/// for a part of that commit: it applies it early in segments without deletes, skips it in those with, and the file
/// that was to be replaced is there twice. A number that nothing uses keeps the two apart.
fn part_from_last_commit(index: &IndexWriter<Row>) -> tantivy::Result<()> {
    let nothing: [UserOperation<Row>; 0] = [];
    index.run(nothing).map(|_| ())
}

fn hash(path: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    hasher.finish()
}

/// Bytes of entries that tantivy has taken and not yet indexed.
struct Waiting {
    limit: usize,
    bytes: Mutex<usize>,
    less: Condvar,
}

impl Waiting {
    fn new(limit: usize) -> Self {
        Self { limit, bytes: Mutex::new(0), less: Condvar::new() }
    }

    /// Waits until there is room; one entry always has, however large. So has one after [`PATIENCE`]: a thread of
    /// the index that died (a full disk) gives no room back, and only adding to the index says that it did.
    fn enter(self: &Arc<Self>, weight: usize) -> Arc<dyn Send + Sync> {
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |bytes: &mut usize| *bytes > 0 && *bytes + weight > self.limit;
        let waited = self.less.wait_timeout_while(bytes, PATIENCE, full);
        let (mut bytes, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *bytes += weight;
        Arc::new(Room { waiting: Arc::clone(self), weight })
    }
}

/// The room of one entry; given back when tantivy drops the row.
struct Room {
    waiting: Arc<Waiting>,
    weight: usize,
}

impl Drop for Room {
    fn drop(&mut self) {
        *self.waiting.bytes.lock().unwrap_or_else(PoisonError::into_inner) -= self.weight;
        self.waiting.less.notify_one();
    }
}
