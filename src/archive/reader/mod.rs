//! A view of one commit of the archive: files, documents, counts.
//!
//! Takes paths, identifiers and positions, gives what was stored, field by field. What is searched and ranked
//! lies in [`crate::query`], which stands on this.

mod columns;
mod lookup;

use super::schema::Fields;
use super::state::{FileState, Outcome, Stamps};
use super::stored::{Packed, StoredRow};
use super::{Archive, codec, paths, records};
use crate::error::{Error, Result};
use crate::pipeline::Processed;
use crate::record::{Document, Reference};
use columns::{Columns, bytes_column, terms};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tantivy::columnar::BytesColumn;
use tantivy::directory::OwnedBytes;
use tantivy::store::StoreReader;
use tantivy::{DocAddress, ReloadPolicy, Searcher, SegmentReader, TantivyError};

/// A document of one [`Reader`].
pub type DocId = DocAddress;

/// Blocks of the document store kept unpacked: answering a page of hits opens each block once.
const STORE_CACHE_BLOCKS: usize = 32;

/// A view of one commit.
#[derive(Clone)]
pub struct Reader {
    archive: Archive,
    searcher: Searcher,
    /// What is stored, by segment.
    stores: Arc<[StoreReader]>,
    /// The paths, by segment, opened when first asked for.
    paths: Arc<[OnceLock<BytesColumn>]>,
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").field("archive", &self.archive).finish_non_exhaustive()
    }
}

/// What `status` counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
pub struct Counts {
    /// Files of every outcome.
    pub files: u64,
    /// Files that are documents: imported or partial.
    pub documents: u64,
    /// Of these, read in part.
    pub partial: u64,
    /// Files with the same bytes as a document.
    pub duplicates: u64,
    /// Files that could not be read.
    pub failed: u64,
    /// Files left out on purpose.
    pub skipped: u64,
    /// Pages of all documents.
    pub pages: u64,
    /// Mentions of documents.
    pub references: u64,
    /// Figures.
    pub figures: u64,
    /// Bytes of the archive on disk.
    pub index_bytes: u64,
    /// Bytes of the normalized text.
    pub text_bytes: u64,
}

/// A file that is not in the archive whole, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The file.
    pub path: PathBuf,
    /// Outcome and reason.
    pub state: FileState,
    /// What happened, in words.
    pub message: String,
}

/// A document as stored.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The file.
    pub path: PathBuf,
    /// Outcome and stamp.
    pub state: FileState,
    /// Text and records.
    pub content: Processed,
}

impl Reader {
    pub(super) fn new(archive: &Archive) -> Result<Self> {
        let reader = archive
            .index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()
            .map_err(|e: TantivyError| archive.error(e))?;
        let searcher = reader.searcher();
        let open = |segment: &SegmentReader| segment.get_store_reader(STORE_CACHE_BLOCKS);
        let stores = searcher.segment_readers().iter().map(open).collect::<std::io::Result<_>>();
        let stores: Arc<[StoreReader]> = stores.map_err(|e| archive.error(e.into()))?;
        let paths = stores.iter().map(|_| OnceLock::new()).collect();
        Ok(Self { archive: archive.clone(), searcher, stores, paths })
    }

    pub(crate) fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    pub(crate) fn fields(&self) -> &Fields {
        &self.archive.fields
    }

    pub(crate) fn error(&self, e: impl Into<TantivyError>) -> Error {
        self.archive.error(e.into())
    }

    pub(super) fn damaged(&self) -> Error {
        super::wrong(&self.archive.dir, "a stored document is damaged; import the files again with --force")
    }

