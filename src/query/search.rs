//! Full-text search: which documents hold what a query asks for, best first.
//!
//! Takes a [`Query`] and [`Options`], gives [`Hits`]: the exact number of documents, the page of them that was
//! asked for, and counts by type, year, issuer and place. The order is the same in every run: equal scores are
//! ordered by date, newest first, then by a number drawn from the path.

use super::facets::{Facets, count};
use super::filter::{Checked, Filter};
use super::parse::{Atom, Query};
use super::rank::{Averages, Part, Ranking, Scorer};
use super::terms::{Accents, List, MAX_PREFIX_TERMS, SPARSE, Segment, gallop};
use crate::archive::schema::tag;
use crate::archive::{DocId, Reader};
use crate::error::Result;
use crate::vocabulary::Vocabulary;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::cmp::Reverse;
use std::sync::Arc;
use tantivy::TantivyError;
use tantivy::columnar::Column;

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
    let filter = options.filter.check(reader, vocabulary)?;
    let mut hits = Hits { notes: query.notes.clone(), ..Hits::default() };
    let segments = segments(reader);
    let (best, docs) = run(&segments, reader, query, options, &filter, &mut hits).map_err(|e| reader.error(e))?;
    hits.total = docs.iter().map(Vec::len).sum();
    if options.facets {
        let found = (0..).zip(&docs).flat_map(|(ord, docs)| docs.iter().map(move |&doc| DocId::new(ord, doc)));
        hits.facets = count(&segments, found).map_err(|e| reader.error(e))?;
    }
    hits.hits = page(best, &segments, options).map_err(|e| reader.error(e))?;
    Ok(hits)
}

pub(super) fn segments(reader: &Reader) -> Vec<Segment<'_>> {
    reader.searcher().segment_readers().iter().map(|segment| Segment::new(segment, reader.fields())).collect()
}

/// How words without diacritics are meant: who types diacritics means "ban" by "ban"; asked for any of the words, "bạn"
/// and "bản" would only add noise.
pub(super) fn accents(query: &Query, options: &Options) -> Accents {
    if options.any && query.has_marks() { Accents::Exact } else { Accents::Free }
}

/// Lists of one thing that is scored, segment by segment.
struct Scored {
    part: Part,
    weight: f32,
    lists: Vec<Arc<List>>,
}

/// The hits that can be on the page asked for, and all documents that match, by segment.
fn run(
    segments: &[Segment<'_>],
    reader: &Reader,
    query: &Query,
    options: &Options,
    filter: &Checked<'_>,
    hits: &mut Hits,
) -> tantivy::Result<(Vec<Hit>, Vec<Vec<u32>>)> {
    let accents = accents(query, options);
    let (mut scored, docs) = matches(segments, query, options, accents, filter, hits)?;
    if docs.iter().any(|d| !d.is_empty()) {
        scored.extend(boosts(segments, query, &options.ranking, accents)?);
    }
    let averages = Averages::of(reader.searcher(), reader.fields())?;
    let mut best = Best::new(options);
    for (ord, (segment, docs)) in segments.iter().zip(&docs).enumerate() {
        let mut scores = Scores::new(docs, segment.reader.max_doc());
        for thing in &scored {
            let found = thing.lists.iter().map(|l| l.len() as u64).sum();
            let scorer = Scorer::new(&options.ranking, averages, segment, thing.part, thing.weight, found)?;
            scores.add(&thing.lists[ord], &scorer);
        }
        for (i, &doc) in docs.iter().enumerate() {
            best.push(Hit { id: DocId::new(ord as u32, doc), score: scores.get(i) });
        }
    }
    Ok((best.hits, docs))
}

/// The hits that can be on the page asked for: as good as the last of it, or better.
struct Best {
    hits: Vec<Hit>,
    /// Hits up to the end of the page.
    wanted: usize,
    /// What a hit must be worth.
    bar: f32,
    /// With so many hits the bar is raised.
    room: usize,
}

impl Best {
    fn new(options: &Options) -> Self {
        let end = options.offset.saturating_add(options.limit);
        // In another order than by score, or without an end, any hit may be on the page.
        let wanted = if options.sort == Sort::Relevance && options.limit > 0 { end } else { usize::MAX };
        Self { hits: Vec::new(), wanted, bar: f32::NEG_INFINITY, room: wanted.saturating_mul(2).max(512) }
    }

    #[inline]
    fn push(&mut self, hit: Hit) {
        if hit.score < self.bar {
            return;
        }
        self.hits.push(hit);
        if self.hits.len() >= self.room {
            self.raise();
        }
    }

    #[cold]
    fn raise(&mut self) {
        if self.wanted < self.hits.len() {
            let (_, last, _) = self.hits.select_nth_unstable_by(self.wanted - 1, |a, b| b.score.total_cmp(&a.score));
            self.bar = last.score;
            self.hits.retain(|hit| hit.score >= self.bar);
        }
        // Of equal hits none can go.
        self.room = self.room.max(self.hits.len().saturating_mul(2));
    }
}

/// Scores of the documents found in a segment.
struct Scores<'d> {
    docs: &'d [u32],
    /// By document when many are found, by position in `docs` when few.
    dense: bool,
    scores: Vec<f32>,
}

