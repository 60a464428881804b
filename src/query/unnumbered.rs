//! What is cited by a bare number ("Nghị quyết 25") or a title ("Luật Đất đai") and by nothing that tells the whole number.
//!
//! Takes an archive, gives the names with the documents that cite them. Whether the archive holds what is meant cannot be told
//! for certain; what it holds of that number and type, or of that title, may be it.

use super::citations::name;
use crate::archive::Reader;
use crate::archive::analyzer::plain;
use crate::error::Result;
use crate::record::{Document, Form, Reference};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A name without a whole number.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Unnumbered {
    /// Type word and number, or title.
    pub name: String,
    /// `bare` or `titled`.
    pub form: Form,
    /// Documents of the archive that cite it so.
    pub documents: u64,
    /// What the archive holds that may be meant: numbers, or paths of documents without one.
    pub may_be: Vec<String>,
}

/// Everything that is cited by a bare number or a title and by no whole number in the same document, the most cited first.
///
/// # Errors
/// [`Error::Archive`](crate::Error::Archive) when the index is damaged.
pub fn unnumbered(reader: &Reader) -> Result<Vec<Unnumbered>> {
    let mut cited: BTreeMap<String, (Form, Key, u64)> = BTreeMap::new();
    let mut held: HashMap<Key, BTreeSet<String>> = HashMap::new();
    for id in reader.documents()? {
        let (record, references, _) = reader.references(id)?;
        let mut here = BTreeSet::new();
        for r in references.iter().filter(|r| !r.own && r.id.is_none() && r.resolved.is_none()) {
            let (Some(key), Some(name)) = (Key::of_mention(r), name(r)) else { continue };
            if here.insert(name.clone()) {
                cited.entry(name).or_insert((r.form, key, 0)).2 += 1;
            }
        }
        for key in Key::of_document(&record, &references) {
            let shown = match &record.id {
                Some(id) => id.clone(),
                None => reader.path(id)?.display().to_string(),
            };
            held.entry(key).or_default().insert(shown);
        }
    }
    let named = |(name, (form, key, documents))| {
        let may_be = held.get(&key).map(|held| held.iter().cloned().collect()).unwrap_or_default();
        Unnumbered { name, form, documents, may_be }
    };
    let mut out: Vec<Unnumbered> = cited.into_iter().map(named).collect();
    out.sort_by_key(|u| (Reverse(u.documents), u.name.clone()));
    Ok(out)
}

/// What a name and a document must have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// Type, number, letter behind it.
    Number(String, u32, Option<String>),
    /// Type and title.
    Title(String),
}

impl Key {
    fn of_mention(r: &Reference) -> Option<Self> {
        match (r.form, r.number, &r.title) {
            (Form::Bare, Some(number), _) => {
                Some(Self::Number(plain(r.doc_type.as_deref()?), number, r.suffix.clone()))
            }
            (Form::Titled, _, Some(title)) => Some(Self::Title(plain(title))),
            _ => None,
        }
    }

    fn of_document(record: &Document, references: &[Reference]) -> Vec<Self> {
        let Some(doc_type) = record.doc_type.as_deref() else { return Vec::new() };
        let own = references.iter().find(|r| r.own && r.number.is_some());
        let number = own.and_then(|r| Some(Self::Number(plain(doc_type), r.number?, r.suffix.clone())));
        let title = record.title.as_deref().map(|title| {
            let (doc_type, title) = (plain(doc_type), plain(title));
            // "LUẬT / Đất đai" and "LUẬT ĐẤT ĐAI" are both seen.
            Self::Title(if title.starts_with(&doc_type) { title } else { format!("{doc_type} {title}") })
        });
        number.into_iter().chain(title).collect()
    }
}