    /// Sums for `status`.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn counts(&self) -> Result<Counts> {
        let mut c = Counts { index_bytes: self.archive.bytes(), ..Counts::default() };
        for segment in self.searcher.segment_readers() {
            let column = |name: &str| segment.fast_fields().u64(name).map_err(|e| self.error(e));
            let outcome = column("outcome")?;
            let (pages, references, figures, text) =
                (column("pages")?, column("references")?, column("figures")?, column("text_bytes")?);
            for doc in segment.doc_ids_alive() {
                c.files += 1;
                match outcome.first(doc).and_then(Outcome::from_code) {
                    Some(Outcome::Imported) => c.documents += 1,
                    Some(Outcome::Partial) => {
                        c.documents += 1;
                        c.partial += 1;
                    }
                    Some(Outcome::Duplicate) => c.duplicates += 1,
                    Some(Outcome::Skipped) => c.skipped += 1,
                    Some(Outcome::Failed) | None => c.failed += 1,
                }
                c.pages += pages.first(doc).unwrap_or(0);
                c.references += references.first(doc).unwrap_or(0);
                c.figures += figures.first(doc).unwrap_or(0);
                c.text_bytes += text.first(doc).unwrap_or(0);
            }
        }
        Ok(c)
    }

    /// What the archive knows of every file: one scan.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn stamps(&self) -> Result<Stamps> {
        let mut stamps = Stamps::default();
        for segment in self.searcher.segment_readers() {
            let columns = Columns::open(segment).map_err(|e| self.error(e))?;
            let (all_paths, all_shas) = (terms(&columns.path), terms(&columns.sha));
            let (all_paths, all_shas) = (all_paths.map_err(|e| self.error(e))?, all_shas.map_err(|e| self.error(e))?);
            for doc in segment.doc_ids_alive() {
                let path = columns.path.ords().first(doc).and_then(|o| all_paths.get(o as usize));
                let path = path.ok_or_else(|| self.damaged())?;
                let sha = columns.sha.ords().first(doc).and_then(|o| all_shas.get(o as usize));
                let state = columns.state(doc, sha.map(Vec::as_slice)).ok_or_else(|| self.damaged())?;
                stamps.push(path, state);
            }
        }
        Ok(stamps.finish())
    }

    /// Files that are not in the archive whole, by path, with their reasons.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn failures(&self) -> Result<Vec<Failure>> {
        let mut out = Vec::new();
        for address in self.addresses(|o| !matches!(o, Outcome::Imported | Outcome::Duplicate))? {
            let state = self.state(address)?;
            let message = if state.outcome.is_document() { String::new() } else { self.stored(address)?.message() };
            out.push(Failure { path: self.path(address)?, state, message });
        }
        out.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(out)
    }

    /// All documents in path order.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn documents(&self) -> Result<Vec<DocId>> {
        let mut keyed = Vec::new();
        for address in self.addresses(Outcome::is_document)? {
            keyed.push((self.path(address)?, address));
        }
        keyed.sort();
        Ok(keyed.into_iter().map(|(_, a)| a).collect())
    }

    /// All documents in the order they are stored: the fastest way through them.
    pub(crate) fn stored_order(&self) -> Result<Vec<DocId>> {
        self.addresses(Outcome::is_document)
    }

    /// How many figures the documents hold together.
    pub(crate) fn figures(&self, ids: &[DocId]) -> Result<u64> {
        let columns = self.searcher.segment_readers().iter().map(|s| s.fast_fields().u64("figures"));
        let columns = columns.collect::<tantivy::Result<Vec<_>>>().map_err(|e| self.error(e))?;
        Ok(ids.iter().filter_map(|id| columns.get(id.segment_ord as usize)?.first(id.doc_id)).sum())
    }

    fn addresses(&self, wanted: impl Fn(Outcome) -> bool) -> Result<Vec<DocId>> {
        let mut out = Vec::new();
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let outcome = segment.fast_fields().u64("outcome").map_err(|e| self.error(e))?;
            out.extend(
                segment
                    .doc_ids_alive()
                    .filter(|&doc| outcome.first(doc).and_then(Outcome::from_code).is_some_and(&wanted))
                    .map(|doc| DocAddress::new(ord as u32, doc)),
            );
        }
        Ok(out)
    }

    /// The path of a file.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn path(&self, id: DocId) -> Result<PathBuf> {
        let column = self.path_column(id.segment_ord)?;
        let mut bytes = Vec::new();
        let ord = column.ords().first(id.doc_id).ok_or_else(|| self.damaged())?;
        column.ord_to_bytes(ord, &mut bytes).map_err(|e| self.error(e))?;
        Ok(paths::owned(&bytes))
    }

    fn path_column(&self, segment: u32) -> Result<&BytesColumn> {
        let known = self.paths.get(segment as usize).ok_or_else(|| self.damaged())?;
        if let Some(column) = known.get() {
            return Ok(column);
        }
        let column = bytes_column(self.searcher.segment_reader(segment), "path").map_err(|e| self.error(e))?;
        Ok(known.get_or_init(|| column))
    }

    /// The paths of many files: one pass through the dictionary of each segment.
    pub(crate) fn paths(&self, ids: &[DocId]) -> Result<Vec<PathBuf>> {
        let mut out = vec![PathBuf::new(); ids.len()];
        for ord in 0..self.paths.len() {
            let column = self.path_column(ord as u32)?;
            let here = ids.iter().enumerate().filter(|(_, id)| id.segment_ord as usize == ord);
            let sought = here.map(|(i, id)| Some((column.ords().first(id.doc_id)?, i)));
            let mut sought: Vec<(u64, usize)> = sought.collect::<Option<_>>().ok_or_else(|| self.damaged())?;
            sought.sort_unstable();
            let ords: Vec<u64> = sought.iter().map(|(ord, _)| *ord).collect();
            let mut places = sought.iter().map(|(_, i)| *i);
            let mut take = |path: &[u8]| {
                if let Some(i) = places.next() {
                    out[i] = paths::owned(path);
                }
            };
            let whole = column.dictionary().sorted_ords_to_term_cb(&ords, &mut take).map_err(|e| self.error(e))?;
            if !whole {
                return Err(self.damaged());
            }
        }
        Ok(out)
    }

    /// Stamp and outcome of a file.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn state(&self, id: DocId) -> Result<FileState> {
        let columns = Columns::open(self.searcher.segment_reader(id.segment_ord)).map_err(|e| self.error(e))?;
        let mut sha = Vec::new();
        if let Some(ord) = columns.sha.ords().first(id.doc_id) {
            columns.sha.ord_to_bytes(ord, &mut sha).map_err(|e| self.error(e))?;
        }
        columns.state(id.doc_id, (!sha.is_empty()).then_some(&sha)).ok_or_else(|| self.damaged())
    }

    /// Everything of a document.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn document(&self, id: DocId) -> Result<Stored> {
        let (text, records) = self.row(id)?;
        let mut content = self.decoded(records::decode(&records, text))?;
        let (path, state) = (self.path(id)?, self.state(id)?);
        name(&mut content.document, &path, &state);
        Ok(Stored { path, state, content })
    }

    /// The document record and the text, without the other records.
    ///
    /// # Errors
    /// [`Error::Archive`] when the index is damaged.
    pub fn header(&self, id: DocId) -> Result<(Document, String)> {
        let (text, records) = self.row(id)?;
        let mut document = self.decoded(records::decode_document(&records))?;
        name(&mut document, &self.path(id)?, &self.state(id)?);
        Ok((document, text))
    }

    /// Document record without path and hash, references and text.
    pub(crate) fn references(&self, id: DocId) -> Result<(Document, Vec<Reference>, String)> {
        let (text, records) = self.row(id)?;
        let (document, references) = self.decoded(records::decode_references(&records, &text))?;
        Ok((document, references, text))
    }

    /// The encoded records of a document, for [`super::Figures`].
    pub(crate) fn records(&self, id: DocId) -> Result<OwnedBytes> {
        self.stored(id)?.records().ok_or_else(|| self.damaged())
    }

    /// The same with the text in the code of the store: most who look at figures do not need it.
    pub(crate) fn packed(&self, id: DocId) -> Result<(Packed, OwnedBytes)> {
        self.stored(id)?.packed().ok_or_else(|| self.damaged())
    }

    /// The text that [`Self::packed`] gave.
    pub(crate) fn unpacked(&self, packed: &Packed) -> Result<String> {
        packed.text().ok_or_else(|| self.damaged())
    }

    /// Text and encoded records of a document.
    pub(super) fn row(&self, id: DocId) -> Result<(String, OwnedBytes)> {
        self.stored(id)?.document().ok_or_else(|| self.damaged())
    }

    fn stored(&self, id: DocId) -> Result<StoredRow> {
        let store = self.stores.get(id.segment_ord as usize).ok_or_else(|| self.damaged())?;
        let bytes = store.get_document_bytes(id.doc_id).map_err(|e| self.error(e))?;
        StoredRow::open(bytes).ok_or_else(|| self.damaged())
    }

    pub(crate) fn decoded<T>(&self, value: codec::Read<T>) -> Result<T> {
        value.map_err(|_| self.damaged())
    }

    /// Every path of the archive, in no order.
    pub(super) fn each_path(&self, mut take: impl FnMut(&[u8])) -> Result<()> {
        for segment in self.searcher.segment_readers() {
            let column = bytes_column(segment, "path").map_err(|e| self.error(e))?;
            let mut stream = column.dictionary().stream().map_err(|e| self.error(e))?;
            while stream.advance() {
                take(stream.key());
            }
        }
        Ok(())
    }
}

/// Gives a stored document record what lies in columns.
fn name(document: &mut Document, path: &Path, state: &FileState) {
    document.path = path.display().to_string();
    document.sha256 = state.stamp.sha256.map_or_else(String::new, |sha| crate::archive::hex(&sha));
}