impl<'d> Scores<'d> {
    fn new(docs: &'d [u32], max_doc: u32) -> Self {
        let dense = docs.len() > max_doc as usize / SPARSE;
        Self { docs, dense, scores: vec![0.0; if dense { max_doc as usize } else { docs.len() }] }
    }

    fn add(&mut self, list: &List, scorer: &Scorer) {
        if self.dense {
            // Scoring documents that were not found costs less than telling which were.
            for (doc, count) in list.iter() {
                self.scores[doc as usize] += scorer.score(doc, count);
            }
            return;
        }
        let mut at = 0;
        for (&doc, score) in self.docs.iter().zip(&mut self.scores) {
            at += gallop(&list.docs[at..], doc);
            if list.docs.get(at) == Some(&doc) {
                *score += scorer.score(doc, list.counts[at]);
            }
        }
    }

    fn get(&self, position: usize) -> f32 {
        self.scores[if self.dense { self.docs[position] as usize } else { position }]
    }
}

/// What matches in one segment.
struct Matched {
    /// Of every thing that was asked for.
    lists: Vec<Arc<List>>,
    docs: Vec<u32>,
    /// Whether a prefix begins too many words.
    cut: bool,
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
    let one = |segment: &Segment<'_>| matches_of(segment, query, options, accents, filter);
    let matched: Vec<Matched> = if query.reads_positions() {
        segments.par_iter().map(one).collect::<tantivy::Result<_>>()?
    } else {
        // To wake other threads takes as long as to find words.
        segments.iter().map(one).collect::<tantivy::Result<_>>()?
    };
    if matched.iter().any(|m| m.cut) {
        hits.notes.push(format!("a word* begins more than {MAX_PREFIX_TERMS} words; the first of them were searched"));
    }
    let things = matched.first().map_or(0, |m| m.lists.len());
    let mut scored: Vec<Scored> =
        (0..things).map(|_| Scored { part: Part::Body, weight: 1.0, lists: Vec::new() }).collect();
    let mut docs = Vec::with_capacity(matched.len());
    for matched in matched {
        scored.iter_mut().zip(matched.lists).for_each(|(thing, list)| thing.lists.push(list));
        docs.push(matched.docs);
    }
    Ok((scored, docs))
}

fn matches_of(
    segment: &Segment<'_>,
    query: &Query,
    options: &Options,
    accents: Accents,
    filter: &Checked<'_>,
) -> tantivy::Result<Matched> {
    let (mut lists, mut cut) = (Vec::new(), false);
    let (mut asked, mut refused): (Vec<Arc<List>>, Vec<Arc<List>>) = (Vec::new(), Vec::new());
    for clause in &query.clauses {
        let mut alternatives = Vec::new();
        for atom in &clause.atoms {
            let list = self::atom(segment, atom, accents, &mut cut)?;
            if !clause.negative {
                lists.push(Arc::clone(&list));
            }
            alternatives.push(list);
        }
        let to = if clause.negative { &mut refused } else { &mut asked };
        to.push(List::union(alternatives));
    }
    let mut docs = if asked.is_empty() {
        documents(segment)?
    } else {
        let list = if options.any { List::union(asked) } else { List::intersection(asked) };
        list.docs.clone()
    };
    if let Some(passed) = filter.docs(segment)? {
        docs.retain(|d| passed.binary_search(d).is_ok());
    }
    for list in refused {
        docs.retain(|d| list.docs.binary_search(d).is_err());
    }
    if let Some(alive) = segment.reader.alive_bitset() {
        docs.retain(|&d| alive.is_alive(d));
    }
    Ok(Matched { lists, docs, cut })
}

/// All documents of a segment: files that failed and duplicates have no text.
fn documents(segment: &Segment<'_>) -> tantivy::Result<Vec<u32>> {
    let text = segment.reader.fast_fields().u64("text_bytes")?;
    Ok((0..segment.reader.max_doc()).filter(|&doc| text.first(doc).is_some()).collect())
}

