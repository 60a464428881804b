//! Full-text search: which documents hold what a query asks for, best first.
//!
//! Takes a [`Query`] and [`Options`], gives [`Hits`]: the exact number of documents, the page of them that was
//! asked for, and counts by type, year, issuer and place. The order is the same in every run: equal scores are
//! ordered by date, newest first, then by a number drawn from the path.

use super::facets::{Facets, count};
use super::filter::{Checked, Filter};
use super::parse::{Atom, Query};
use super::rank::{Averages, Part, Ranking, Scorer};
use super::terms::{Accents, List, MAX_PREFIX_TERMS, Segment};
use crate::archive::schema::tag;
use crate::archive::{DocId, Reader};
use crate::error::Result;
use crate::vocabulary::Vocabulary;
use std::cmp::Reverse;

/// How to search.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// What the search is narrowed to.
    pub filter: Filter,
    /// One of the words is enough: for questions.
    pub any: bool,
    /// Order of the hits.
    pub sort: Sort,
    /// Hits to leave out from the beginning.
    pub offset: usize,
    /// Hits to give; 0 for all.
    pub limit: usize,
    /// Whether to count types, years, issuers and places.
    pub facets: bool,
    /// Parameters of ranking.
    pub ranking: Ranking,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            filter: Filter::default(),
            any: false,
            sort: Sort::Relevance,
            offset: 0,
            limit: 10,
            facets: false,
            ranking: Ranking::default(),
        }
    }
}

/// Order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first.
    Date,
}

/// A document that was found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hit {
    /// The document.
    pub id: DocId,
    /// What it is worth; comparable within one search.
    pub score: f32,
}

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Hits {
    /// Number of documents found, whatever the limit.
    pub total: usize,
    /// The page asked for.
    pub hits: Vec<Hit>,
    /// Counts over all documents found, when asked for.
    pub facets: Facets,
    /// What was taken in another sense than typed.
    pub notes: Vec<String>,
}

/// Searches.
///
/// # Errors
/// [`Error::Usage`](crate::Error::Usage) for a filter that cannot be understood,
/// [`Error::Archive`](crate::Error::Archive) when the index is damaged.
pub fn search(reader: &Reader, query: &Query, options: &Options, vocabulary: &Vocabulary) -> Result<Hits> {
    let filter = options.filter.check(vocabulary)?;
    let mut hits = Hits { notes: query.notes.clone(), ..Hits::default() };
    let segments: Vec<_> = reader
        .searcher()
        .segment_readers()
        .iter()
        .map(|segment| Segment { reader: segment, fields: reader.fields() })
        .collect();
    let found = run(&segments, reader, query, options, &filter, &mut hits).map_err(|e| reader.error(e))?;
    hits.total = found.len();
    if options.facets {
        hits.facets = count(&segments, found.iter().map(|f| f.id)).map_err(|e| reader.error(e))?;
    }
    hits.hits = page(found, options).into_iter().map(|f| Hit { id: f.id, score: f.score }).collect();
    Ok(hits)
}

/// A document with what it is ordered by.
#[derive(Debug, Clone, Copy)]
struct Found {
    id: DocId,
    score: f32,
    day: i64,
    tie: u64,
}

/// Lists of one thing that is scored, segment by segment.
struct Scored {
    part: Part,
    weight: f32,
    lists: Vec<List>,
}

