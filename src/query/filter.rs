//! Filters of a search: type, issuer, place, dates, cited numbers.
//!
//! Takes what the user typed ("bao cao", "UBND xã Bình Lư", `2023-06`), gives the documents of a segment that
//! pass; refuses a date that is none, with the accepted forms.

use super::by_title::{self, Title};
use super::citations::by_number;
use super::parse::same;
use super::terms::{Accents, List, Segment};
use crate::archive::analyzer::{Key, keys, plain};
use crate::archive::schema::tag;
use crate::archive::{Reader, date};
use crate::error::{Error, Result};
use crate::extract::identifier::{Identifier, parse_asked};
use crate::vocabulary::Vocabulary;
use std::collections::HashMap;
use std::sync::Arc;
use tantivy::index::SegmentId;
use tantivy::schema::Field;

/// What a search is narrowed to. Several values of one kind are alternatives.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Document types; case and diacritics do not matter.
    pub types: Vec<String>,
    /// Words of the issuing body.
    pub issuers: Vec<String>,
    /// Words of the place of issue; the issuing body counts too ("UBND xã Bình Lư").
    pub places: Vec<String>,
    /// Not issued before: `2023`, `2023-06`, `2023-06-15` or `15/6/2023`.
    pub from: Option<String>,
    /// Not issued after.
    pub to: Option<String>,
    /// Document numbers that must be cited, in any spelling.
    pub cites: Vec<String>,
}

/// A filter with its dates and numbers understood.
pub(super) struct Checked<'f> {
    filter: &'f Filter,
    vocabulary: &'f Vocabulary,
    days: Option<(i64, i64)>,
    cites: Vec<Cites>,
}

/// What must be cited.
enum Cites {
    /// The term that documents which cite the number carry.
    Tag(String),
    /// Documents that cite it, by segment: a number with its type, a law by its title.
    Documents(HashMap<SegmentId, Vec<u32>>),
}

impl Filter {
    /// Reads dates and numbers.
    pub(super) fn check<'f>(&'f self, reader: &Reader, vocabulary: &'f Vocabulary) -> Result<Checked<'f>> {
        let from = self.from.as_deref().map(parse_date).transpose()?;
        let to = self.to.as_deref().map(parse_date).transpose()?;
        let days = (from.is_some() || to.is_some())
            .then(|| (from.map_or(i64::MIN, |(first, _)| first), to.map_or(i64::MAX, |(_, last)| last)));
        if let Some((first, last)) = days
            && first > last
        {
            return Err(Error::Usage("the first date lies behind the last; swap --from and --to".into()));
        }
        let cites = self.cites.iter().map(|c| cited(reader, c, vocabulary)).collect::<Result<_>>()?;
        Ok(Checked { filter: self, vocabulary, days, cites })
    }
}

fn cited(reader: &Reader, text: &str, vocabulary: &Vocabulary) -> Result<Cites> {
    if let Some(id) = Identifier::parse(text, vocabulary) {
        return Ok(Cites::Tag(tag::term(tag::CITES_FOLDED, &id.folded_key())));
    }
    let found = match (parse_asked(text, vocabulary), Title::parse(text)) {
        (Some(asked), _) => by_number(reader, &asked)?,
        (None, Some(title)) => by_title::gather(reader, &title, vocabulary)?,
        (None, None) => {
            return Err(Error::Usage(format!(
                "\"{text}\" is neither a document number nor the title of a law; write it like 69-KL/TU, 12/2018/QĐ-TTg, \
                 Kết luận 69 or Luật Đất đai"
            )));
        }
    };
    let segments = reader.searcher().segment_readers();
    let mut documents: HashMap<SegmentId, Vec<u32>> = HashMap::new();
    for raw in found.iter().filter(|raw| !raw.own) {
        if let Some(segment) = segments.get(raw.document.segment_ord as usize) {
            documents.entry(segment.segment_id()).or_default().push(raw.document.doc_id);
        }
    }
    for docs in documents.values_mut() {
        docs.sort_unstable();
        docs.dedup();
    }
    Ok(Cites::Documents(documents))
}

/// First and last day that a typed date means.
///
/// # Errors
/// [`Error::Usage`] with the accepted forms.
pub fn parse_date(text: &str) -> Result<(i64, i64)> {
    let text = text.trim();
    let iso = iso(text).unwrap_or_default();
    date::range(&iso).ok_or_else(|| {
        Error::Usage(format!("\"{text}\" is no date; write 2023, 2023-06, 2023-06-15, 6/2023 or 15/6/2023"))
    })
}

/// The parts of a date in either order, as in an ISO date; none where other words stand between them.
pub(super) fn iso(text: &str) -> Option<String> {
    let mut words = keys(text).into_iter();
    let named = |k: &Key| matches!(k.plain.as_str(), "ngay" | "thang" | "nam");
    words.all(|k| k.numeric || named(&k)).then_some(())?;
    let mut parts: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|p| !p.is_empty()).collect();
    if parts.first().is_some_and(|p| p.len() < 4) {
        parts.reverse();
    }
    Some(parts.iter().map(|p| format!("{p:0>2}")).collect::<Vec<_>>().join("-"))
}

