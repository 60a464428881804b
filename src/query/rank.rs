//! How much a hit is worth: BM25 over words, with pairs of words and the title beside the text.
//!
//! Five numbers, chosen on questions over law articles; see [`Ranking`]. Takes counts, gives scores.

use super::terms::Segment;
use crate::archive::schema::Fields;
use tantivy::Searcher;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::schema::Field;

/// Parameters of ranking.
///
/// Chosen by nDCG@10 of 316 questions to law articles, two collections: the textbook's `k1` 1.2 and `b` 0.75 without
/// title give 0.895 and 0.884, these 0.945 and 0.903. They were chosen on the very questions that these numbers
/// are of; on other texts and questions the gain may be smaller. Of the values tried around them, some are better by
/// up to 0.004 on one collection and worse on the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// How fast more occurrences stop counting. Low: that a word of a question occurs at all tells most.
    pub k1: f32,
    /// How much a long text is held against its counts.
    pub b: f32,
    /// The same for pairs of words, whose occurrences are not counted: a long text gains less by them.
    pub pairs_b: f32,
    /// Weight of two query words that stand together, against one word. Vietnamese words are mostly two
    /// syllables, so a pair tells what its halves do not.
    pub pairs: f32,
    /// Weight of words and pairs in the title, which count in the text already.
    pub title: f32,
}

impl Default for Ranking {
    fn default() -> Self {
        Self { k1: 0.5, b: 0.5, pairs_b: 0.25, pairs: 1.0, title: 0.3 }
    }
}

/// What an archive's texts are like on average.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Averages {
    documents: f32,
    body_words: f32,
    title_words: f32,
}

impl Averages {
    pub(crate) fn of(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Self> {
        let (mut documents, mut body, mut title) = (0u64, 0u64, 0u64);
        for segment in searcher.segment_readers() {
            documents += u64::from(segment.max_doc());
            body += segment.inverted_index(fields.body)?.total_num_tokens();
            title += segment.inverted_index(fields.title)?.total_num_tokens();
        }
        let n = documents.max(1) as f32;
        Ok(Self { documents: n, body_words: (body as f32 / n).max(1.0), title_words: (title as f32 / n).max(1.0) })
    }

    /// How rare something is that `found` documents hold.
    fn rarity(self, found: u64) -> f32 {
        let found = (found as f32).min(self.documents);
        (1.0 + (self.documents - found + 0.5) / (found + 0.5)).ln()
    }
}

/// Scores counts of one kind of thing in one segment.
pub(crate) struct Scorer {
    weight: f32,
    norms: Option<FieldNormReader>,
    /// `k1 * (1 - b + b * length / average)` by the code of the length.
    damping: [f32; 256],
    k1: f32,
}

/// Where a thing is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words of the text.
    Body,
    /// Pairs of words of the text: that they occur, not how often.
    Pairs,
    /// Words and pairs of the title.
    Title,
}

impl Scorer {
    pub(crate) fn new(
        ranking: &Ranking,
        averages: Averages,
        segment: &Segment<'_>,
        part: Part,
        weight: f32,
        found: u64,
    ) -> tantivy::Result<Self> {
        let (field, average, b): (Field, f32, f32) = match part {
            Part::Body => (segment.fields.body, averages.body_words, ranking.b),
            Part::Pairs => (segment.fields.body, averages.body_words, ranking.pairs_b),
            Part::Title => (segment.fields.title, averages.title_words, ranking.b),
        };
        let norms = segment.reader.fieldnorms_readers().get_field(field)?;
        let mut damping = [ranking.k1; 256];
        for (code, d) in damping.iter_mut().enumerate() {
            let length = FieldNormReader::id_to_fieldnorm(code as u8) as f32;
            *d = ranking.k1 * (1.0 - b + b * length / average);
        }
        Ok(Self { weight: weight * averages.rarity(found), norms, damping, k1: ranking.k1 })
    }

    #[inline]
    pub(crate) fn score(&self, doc: u32, count: u32) -> f32 {
        let code = self.norms.as_ref().map_or(0, |n| n.fieldnorm_id(doc));
        let count = count as f32;
        self.weight * count * (self.k1 + 1.0) / (count + self.damping[usize::from(code)])
    }
}
