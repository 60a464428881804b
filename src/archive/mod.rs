//! The archive: one tantivy index; what is stored and how. The only place that writes tantivy.
//!
//! Takes [`Entry`] values, one per file, and keeps them: the normalized text, the records, and what is needed
//! to find them. A file is one tantivy document under its path's bytes, replaced in one step: after a crash the
//! archive holds the files of its last commit, each whole. Refuses a folder that is no archive, an archive of
//! another format version, and a second writer.
//!
//! ```no_run
//! # use trichluc::{archive::Stamp, pipeline::Processed};
//! # fn keep(stamp: Stamp, processed: Processed) -> trichluc::Result<()> {
//! use trichluc::archive::{Archive, Entry};
//! let archive = Archive::open_or_create("kho".as_ref())?;
//! let mut writer = archive.writer(64 << 20, 1)?;
//! writer.put(Entry::document("318-BC-UBND.txt".as_ref(), stamp, None, processed))?;
//! writer.commit()?;
//! assert_eq!(archive.reader()?.counts()?.documents, 1);
//! # Ok(()) }
//! ```

pub(crate) mod analyzer;
mod codec;
pub(crate) mod date;
pub(crate) mod disk;
mod entry;
mod interner;
#[cfg(test)]
pub(crate) mod medium;
mod paths;
mod reader;
mod records;
mod regions;
pub(crate) mod schema;
mod state;
mod store;
mod stored;
mod strings;
#[cfg(test)]
mod tests;
mod writer;

pub(crate) use codec::Read;
pub use entry::Entry;
pub(crate) use interner::{Id, Interner, PackedStrings, Word};
pub use reader::{Counts, DocId, Failure, Reader, Stored};
pub(crate) use records::{FigureRef, Figures, Head};
pub use state::{FileState, Outcome, Stamp, Stamps};
pub(crate) use strings::Fnv;
pub use writer::Writer;

use crate::error::{Error, Result};
use analyzer::{Analyzer, Listed};
use disk::OpenFolder;
use schema::Fields;
use std::fs;
use std::path::{Path, PathBuf};
use tantivy::directory::error::{LockError, OpenReadError};
use tantivy::store::Compressor;
use tantivy::{Index, IndexSettings, TantivyError};

/// Version of the layout of the archive folder, the index fields and the record encoding.
pub const FORMAT: u32 = 4;

/// File that makes a folder an archive: "trichluc archive 4".
const FORMAT_FILE: &str = "format";
const FORMAT_WORDS: &str = "trichluc archive ";

/// Folder of the tantivy index.
const INDEX_FOLDER: &str = "index";

/// Uncompressed size of the blocks of the document store. Larger blocks compress better, up to the 64 KiB that LZ4
/// looks back, and cost more to open one document.
const STORE_BLOCK_BYTES: usize = 64 << 10;

/// An archive folder, opened.
#[derive(Clone)]
pub struct Archive {
    dir: PathBuf,
    index: Index,
    fields: Fields,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Archive").field("dir", &self.dir).finish_non_exhaustive()
    }
}

impl Archive {
    /// Opens the archive in `dir`, or makes a new one when the folder is missing or empty.
    ///
    /// # Errors
    /// [`Error::Archive`] as [`Archive::open`], and when the folder holds other things.
    pub fn open_or_create(dir: &Path) -> Result<Self> {
        Self::open_or_create_on(dir, &disk::open_folder)
    }