fn run(
    segments: &[Segment<'_>],
    reader: &Reader,
    query: &Query,
    options: &Options,
    filter: &Checked<'_>,
    hits: &mut Hits,
) -> tantivy::Result<Vec<Found>> {
    // Who types diacritics means "ban" by "ban"; asked for any of the words, "bạn" and "bản" would only add noise.
    let accents = if options.any && query.has_marks() { Accents::Exact } else { Accents::Free };
    let (scored, docs) = matches(segments, query, options, accents, filter, hits)?;
    let mut scored = scored;
    if docs.iter().any(|d| !d.is_empty()) {
        scored.extend(boosts(segments, query, &options.ranking, accents)?);
    }
    let averages = Averages::of(reader.searcher(), reader.fields())?;
    let mut out = Vec::with_capacity(docs.iter().map(Vec::len).sum());
    for (ord, (segment, docs)) in segments.iter().zip(&docs).enumerate() {
        let mut scores = vec![0f32; docs.len()];
        for thing in &scored {
            let found = thing.lists.iter().map(|l| l.len() as u64).sum();
            let scorer = Scorer::new(
                &options.ranking,
                averages,
                reader.fields(),
                segment.reader,
                thing.part,
                thing.weight,
                found,
            )?;
            add(&thing.lists[ord], docs, &scorer, &mut scores);
        }
        let fast = segment.reader.fast_fields();
        let (tie, day) = (fast.u64("tie")?, fast.i64("first_day")?);
        out.extend(docs.iter().zip(scores).map(|(&doc, score)| Found {
            id: DocId::new(ord as u32, doc),
            score,
            day: day.first(doc).unwrap_or(i64::MIN),
            tie: tie.first(doc).unwrap_or(0),
        }));
    }
    Ok(out)
}

/// Adds the scores of a list to documents that are in `docs`.
fn add(list: &List, docs: &[u32], scorer: &Scorer, scores: &mut [f32]) {
    if list.docs == docs {
        for ((doc, count), score) in list.iter().zip(scores) {
            *score += scorer.score(doc, count);
        }
        return;
    }
    let mut i = 0;
    for (doc, count) in list.iter() {
        while i < docs.len() && docs[i] < doc {
            i += 1;
        }
        if docs.get(i) == Some(&doc) {
            scores[i] += scorer.score(doc, count);
        }
    }
}

/// The documents that match, by segment, and the lists that made them match.
fn matches(
    segments: &[Segment<'_>],
    query: &Query,
    options: &Options,
    accents: Accents,
    filter: &Checked<'_>,
    hits: &mut Hits,
) -> tantivy::Result<(Vec<Scored>, Vec<Vec<u32>>)> {
    let mut scored: Vec<Scored> = Vec::new();
    let mut docs = Vec::with_capacity(segments.len());
    let mut cut = false;
    for segment in segments {
        let (mut asked, mut refused): (Vec<List>, Vec<List>) = (Vec::new(), Vec::new());
        let mut n = 0;
        for clause in &query.clauses {
            let mut alternatives = Vec::new();
            for atom in &clause.atoms {
                let list = lists(segment, atom, accents, &mut cut)?;
                if !clause.negative {
                    if scored.len() == n {
                        scored.push(Scored { part: Part::Body, weight: 1.0, lists: Vec::new() });
                    }
                    scored[n].lists.push(list.clone());
                    n += 1;
                }
                alternatives.push(list);
            }
            if clause.negative {
                refused.push(List::union(alternatives))
            } else {
                asked.push(List::union(alternatives))
            }
        }
        let mut found = if asked.is_empty() {
            documents(segment)?
        } else if options.any {
            List::union(asked).docs
        } else {
            intersection(asked)
        };
        if let Some(passed) = filter.docs(segment)? {
            found.retain(|d| passed.binary_search(d).is_ok());
        }
        for list in refused {
            found.retain(|d| list.docs.binary_search(d).is_err());
        }
        if let Some(alive) = segment.reader.alive_bitset() {
            found.retain(|&d| alive.is_alive(d));
        }
        docs.push(found);
    }
    if cut {
        hits.notes.push(format!("a word* begins more than {MAX_PREFIX_TERMS} words; the first of them were searched"));
    }
    Ok((scored, docs))
}

/// What every clause allows, beginning with the rarest.
fn intersection(mut lists: Vec<List>) -> Vec<u32> {
    lists.sort_by_key(List::len);
    let mut lists = lists.into_iter();
    let mut found = lists.next().unwrap_or_default();
    for list in lists {
        found = found.within(&list.docs);
    }
    found.docs
}

/// All documents of a segment: files that failed and duplicates have no text.
fn documents(segment: &Segment<'_>) -> tantivy::Result<Vec<u32>> {
    let text = segment.reader.fast_fields().u64("text_bytes")?;
    Ok((0..segment.reader.max_doc()).filter(|&doc| text.first(doc).is_some()).collect())
}

fn lists(segment: &Segment<'_>, atom: &Atom, accents: Accents, cut: &mut bool) -> tantivy::Result<List> {
    let body = segment.fields.body;
    match atom {
        Atom::Phrase(words) => segment.phrase(words, accents),
        Atom::Prefix(word) => {
            let (list, more) = segment.prefix(body, word)?;
            *cut |= more;
            Ok(list)
        }
        Atom::All(words) => {
            let mut lists = Vec::new();
            for word in words {
                lists.push(segment.word(body, word, accents)?);
            }
            lists.sort_by_key(List::len);
            let mut lists = lists.into_iter();
            let first = lists.next().unwrap_or_default();
            Ok(lists.fold(first, |found, list| found.within(&list.docs)))
        }
        Atom::Number(id, folded, words) => {
            let as_typed = [tag::CITES, tag::OWN].map(|t| segment.tag(&tag::term(t, id)));
            let mut found = List::union(as_typed.into_iter().collect::<tantivy::Result<_>>()?);
            if found.len() == 0 {
                let alike = [tag::CITES_FOLDED, tag::OWN_FOLDED].map(|t| segment.tag(&tag::term(t, folded)));
                found = List::union(alike.into_iter().collect::<tantivy::Result<_>>()?);
            }
            Ok(List::union(vec![found, segment.phrase(words, accents)?]))
        }
    }
}

/// Lists that move documents up: words that stand together as in the query, and the title.
fn boosts(
    segments: &[Segment<'_>],
    query: &Query,
    ranking: &Ranking,
    accents: Accents,
) -> tantivy::Result<Vec<Scored>> {
    let mut out = Vec::new();
    let mut add = |part, weight, list: &dyn Fn(&Segment<'_>) -> tantivy::Result<List>| -> tantivy::Result<()> {
        if weight > 0.0 {
            out.push(Scored { part, weight, lists: segments.iter().map(list).collect::<tantivy::Result<_>>()? });
        }
        Ok(())
    };
    let mut seen = std::collections::HashSet::new();
    for word in query.flow.iter().flatten() {
        if seen.insert((word.plain.clone(), word.marks.clone(), None)) {
            add(Part::Title, ranking.title, &|s| s.word(s.fields.title, word, accents))?;
        }
    }
    for two in query.flow.windows(2) {
        let [Some(a), Some(b)] = two else { continue };
        let new = seen.insert((a.plain.clone(), a.marks.clone(), Some((b.plain.clone(), b.marks.clone()))));
        if new && a.pairs_with(b) {
            add(Part::Body, ranking.pairs, &|s| s.pair(s.fields.pairs, a, b, accents))?;
            add(Part::Title, ranking.title, &|s| s.pair(s.fields.title, a, b, accents))?;
        }
    }
    Ok(out)
}

/// The page of hits that was asked for, in order.
fn page(mut found: Vec<Found>, options: &Options) -> Vec<Found> {
    let by_score = |a: &Found, b: &Found| b.score.total_cmp(&a.score);
    let rest = |a: &Found, b: &Found| (Reverse(a.day), a.tie, a.id).cmp(&(Reverse(b.day), b.tie, b.id));
    let order = |a: &Found, b: &Found| match options.sort {
        Sort::Relevance => by_score(a, b).then_with(|| rest(a, b)),
        Sort::Date => Reverse(a.day).cmp(&Reverse(b.day)).then_with(|| by_score(a, b)).then_with(|| rest(a, b)),
    };
    let end = if options.limit == 0 { found.len() } else { options.offset.saturating_add(options.limit) };
    if end < found.len() {
        found.select_nth_unstable_by(end, order);
        found.truncate(end);
    }
    found.sort_unstable_by(order);
    found.drain(..options.offset.min(found.len()));
    found
}
