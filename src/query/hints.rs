//! Why a search found nothing: words, numbers and filters that no document meets, with the nearest that some do.

use super::facets::{Counted, count};
use super::filter::Filter;
use super::nearest;
use super::parse::{Atom, Query};
use super::search::{Options, accents, atom, segments};
use super::terms::Segment;
use crate::archive::analyzer::{Key, spelled};
use crate::archive::{DocId, Reader};
use crate::error::Result;
use crate::extract::identifier::parse_query;
use crate::vocabulary::Vocabulary;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// So many words are offered.
const MAX_WORDS: usize = 3;

/// One sentence for each thing asked for that alone finds nothing.
///
/// # Errors
/// As [`search`](super::search()).
pub fn hints(reader: &Reader, query: &Query, options: &Options, vocabulary: &Vocabulary) -> Result<Vec<String>> {
    let (segments, accents, filter) = (&segments(reader), accents(query, options), &options.filter);
    let mut out = Vec::new();
    for clause in query.clauses.iter().filter(|c| !c.negative) {
        let Some(first) = clause.atoms.first() else { continue };
        let found = |a: &Atom| -> tantivy::Result<bool> {
            for segment in segments {
                if atom(segment, a, accents, &mut false)?.len() > 0 {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        let mut any = false;
        for a in &clause.atoms {
            any |= found(a).map_err(|e| reader.error(e))?;
        }
        if any {
            continue;
        }
        match first {
            Atom::Number(id, ..) => {
                let asked = parse_query(id, vocabulary);
                let near = asked.map(|asked| nearest::numbers(reader, &asked)).transpose()?;
                out.push(sentence(&format!("no document cites {id}"), &near.unwrap_or_default()));
            }
            Atom::Phrase(words) if words.len() > 1 => {
                let words: Vec<String> = words.iter().map(Key::spelled).collect();
                out.push(format!("no document holds the phrase \"{}\"", words.join(" ")));
            }
            Atom::Phrase(words) | Atom::All(words) => {
                for word in words {
                    let near = near(segments, word).map_err(|e| reader.error(e))?;
                    let marks = if word.marks.is_empty() { "" } else { " with the marks that were typed" };
                    out.push(sentence(&format!("no document holds the word \"{}\"{marks}", word.spelled()), &near));
                }
            }
            Atom::Prefix(word) => out.push(format!("no word begins with \"{}\"", word.spelled())),
        }
    }
    let alone = |filter: Filter, segments: &[Segment<'_>]| -> Result<bool> {
        let checked = filter.check(reader, vocabulary)?;
        for segment in segments {
            if checked.docs(segment).map_err(|e| reader.error(e))?.is_none_or(|docs| !docs.is_empty()) {
                return Ok(true);
            }
        }
        Ok(false)
    };
    let all: Vec<DocId> = reader.stored_order()?;
    let facets = count(segments, all.into_iter()).map_err(|e| reader.error(e))?;
    let names = |asked: &str, counted: &Counted| nearest::names(asked, counted.iter().map(|(name, _)| name.as_str()));
    for asked in &filter.types {
        if !alone(Filter { types: vec![asked.clone()], ..Filter::default() }, segments)? {
            out.push(sentence(&format!("no document is of the type \"{asked}\""), &names(asked, &facets.types)));
        }
    }
    for asked in &filter.issuers {
        if !alone(Filter { issuers: vec![asked.clone()], ..Filter::default() }, segments)? {
            out.push(sentence(&format!("no document is issued by \"{asked}\""), &names(asked, &facets.issuers)));
        }
    }
    for asked in &filter.places {
        if !alone(Filter { places: vec![asked.clone()], ..Filter::default() }, segments)? {
            out.push(sentence(&format!("no document is from \"{asked}\""), &names(asked, &facets.places)));
        }
    }
    Ok(out)
}

fn sentence(what: &str, near: &[String]) -> String {
    if near.is_empty() { what.to_owned() } else { format!("{what}; near to it: {}", near.join(", ")) }
}

/// Words of the archive that differ from one in its diacritics or in one letter; the most frequent first. The first letter is taken as meant.
fn near(segments: &[Segment<'_>], word: &Key) -> tantivy::Result<Vec<String>> {
    let mut found: BTreeMap<(String, String), u64> = BTreeMap::new();
    let Some(first) = word.plain.chars().next().filter(char::is_ascii_alphabetic) else { return Ok(Vec::new()) };
    for segment in segments {
        segment.each_word(first, |plain, marks, documents| {
            let close = plain.len().abs_diff(word.plain.len()) <= 1 && nearest::distance(plain, &word.plain) <= 1;
            if close {
                *found.entry((plain.to_owned(), marks.to_owned())).or_default() += u64::from(documents);
            }
        })?;
    }
    let mut found: Vec<(bool, Reverse<u64>, String)> = found
        .into_iter()
        .map(|((plain, marks), n)| (plain != word.plain, Reverse(n), spelled(&plain, &marks)))
        .collect();
    found.sort();
    Ok(found.into_iter().take(MAX_WORDS).map(|(_, _, word)| word).collect())
}
