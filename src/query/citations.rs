//! Who cites a document number, and which document is meant by it.
//!
//! Takes a number in any spelling ("69 -kl/tu", "Kết luận 69") or the title of a law, gives the mentions of it, grouped by the document
//! they mean and then by the document that they stand in. Numbers begin anew every year in every office: mentions
//! with different dates, terms or places are different documents, and the answer says so. A mention without date
//! is counted to the only document it can mean, and marked as assumed.

use super::by_title::{self, Title};
use super::identity::{self, Identity};
use super::passage::passage;
use crate::archive::analyzer::{fold_identifier, plain};
use crate::archive::schema::tag;
use crate::archive::{DocId, Reader};
use crate::error::{Error, Result};
use crate::extract::identifier::{Identifier, QueryNumber, parse_asked};
use crate::record::{Document, Form, Reference};
use crate::text::Span;
use crate::vocabulary::Vocabulary;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// A passage is about this long.
const PASSAGE_BYTES: usize = 400;

/// A document of the archive in short.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Named {
    /// File.
    #[serde(serialize_with = "crate::source::file::path_text")]
    pub path: PathBuf,
    /// Own identifier.
    pub id: Option<String>,
    /// Type.
    pub doc_type: Option<String>,
    /// Date of issue.
    pub date: Option<String>,
    /// Subject line.
    pub title: Option<String>,
    /// Whether its file is no longer there. A query reads the archive only: who shows the answer looks, and says so here.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub gone: bool,
}

/// One mention in a citing document.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Mention {
    /// The mention's record.
    pub reference: Reference,
    /// The sentence around it.
    pub passage: String,
    /// Where the mention stands in `passage`, in bytes.
    pub mark: (usize, usize),
    /// Whether the text gives only a short form ("Kết luận 69") that was resolved.
    pub short: bool,
    /// Whether the document it means was inferred, since the mention states no date.
    pub assumed: bool,
}

/// The mentions of one document in another.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Citing {
    /// Where the mentions stand.
    pub document: Named,
    /// The mentions in text order.
    pub mentions: Vec<Mention>,
}

/// A cited document.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Cited {
    /// Canonical identifier, or type word and number where no mention gives the whole.
    pub id: String,
    /// Type word that most mentions give.
    pub doc_type: Option<String>,
    /// What tells it from others of the same number.
    pub identity: Identity,
    /// The document itself, where the archive holds it.
    pub held: Vec<Named>,
    /// Who cites it, newest first.
    pub citing: Vec<Citing>,
}

impl Cited {
    /// Whether the document may be of a year: by its number, else by its date; one of unknown date may be of any.
    fn may_be_of(&self, year: u16) -> bool {
        if self.identity.yearly {
            return self.id.contains(&format!("/{year}"));
        }
        self.identity.date.as_ref().is_none_or(|d| d.starts_with(&year.to_string()))
    }

    /// Number of mentions.
    pub fn mentions(&self) -> usize {
        self.citing.iter().map(|c| c.mentions.len()).sum()
    }
}

/// The answer to one number.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub struct Refs {
    /// What was asked for; empty where no number or title was.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub asked: String,
    /// Cited documents, the most cited first.
    pub cited: Vec<Cited>,
    /// Whether the number means more than one document.
    pub ambiguous: bool,
    /// Numbers of the archive that are spelt alike, when nothing was found.
    pub nearest: Vec<String>,
}

/// The questions in what was typed: several when each word or quoted part is a document number or title of its own, else one,
/// whose words were typed apart ("Kết luận 69" without quotes).
pub fn questions(typed: &[String], vocabulary: &Vocabulary) -> Vec<String> {
    let alone = |text: &String| {
        let named = || parse_asked(text, vocabulary).is_some() || Title::parse(text).is_some();
        Identifier::parse(text, vocabulary).is_some() || text.contains(' ') && named()
    };
    if typed.iter().all(alone) { typed.to_vec() } else { vec![typed.join(" ")] }
}

/// Every mention of a document number, or of a law by its title.
///
/// # Errors
/// [`Error::Usage`] when `asked` is neither, [`Error::Archive`] when the index is damaged.
pub fn refs(reader: &Reader, asked: &str, vocabulary: &Vocabulary) -> Result<Refs> {
    let Some(number) = parse_asked(asked, vocabulary) else {
        let title = Title::parse(asked).ok_or_else(|| {
            Error::Usage(format!(
                "\"{asked}\" is neither a document number nor the title of a law; write it like 69-KL/TU, 12/2018/QĐ-TTg, \
                 \"Kết luận 69\" or \"Luật Đất đai\", with quotes around each of several; `trichluc search` finds a document by \
                 words of its title"
            ))
        })?;
        let found = sorted(reader, by_title::gather(reader, &title, vocabulary)?)?;
        return Ok(Refs { asked: asked.to_owned(), ..found });
    };
    let mut refs = Refs { asked: asked.to_owned(), ..sorted(reader, by_number(reader, &number)?)? };
    let stated = Identity::typed(asked);
    refs.cited.retain(|c| number.year.is_none_or(|year| c.may_be_of(year)) && c.identity.allows(&stated));
    if stated.date.is_some() || stated.issuer.is_some() {
        // What says too little may mean it, and stands behind what does.
        refs.cited.sort_by_key(|c| c.identity.date.is_none());
    }
    refs.ambiguous = refs.cited.len() > 1;
    if refs.cited.is_empty() {
        refs.nearest = super::nearest::numbers(reader, &number)?;
    }
    Ok(refs)
}

