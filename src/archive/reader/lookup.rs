//! From names to files: paths, identifiers, hashes, tags.

use super::{DocId, Reader};
use crate::archive::analyzer::fold_identifier;
use crate::archive::schema::tag;
use crate::archive::{FileState, Outcome, hex, paths};
use crate::error::Result;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocSet, TERMINATED, Term};

impl Reader {
    /// The documents that `name` means, a duplicate the one that it repeats: a path, the end of one ("bao-cao.txt", "bao-cao"), an identifier in any spelling, or
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
            let hash = name.len() >= 8 && name.bytes().all(|b| b.is_ascii_hexdigit());
            let (sha, tail) = (name.to_ascii_lowercase(), Path::new(name));
            let stamps = self.stamps()?;
            let home = |path, state: &FileState| match (state.outcome, &state.stamp.sha256) {
                (Outcome::Duplicate, Some(sha)) => stamps.document_by_sha(sha),
                _ => Some(path),
            };
            for (path, state) in stamps.iter() {
                let same_sha = hash && state.stamp.sha256.is_some_and(|s| hex(&s).starts_with(&sha));
                let named = || path.ends_with(tail) || path.with_extension("").ends_with(tail);
                if (same_sha || named())
                    && let Some(home) = home(path, state)
                    && let Some(address) = self.by_path(&home)?
                {
                    found.push(address);
                }
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