/// Documents of a segment that hold what was asked for; whether too many words begin so.
pub(super) fn atom(segment: &Segment<'_>, atom: &Atom, accents: Accents, cut: &mut bool) -> tantivy::Result<Arc<List>> {
    let body = segment.fields.body;
    match atom {
        Atom::Phrase(words) => segment.phrase(words, accents),
        Atom::Prefix(word) => {
            let (list, more) = segment.prefix(body, word)?;
            *cut |= more;
            Ok(list)
        }
        Atom::All(words) => {
            let lists = words.iter().map(|word| segment.word(body, word, accents));
            Ok(List::intersection(lists.collect::<tantivy::Result<_>>()?))
        }
        Atom::Number(id, folded, words) => {
            let tagged = |tags: [char; 2], value: &str| {
                let lists = tags.map(|t| segment.tag(&tag::term(t, value)));
                Ok::<_, TantivyError>(List::union(lists.into_iter().collect::<tantivy::Result<Vec<_>>>()?))
            };
            let mut found = tagged([tag::CITES, tag::OWN], id)?;
            if found.len() == 0 {
                found = tagged([tag::CITES_FOLDED, tag::OWN_FOLDED], folded)?;
            }
            Ok(List::union([found, segment.phrase(words, accents)?]))
        }
    }
}

/// Weight of the document's own number against a word.
const OWN_NUMBER: f32 = 20.0;

/// Lists that move documents up: its own number, words that stand together as in the query, and the title.
fn boosts(
    segments: &[Segment<'_>],
    query: &Query,
    ranking: &Ranking,
    accents: Accents,
) -> tantivy::Result<Vec<Scored>> {
    let mut out = Vec::new();
    let mut add = |part, weight, list: &dyn Fn(&Segment<'_>) -> tantivy::Result<Arc<List>>| -> tantivy::Result<()> {
        if weight > 0.0 {
            out.push(Scored { part, weight, lists: segments.iter().map(list).collect::<tantivy::Result<_>>()? });
        }
        Ok(())
    };
    // Who types a number looks for the document itself before those that cite it.
    for atom in query.clauses.iter().filter(|c| !c.negative).flat_map(|c| &c.atoms) {
        if let Atom::Number(id, folded, _) = atom {
            let own = |s: &Segment<'_>| -> tantivy::Result<Arc<List>> {
                let exact = s.tag(&tag::term(tag::OWN, id))?;
                if exact.len() > 0 { Ok(exact) } else { s.tag(&tag::term(tag::OWN_FOLDED, folded)) }
            };
            add(Part::Pairs, OWN_NUMBER, &own)?;
        }
    }
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
            add(Part::Pairs, ranking.pairs, &|s| s.pair(s.fields.pairs, a, b, accents))?;
            add(Part::Title, ranking.title, &|s| s.pair(s.fields.title, a, b, accents))?;
        }
    }
    Ok(out)
}

/// The page of hits that was asked for, in order. What breaks ties is only looked up where there are some.
fn page(mut found: Vec<Hit>, segments: &[Segment<'_>], options: &Options) -> tantivy::Result<Vec<Hit>> {
    let end = if options.limit == 0 { found.len() } else { options.offset.saturating_add(options.limit) };
    if options.sort == Sort::Relevance && end < found.len() && end > 0 {
        let (_, last, _) = found.select_nth_unstable_by(end - 1, |a, b| b.score.total_cmp(&a.score));
        let worst = last.score;
        found.retain(|h| h.score >= worst);
    }
    // Opening the columns of a segment costs as much as finding a rare word in it.
    let mut columns: Vec<Option<(Column<i64>, Column<u64>)>> = vec![None; segments.len()];
    for hit in &found {
        let ord = hit.id.segment_ord as usize;
        if columns[ord].is_none() {
            let fast = segments[ord].reader.fast_fields();
            columns[ord] = Some((fast.i64("first_day")?, fast.u64("tie")?));
        }
    }
    let key = |hit: Hit| {
        let columns = columns[hit.id.segment_ord as usize].as_ref();
        let day = columns.and_then(|(day, _)| day.first(hit.id.doc_id)).unwrap_or(i64::MIN);
        let tie = columns.and_then(|(_, tie)| tie.first(hit.id.doc_id)).unwrap_or(0);
        (Reverse(day), tie, hit)
    };
    let mut keyed: Vec<_> = found.into_iter().map(key).collect();
    keyed.sort_unstable_by(|(day_a, tie_a, a), (day_b, tie_b, b)| {
        let by_score = b.score.total_cmp(&a.score);
        let rest = (tie_a, a.id).cmp(&(tie_b, b.id));
        match options.sort {
            Sort::Relevance => by_score.then(day_a.cmp(day_b)).then(rest),
            Sort::Date => day_a.cmp(day_b).then(by_score).then(rest),
        }
    });
    Ok(keyed.into_iter().map(|(_, _, hit)| hit).take(end).skip(options.offset).collect())
}