/// The documents that an identifier means, when it can mean more than one.
pub(super) fn named_alike(reader: &Reader, id: &str) -> Result<Vec<Cited>> {
    if identity::unique(id) {
        return Ok(Vec::new());
    }
    let mut documents = BTreeSet::new();
    for tag in [tag::CITES, tag::OWN] {
        documents.extend(reader.tagged(&tag::term(tag, id))?);
    }
    let mut raws = Vec::new();
    for document in documents {
        let (_, references, _) = reader.references(document)?;
        let found = references.iter().enumerate().filter(|(_, r)| name(r).as_deref() == Some(id));
        raws.extend(found.map(|(index, r)| Raw { id: id.to_owned(), document, index, own: r.own }));
    }
    groups(reader, id.to_owned(), raws)
}

/// The mentions of a number: in its own spelling, else in one that differs in case, separators and D for Đ.
pub(super) fn by_number(reader: &Reader, asked: &QueryNumber) -> Result<Vec<Raw>> {
    let found = gather(reader, asked, Spelling::Exact)?;
    if found.is_empty() && asked.identifier.is_some() {
        return gather(reader, asked, Spelling::Folded);
    }
    Ok(found)
}

/// Mentions by the document that they mean, the most cited first.
fn sorted(reader: &Reader, found: Vec<Raw>) -> Result<Refs> {
    let mut refs = Refs::default();
    let mut by_id: BTreeMap<String, Vec<Raw>> = BTreeMap::new();
    for raw in found {
        by_id.entry(raw.id.clone()).or_default().push(raw);
    }
    for (id, raws) in by_id {
        refs.cited.extend(groups(reader, id, raws)?);
    }
    refs.cited.sort_by_key(|c| (Reverse(c.mentions()), c.id.clone(), c.identity.clone()));
    refs.ambiguous = refs.cited.len() > 1;
    Ok(refs)
}

/// Who cites a document of the archive: the mentions of its own number that can mean it.
///
/// # Errors
/// [`Error::Archive`] when the index is damaged.
pub fn cited_by(reader: &Reader, document: DocId, vocabulary: &Vocabulary) -> Result<Option<Cited>> {
    let (record, _) = reader.header(document)?;
    let (Some(id), path) = (record.id, reader.path(document)?) else { return Ok(None) };
    let refs = refs(reader, &id, vocabulary)?;
    Ok(refs.cited.into_iter().find(|c| c.held.iter().any(|h| h.path == path)))
}

/// What a document of the archive cites, in the order of first mention. Each with its mentions there.
///
/// # Errors
/// [`Error::Archive`] when the index is damaged.
pub fn cites(reader: &Reader, document: DocId) -> Result<Vec<Cited>> {
    let (_, references, _) = reader.references(document)?;
    let mut order: Vec<String> = Vec::new();
    let mut by_id: BTreeMap<String, Vec<Raw>> = BTreeMap::new();
    for (i, r) in references.iter().enumerate().filter(|(_, r)| !r.own) {
        let Some(id) = name(r) else { continue };
        if !order.contains(&id) {
            order.push(id.clone());
        }
        by_id.entry(id.clone()).or_default().push(Raw { id, document, index: i, own: false });
    }
    let mut out = Vec::new();
    for id in order {
        let mut cited = groups(reader, id.clone(), by_id.remove(&id).unwrap_or_default())?;
        for c in &mut cited {
            for held in reader.tagged(&tag::term(tag::OWN, &id))? {
                let (document, _, _) = reader.references(held)?;
                if c.identity.allows(&Identity::of_document(&id, &document)) {
                    c.held.push(named(reader, held, document)?);
                }
            }
        }
        out.extend(cited);
    }
    Ok(out)
}

/// How letters of identifiers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Exact,
    /// Đ as D, any case, any separators.
    Folded,
}

/// A mention before its passage is cut.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    /// What names the document that it means.
    pub id: String,
    /// Where it stands.
    pub document: DocId,
    /// Its number among the references there.
    pub index: usize,
    /// Whether it is the number of that document itself.
    pub own: bool,
}

/// What names the document that a reference means: its identifier, else type word and number, else its title.
pub(super) fn name(r: &Reference) -> Option<String> {
    if let Some(id) = r.resolved.as_ref().or(r.id.as_ref()) {
        return Some(id.clone());
    }
    let Some(number) = r.number else { return r.title.clone() };
    let suffix = r.suffix.as_deref().unwrap_or_default();
    let year = r.year.map_or_else(String::new, |y| format!("/{y}"));
    Some(format!("{} {number:02}{suffix}{year}", r.doc_type.as_deref().unwrap_or("số")))
}

