//! From names to files: paths, identifiers, hashes, tags.

use super::{DocId, Reader};
use crate::archive::analyzer::{fold_identifier, plain};
use crate::archive::schema::tag;
use crate::archive::{FileState, Outcome, Stamps, hex, paths};
use crate::error::Result;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};
use unicode_normalization::UnicodeNormalization;

impl Reader {
    /// The documents that `name` means, a duplicate the one that it repeats: a path, the end of one ("bao-cao.txt", "bao-cao", in any
    /// spelling where none is spelt so), an identifier in any spelling, or
    /// the beginning of a SHA-256 (eight digits or more). Path order.
    ///
    /// # Errors
    /// [`crate::Error::Archive`] when the index is damaged.
    pub fn find(&self, name: &str) -> Result<Vec<DocId>> {
        if let Some(address) = self.by_path(Path::new(name))?
            && self.state(address)?.outcome.is_document()
        {
            return Ok(vec![address]);
        }
        let mut found = self.tagged(&tag::term(tag::OWN, name))?;
        if found.is_empty() {
            found = self.tagged(&tag::term(tag::OWN_FOLDED, &fold_identifier(name)))?;
        }
        if found.is_empty() {
            let stamps = self.stamps()?;
            for path in files(&stamps, name) {
                found.extend(self.by_path(&path)?);
            }
        }
        let mut keyed = Vec::new();
        for address in found {
            if self.state(address)?.outcome.is_document() {
                keyed.push((self.path(address)?, address));
            }
        }
        keyed.sort();
        keyed.dedup();
        Ok(keyed.into_iter().map(|(_, a)| a).collect())
    }

    /// The file under a path.
    ///
    /// # Errors
    /// [`crate::Error::Archive`] when the index is damaged.
    pub fn by_path(&self, path: &Path) -> Result<Option<DocId>> {
        let term = Term::from_field_bytes(self.fields().path, &paths::to_bytes(path));
        Ok(self.with_term(&term)?.into_iter().next())
    }

    /// Other files with the bytes of a document, by path.
    ///
    /// # Errors
    /// [`crate::Error::Archive`] when the index is damaged.
    pub fn copies(&self, sha256: &[u8; 32]) -> Result<Vec<PathBuf>> {
        let stamps = self.stamps()?;
        let copies = stamps
            .iter()
            .filter(|(_, state)| state.outcome == Outcome::Duplicate && state.stamp.sha256.as_ref() == Some(sha256));
        Ok(copies.map(|(path, _)| path.into_owned()).collect())
    }

    /// Files that carry a term of the `tags` field.
    pub(crate) fn tagged(&self, value: &str) -> Result<Vec<DocId>> {
        self.with_term(&Term::from_field_text(self.fields().tags, value))
    }

    /// Terms of the `tags` field that begin so, without the prefix's letter, with the number of documents.
    pub(crate) fn tags_with_prefix(&self, prefix: &str) -> Result<Vec<(String, u64)>> {
        let field = self.fields().tags;
        let mut found: BTreeMap<String, u64> = BTreeMap::new();
        let end = format!("{prefix}\u{10ffff}");
        for segment in self.searcher.segment_readers() {
            let index = segment.inverted_index(field).map_err(|e| self.error(e))?;
            let range = index.terms().range().ge(prefix.as_bytes()).lt(end.as_bytes());
            let mut stream = range.into_stream().map_err(|e| self.error(e))?;
            while stream.advance() {
                let term = String::from_utf8_lossy(&stream.key()[2..]).into_owned();
                let mut documents = u64::from(stream.value().doc_freq);
                if segment.has_deletes() {
                    let postings = index.read_postings_from_terminfo(stream.value(), IndexRecordOption::Basic);
                    let mut postings = postings.map_err(|e| self.error(e))?;
                    documents = 0;
                    while postings.doc() != TERMINATED {
                        documents += u64::from(!segment.is_deleted(postings.doc()));
                        postings.advance();
                    }
                }
                if documents > 0 {
                    *found.entry(term).or_default() += documents;
                }
            }
        }
        Ok(found.into_iter().collect())
    }

    fn with_term(&self, term: &Term) -> Result<Vec<DocId>> {
        let mut found = Vec::new();
        for (ord, segment) in self.searcher.segment_readers().iter().enumerate() {
            let index = segment.inverted_index(term.field()).map_err(|e| self.error(e))?;
            let postings = index.read_postings(term, IndexRecordOption::Basic).map_err(|e| self.error(e))?;
            let Some(mut postings) = postings else { continue };
            let mut doc = postings.doc();
            while doc != TERMINATED {
                if !segment.is_deleted(doc) {
                    found.push(DocAddress::new(ord as u32, doc));
                }
                doc = postings.advance();
            }
        }
        Ok(found)
    }
}

/// The paths of files by the beginning of their hash or the end of their path: as typed, else in the other form of Unicode, which
/// a Mac writes, else without case, marks and punctuation. Of a duplicate the path of its document.
fn files<'s>(stamps: &'s Stamps, name: &str) -> Vec<Cow<'s, Path>> {
    type Means<'m> = &'m dyn Fn(&Path, &FileState) -> bool;
    let hash = name.len() >= 8 && name.bytes().all(|b| b.is_ascii_hexdigit());
    let (sha, tail) = (name.to_ascii_lowercase(), Path::new(name));
    let as_typed = |path: &Path, state: &FileState| {
        let same_sha = hash && state.stamp.sha256.is_some_and(|s| hex(&s).starts_with(&sha));
        same_sha || path.ends_with(tail) || path.with_extension("").ends_with(tail)
    };
    let composed = |text: &str| text.nfc().collect::<String>();
    let folded = |text: &str| plain(&composed(text));
    let pick = |means: Means<'_>| -> Vec<Cow<'s, Path>> {
        let found = stamps.iter().filter(|(path, state)| means(path, state));
        let home = |(path, state): (Cow<'s, Path>, &FileState)| match (state.outcome, &state.stamp.sha256) {
            (Outcome::Duplicate, Some(sha)) => stamps.document_by_sha(sha),
            _ => Some(path),
        };
        found.filter_map(home).collect()
    };
    let tries: [Means<'_>; 3] =
        [&as_typed, &|path, _| ends_alike(path, tail, &composed), &|path, _| ends_alike(path, tail, &folded)];
    tries.into_iter().map(pick).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Whether a path, with or without its extension, ends in the same names as another, as far as `key` tells them apart.
fn ends_alike(path: &Path, tail: &Path, key: &dyn Fn(&str) -> String) -> bool {
    let key = |name: &OsStr| Some(key(&name.to_string_lossy())).filter(|key| !key.is_empty());
    let (Some(last), Some(name)) = (tail.file_name().and_then(key), path.file_name().and_then(key)) else {
        return false;
    };
    let same_name = name == last || path.file_stem().and_then(key).is_some_and(|stem| stem == last);
    let above =
        |path: &Path| path.parent().map(|p| p.iter().map(OsStr::to_owned).collect::<Vec<_>>()).unwrap_or_default();
    let (folders, wanted) = (above(path), above(tail));
    let mut pairs = folders.iter().rev().zip(wanted.iter().rev());
    same_name && folders.len() >= wanted.len() && pairs.all(|(a, b)| key(a) == key(b))
}