    pub(crate) fn open_or_create_on(dir: &Path, folder: OpenFolder<'_>) -> Result<Self> {
        fs::create_dir_all(dir).map_err(|e| io(dir, e))?;
        let top = folder(dir).map_err(|e| io(dir, e))?;
        if top.exists(Path::new(FORMAT_FILE)).map_err(|e| Self::explain(dir, e.into()))? {
            return Self::open_on(dir, folder);
        }
        // A first import that was killed early leaves the index folder without the format file: go on with it.
        let foreign = fs::read_dir(dir).map_err(|e| io(dir, e))?.filter_map(std::result::Result::ok).find(|e| {
            let name = e.file_name();
            name != INDEX_FOLDER && !name.to_string_lossy().starts_with('.')
        });
        if let Some(other) = foreign {
            return Err(wrong(
                dir,
                format!(
                    "the folder holds other files ({}); name an empty or a new folder with --archive",
                    other.file_name().to_string_lossy()
                ),
            ));
        }
        let inner = dir.join(INDEX_FOLDER);
        fs::create_dir_all(&inner).map_err(|e| io(&inner, e))?;
        disk::sync_parent(dir).map_err(|e| io(dir, e))?;
        let (schema, fields) = schema::schema();
        let settings = IndexSettings {
            docstore_compression: Compressor::Lz4,
            docstore_blocksize: STORE_BLOCK_BYTES,
            // The workers of the import keep all processors busy already.
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let index = Index::builder()
            .schema(schema)
            .settings(settings)
            .open_or_create(folder(&inner).map_err(|e| io(&inner, e))?)
            .map_err(|e| Self::explain(dir, e))?;
        // Last, and whole or not at all: what has a format file is an archive.
        let words = format!("{FORMAT_WORDS}{FORMAT}\n");
        let written = top.atomic_write(Path::new(FORMAT_FILE), words.as_bytes()).and_then(|()| top.sync_directory());
        written.map_err(|e| io(&dir.join(FORMAT_FILE), e))?;
        Ok(Self::with(dir, index, fields))
    }

    /// Opens the archive in `dir`.
    ///
    /// # Errors
    /// [`Error::Archive`] when there is none, when it has another format version, or when it is damaged.
    pub fn open(dir: &Path) -> Result<Self> {
        Self::open_on(dir, &disk::open_folder)
    }

    pub(crate) fn open_on(dir: &Path, folder: OpenFolder<'_>) -> Result<Self> {
        let none = "there is no archive here; make one with `trichluc import`, or name another with --archive";
        let words = match folder(dir).map(|top| top.atomic_read(Path::new(FORMAT_FILE))) {
            Ok(Ok(words)) => String::from_utf8_lossy(&words).into_owned(),
            Ok(Err(OpenReadError::IoError { io_error, .. })) => {
                return Err(wrong(dir, format!("its format file cannot be read: {io_error}")));
            }
            Ok(Err(_)) | Err(_) => return Err(wrong(dir, none)),
        };
        let version = words.strip_prefix(FORMAT_WORDS).and_then(|v| v.trim().parse::<u32>().ok());
        match version {
            Some(FORMAT) => {}
            Some(other) => {
                let advice = if other > FORMAT {
                    "use the newer trichluc that made it"
                } else {
                    "import the files again into a new folder"
                };
                return Err(wrong(dir, format!("it has format {other}, this program reads format {FORMAT}; {advice}")));
            }
            None => return Err(wrong(dir, "its format file is damaged; import the files again into a new folder")),
        }
        let (schema, fields) = schema::schema();
        let inner = folder(&dir.join(INDEX_FOLDER)).map_err(|e| wrong(dir, format!("it is damaged: {e}")))?;
        let index = Index::open(inner).map_err(|e| Self::explain(dir, e))?;
        if index.schema() != schema {
            return Err(wrong(dir, "its index has other fields than its format says; import the files again"));
        }
        Ok(Self::with(dir, index, fields))
    }

    fn with(dir: &Path, index: Index, fields: Fields) -> Self {
        let analyzers = index.tokenizers();
        analyzers.register(schema::WORDS, Listed::Words);
        analyzers.register(schema::PAIRS, Listed::Pairs);
        analyzers.register(schema::BOTH, Analyzer);
        Self { dir: dir.to_owned(), index, fields }
    }

    /// The archive's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The one writer: `memory_bytes` bound what it gathers before it writes a segment, `threads` index at once.
    ///
    /// # Errors
    /// [`Error::Archive`] when another import holds the archive.
    pub fn writer(&self, memory_bytes: usize, threads: usize) -> Result<Writer> {
        Writer::new(self, memory_bytes, threads)
    }

    /// A view of the last commit; it stays as it is while an import goes on.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn reader(&self) -> Result<Reader> {
        Reader::new(self)
    }

    /// Bytes of all files of the archive.
    fn bytes(&self) -> u64 {
        let sizes = |dir: PathBuf| {
            fs::read_dir(dir).map_or(0, |entries| {
                entries.flatten().filter_map(|e| e.metadata().ok()).filter(|m| m.is_file()).map(|m| m.len()).sum()
            })
        };
        sizes(self.dir.clone()) + sizes(self.dir.join(INDEX_FOLDER))
    }

    fn error(&self, e: TantivyError) -> Error {
        Self::explain(&self.dir, e)
    }

    fn explain(dir: &Path, e: TantivyError) -> Error {
        let message = match e {
            TantivyError::LockFailure(LockError::LockBusy, _) => {
                "another import is writing to it; wait until that one is done".to_owned()
            }
            TantivyError::LockFailure(LockError::IoError(e), _) => format!("nothing can be written to it: {e}"),
            TantivyError::IoError(e) => format!("{e}; what was committed before is safe"),
            TantivyError::DataCorruption(e) => format!("it is damaged ({e:?}); import the files again"),
            TantivyError::OpenReadError(e) => {
                format!("it is damaged, a file of the index is missing or unreadable ({e}); import the files again")
            }
            e => format!("{e}"),
        };
        wrong(dir, message)
    }
}

fn wrong(dir: &Path, message: impl Into<String>) -> Error {
    Error::Archive { path: dir.to_owned(), message: message.into() }
}

fn io(path: &Path, source: std::io::Error) -> Error {
    Error::Io { path: path.to_owned(), source }
}

/// Lower-case hex of a hash.
fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)] as char, DIGITS[usize::from(b & 15)] as char]).collect()
}