fn gather(reader: &Reader, asked: &QueryNumber, spelling: Spelling) -> Result<Vec<Raw>> {
    let terms = match (&asked.identifier, spelling) {
        (Some(id), Spelling::Exact) => [tag::CITES, tag::OWN].map(|t| tag::term(t, &id.key())).to_vec(),
        (Some(id), Spelling::Folded) => {
            [tag::CITES_FOLDED, tag::OWN_FOLDED].map(|t| tag::term(t, &id.folded_key())).to_vec()
        }
        (None, _) => vec![tag::term(tag::NUMBER, &tag::number(asked.number, asked.suffix.as_deref()))],
    };
    let mut documents = BTreeSet::new();
    for term in terms {
        documents.extend(reader.tagged(&term)?);
    }
    let mut out = Vec::new();
    for document in documents {
        let (_, references, _) = reader.references(document)?;
        for (index, r) in references.iter().enumerate() {
            if means(r, asked, spelling)
                && let Some(id) = name(r)
            {
                out.push(Raw { id, document, index, own: r.own });
            }
        }
    }
    Ok(out)
}

/// Whether a reference is to the number that was asked for.
fn means(r: &Reference, asked: &QueryNumber, spelling: Spelling) -> bool {
    let id = r.resolved.as_deref().or(r.id.as_deref());
    match (&asked.identifier, spelling) {
        (Some(wanted), Spelling::Exact) => id == Some(wanted.key().as_str()),
        (Some(wanted), Spelling::Folded) => id.is_some_and(|id| fold_identifier(id) == wanted.folded_key()),
        (None, _) => {
            let of_type = |asked: &String| match &r.doc_type {
                Some(t) => plain(t) == plain(asked),
                None => true,
            };
            r.number == Some(asked.number) && r.suffix == asked.suffix && asked.doc_type.as_ref().is_none_or(of_type)
        }
    }
}

/// Tells the documents apart that mentions of one identifier mean.
fn groups(reader: &Reader, id: String, raws: Vec<Raw>) -> Result<Vec<Cited>> {
    let mut by_document: BTreeMap<DocId, Vec<Raw>> = BTreeMap::new();
    for raw in raws {
        by_document.entry(raw.document).or_default().push(raw);
    }
    let mut opened = Vec::new();
    let mut evidence = Vec::new();
    for (document, raws) in by_document {
        let (record, references, text) = reader.references(document)?;
        let stated = raws.iter().map(|raw| match raw.own {
            true => Identity::of_document(&id, &record),
            false => Identity::of_mention(&id, &references[raw.index]),
        });
        evidence.push(identity::Source { date: record.date.clone(), stated: stated.collect() });
        opened.push((document, record, references, text, raws));
    }
    let sorted = identity::sort(evidence);
    let mut out: Vec<Cited> = sorted
        .identities
        .into_iter()
        .map(|identity| Cited { id: id.clone(), doc_type: None, identity, held: Vec::new(), citing: Vec::new() })
        .collect();
    let mut types: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); out.len()];
    for ((document, record, references, text, raws), placed) in opened.into_iter().zip(sorted.placed) {
        let me = named(reader, document, record)?;
        for (raw, (group, assumed)) in raws.into_iter().zip(placed) {
            let reference = &references[raw.index];
            if let Some(t) = &reference.doc_type {
                *types[group].entry(t.clone()).or_default() += 1;
            }
            let cited = &mut out[group];
            if raw.own {
                if !cited.held.contains(&me) {
                    cited.held.push(me.clone());
                }
                continue;
            }
            // "Quyết định này" in the decision itself cites nothing.
            if reference.form == Form::Anaphoric && me.id.as_ref() == Some(&raw.id) {
                continue;
            }
            let mention = mention(&text, reference, assumed);
            match cited.citing.last_mut() {
                Some(last) if last.document == me => last.mentions.push(mention),
                _ => cited.citing.push(Citing { document: me.clone(), mentions: vec![mention] }),
            }
        }
    }
    for (cited, types) in out.iter_mut().zip(types) {
        cited.doc_type = types.into_iter().max_by_key(|(t, n)| (*n, Reverse(t.clone()))).map(|(t, _)| t);
        cited.citing.sort_by(|a, b| {
            (Reverse(&a.document.date), &a.document.path).cmp(&(Reverse(&b.document.date), &b.document.path))
        });
    }
    Ok(out)
}

fn mention(text: &str, reference: &Reference, assumed: bool) -> Mention {
    let (passage, mark) = passage(text, Span::new(reference.span.start, reference.span.end), PASSAGE_BYTES);
    let short = !matches!(reference.form, Form::Full) && reference.resolved.is_some();
    Mention { reference: reference.clone(), passage, mark: (mark.start, mark.end), short, assumed }
}

pub(super) fn named(reader: &Reader, id: DocId, record: Document) -> Result<Named> {
    let Document { id: own, doc_type, date, title, .. } = record;
    Ok(Named { path: reader.path(id)?, id: own, doc_type, date, title, gone: false })
}