impl Checked<'_> {
    /// Documents of the segment that pass; none when all do.
    pub(super) fn docs(&self, segment: &Segment<'_>) -> tantivy::Result<Option<Vec<u32>>> {
        let fields = segment.fields;
        let mut passed: Option<Vec<u32>> = None;
        let mut narrow = |list: Vec<u32>| {
            passed = Some(match passed.take() {
                None => list,
                Some(before) => before.into_iter().filter(|d| list.binary_search(d).is_ok()).collect(),
            });
        };
        if !self.filter.types.is_empty() {
            let of_type = |t: &String| segment.tag(&tag::term(tag::TYPE, &plain(t)));
            narrow(any(self.filter.types.iter().map(of_type))?);
        }
        if !self.filter.issuers.is_empty() {
            narrow(any(self.filter.issuers.iter().map(|i| self.named(segment, &[fields.issuer_words], i)))?);
        }
        if !self.filter.places.is_empty() {
            let places = [fields.place_words, fields.issuer_words];
            narrow(any(self.filter.places.iter().map(|p| self.named(segment, &places, p)))?);
        }
        if !self.cites.is_empty() {
            let mut docs = Vec::new();
            for cites in &self.cites {
                match cites {
                    Cites::Tag(term) => docs.extend_from_slice(&segment.tag(term)?.docs),
                    Cites::Documents(found) => {
                        docs.extend_from_slice(found.get(&segment.reader.segment_id()).map_or(&[], Vec::as_slice));
                    }
                }
            }
            docs.sort_unstable();
            docs.dedup();
            narrow(docs);
        }
        if let Some((from, to)) = self.days {
            let fast = segment.reader.fast_fields();
            let (first, last) = (fast.i64("first_day")?, fast.i64("last_day")?);
            // A date that is only a year passes when any of its days does.
            let inside = |doc: &u32| match (first.first(*doc), last.first(*doc)) {
                (Some(a), Some(b)) => a <= to && b >= from,
                _ => false,
            };
            narrow((0..segment.reader.max_doc()).filter(inside).collect());
        }
        Ok(passed)
    }

    /// Documents where one of the fields holds the name, an abbreviation in it written out or a long form abbreviated.
    fn named(&self, segment: &Segment<'_>, fields: &[Field], name: &str) -> tantivy::Result<Arc<List>> {
        let words = keys(name);
        let mut found = vec![named(segment, fields, &words)?];
        for entry in self.vocabulary.abbreviations.iter() {
            let short = keys(&entry.short);
            for long in entry.long.iter().map(|l| keys(l)) {
                for (from, to) in [(&short, &long), (&long, &short)] {
                    if let Some(at) = words.windows(from.len()).position(|w| same(w, from)) {
                        let other = [&words[..at], to.as_slice(), &words[at + from.len()..]].concat();
                        found.push(named(segment, fields, &other)?);
                    }
                }
            }
        }
        Ok(List::union(found))
    }
}

fn any(lists: impl Iterator<Item = tantivy::Result<Arc<List>>>) -> tantivy::Result<Vec<u32>> {
    Ok(List::union(lists.collect::<tantivy::Result<Vec<_>>>()?).docs.clone())
}

/// Documents where one of the fields holds all the words, and those that stand together in pairs.
fn named(segment: &Segment<'_>, fields: &[Field], words: &[Key]) -> tantivy::Result<Arc<List>> {
    let mut found = Vec::new();
    for &field in fields {
        let mut lists = Vec::new();
        for word in words {
            lists.push(segment.word(field, word, Accents::Free)?);
        }
        for two in words.windows(2).filter(|w| w[0].pairs_with(&w[1])) {
            lists.push(segment.pair(field, &two[0], &two[1], Accents::Free)?);
        }
        found.push(List::intersection(lists));
    }
    Ok(List::union(found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_both_orders() {
        for (text, same) in [
            ("15/6/2023", "2023-06-15"),
            ("15-06-2023", "2023-06-15"),
            ("15.6.2023", "2023-06-15"),
            ("ngày 15 tháng 6 năm 2023", "2023-06-15"),
            ("thang 6 nam 2023", "2023-06"),
            ("2023-6-15", "2023-06-15"),
            ("6/2023", "2023-06"),
            ("2023", "2023"),
            (" 2023-06 ", "2023-06"),
        ] {
            assert_eq!(parse_date(text).unwrap(), date::range(same).unwrap(), "{text}");
        }
        for text in ["31/2/2023", "2023-13", "hôm qua", "15/6/23", "quý 2/2023", "2021-2025", "1/2/3/2023", ""] {
            let message = parse_date(text).unwrap_err().to_string();
            assert!(message.contains("2023-06-15"), "{text}: {message}");
        }
    }
}
