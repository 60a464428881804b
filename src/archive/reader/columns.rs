//! The columns that say what is known of every file.

use crate::archive::state::{FileState, Outcome, Stamp};
use crate::error::Reason;
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};
use tantivy::SegmentReader;
use tantivy::columnar::{BytesColumn, Column, StrColumn};

/// The columns of [`FileState`] in one segment.
pub(super) struct Columns {
    pub(super) path: BytesColumn,
    pub(super) sha: BytesColumn,
    size: Column<u64>,
    modified: Column<i64>,
    rules: Column<u64>,
    outcome: Column<u64>,
    reason: Option<StrColumn>,
}

impl Columns {
    pub(super) fn open(segment: &SegmentReader) -> tantivy::Result<Self> {
        let fast = segment.fast_fields();
        Ok(Self {
            path: bytes_column(segment, "path")?,
            sha: bytes_column(segment, "sha")?,
            size: fast.u64("size")?,
            modified: fast.i64("modified")?,
            rules: fast.u64("rules")?,
            outcome: fast.u64("outcome")?,
            reason: fast.str("reason")?,
        })
    }

    pub(super) fn state(&self, doc: u32, sha: Option<&[u8]>) -> Option<FileState> {
        let reason = match self.reason.as_ref().and_then(|column| Some((column, column.ords().first(doc)?))) {
            Some((column, ord)) => {
                let mut word = String::new();
                column.ord_to_str(ord, &mut word).ok()?;
                Some(reason(&word)?)
            }
            None => None,
        };
        Some(FileState {
            stamp: Stamp {
                size: self.size.first(doc)?,
                modified: self.modified.first(doc)?,
                sha256: sha.map(<[u8; 32]>::try_from).transpose().ok()?,
                rules: self.rules.first(doc)?,
            },
            outcome: Outcome::from_code(self.outcome.first(doc)?)?,
            reason,
        })
    }
}

/// The reason with this stable word.
fn reason(word: &str) -> Option<Reason> {
    let word: StrDeserializer<'_, WordError> = word.into_deserializer();
    Reason::deserialize(word).ok()
}

pub(super) fn bytes_column(segment: &SegmentReader, name: &str) -> tantivy::Result<BytesColumn> {
    Ok(segment.fast_fields().bytes(name)?.unwrap_or_else(|| BytesColumn::empty(segment.max_doc())))
}

/// All values of a column by their number: one pass through the dictionary instead of a look-up for each file.
pub(super) fn terms(column: &BytesColumn) -> std::io::Result<Vec<Vec<u8>>> {
    let mut out = Vec::with_capacity(column.num_terms());
    let mut stream = column.dictionary().stream()?;
    while stream.advance() {
        out.push(stream.key().to_vec());
    }
    Ok(out)
}
