//! The fields of the index. A file is one tantivy document, whatever became of it.
//!
//! What is searched (`body`, `title`, …) is analysed by [`super::analyzer`]: words in one field, pairs of
//! words in another, for only words need positions; what filters is one `tags` field of
//! whole terms with a letter in front ("c:69-KL/TU" for a cited number); what sorts, sums and compares (dates,
//! sizes, counts) is a column; what answers is stored: the text and the records.

use tantivy::schema::{BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions};

/// Names of our analyzers in tantivy's register: words, pairs of words, and both.
pub(crate) const WORDS: &str = "vi_words";
pub(crate) const PAIRS: &str = "vi_pairs";
pub(crate) const BOTH: &str = "vi_both";

/// Name of tantivy's tokenizer that takes a value as one term.
const WHOLE: &str = "raw";

/// Handles of the fields.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    /// The path's bytes: the key.
    pub path: Field,
    /// SHA-256 of the file.
    pub sha: Field,
    /// Bytes of the file.
    pub size: Field,
    /// Time of last change, nanoseconds since 1970.
    pub modified: Field,
    /// Version of rules and vocabularies that made the records.
    pub rules: Field,
    /// Code of the outcome.
    pub outcome: Field,
    /// Reason code; absent when there is none.
    pub reason: Field,
    /// Counts for `status`.
    pub pages: Field,
    /// Number of references.
    pub references: Field,
    /// Number of figures.
    pub figures: Field,
    /// Bytes of the normalized text.
    pub text_bytes: Field,
    /// First and last day of the date of issue, days since 1970.
    pub first_day: Field,
    /// See `first_day`.
    pub last_day: Field,
    /// Number drawn from the path: orders what is otherwise equal, the same in every archive.
    pub tie: Field,
    /// Type, issuer and place as shown in facet counts.
    pub doc_type: Field,
    /// See `doc_type`.
    pub issuer: Field,
    /// See `doc_type`.
    pub place: Field,
    /// Words of the text, with positions: they tell a phrase of three words and more.
    pub body: Field,
    /// Pairs of words that follow each other, without counts: they rank, and are phrases of two words.
    pub pairs: Field,
    /// The text, stored in the code of [`super::store`].
    pub text: Field,
    /// What names the document: its subject line, or its first lines.
    pub title: Field,
    /// Words of the issuing body, for the filter.
    pub issuer_words: Field,
    /// Words of the place of issue, for the filter.
    pub place_words: Field,
    /// Whole terms that filter; see [`tag`].
    pub tags: Field,
    /// The records, stored.
    pub records: Field,
}

/// Prefixes of terms in the `tags` field.
pub(crate) mod tag {
    /// Identifier of a cited document.
    pub(crate) const CITES: char = 'c';
    /// The same, folded.
    pub(crate) const CITES_FOLDED: char = 'C';
    /// The document's own identifier.
    pub(crate) const OWN: char = 'o';
    /// The same, folded.
    pub(crate) const OWN_FOLDED: char = 'O';
    /// Catalogue id of an indicator.
    pub(crate) const INDICATOR: char = 'i';
    /// Document type, folded.
    pub(crate) const TYPE: char = 't';
    /// Number of a mention, alone: "69", "30a".
    pub(crate) const NUMBER: char = 'n';
    /// SHA-256 of the document that this file repeats.
    pub(crate) const DUPLICATE_OF: char = 'd';

    /// The value of a [`NUMBER`] term.
    pub(crate) fn number(number: u32, suffix: Option<&str>) -> String {
        format!("{number}{}", suffix.unwrap_or_default())
    }

    /// The term of a value.
    pub(crate) fn term(prefix: char, value: &str) -> String {
        let mut term = String::with_capacity(value.len() + 2);
        term.push(prefix);
        term.push(':');
        term.push_str(value);
        term
    }
}

/// The schema and its handles. Order and options are part of the archive's format.
pub(crate) fn schema() -> (Schema, Fields) {
    let analysed = |analyzer, option, norms| {
        TextOptions::default().set_indexing_options(
            TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option).set_fieldnorms(norms),
        )
    };
    let short = || analysed(BOTH, IndexRecordOption::WithFreqs, true);
    let whole = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(WHOLE)
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false),
    );
    let facet = || TextOptions::default().set_fast(WHOLE);
    let key = || BytesOptions::default().set_indexed().set_fast();
    let stored = || BytesOptions::default().set_stored();
    let column = || NumericOptions::default().set_fast();
    let mut b = Schema::builder();
    let fields = Fields {
        path: b.add_bytes_field("path", key()),
        sha: b.add_bytes_field("sha", BytesOptions::default().set_fast()),
        size: b.add_u64_field("size", column()),
        modified: b.add_i64_field("modified", column()),
        rules: b.add_u64_field("rules", column()),
        outcome: b.add_u64_field("outcome", column()),
        reason: b.add_text_field("reason", facet()),
        pages: b.add_u64_field("pages", column()),
        references: b.add_u64_field("references", column()),
        figures: b.add_u64_field("figures", column()),
        text_bytes: b.add_u64_field("text_bytes", column()),
        first_day: b.add_i64_field("first_day", column()),
        last_day: b.add_i64_field("last_day", column()),
        tie: b.add_u64_field("tie", column()),
        doc_type: b.add_text_field("doc_type", facet()),
        issuer: b.add_text_field("issuer", facet()),
        place: b.add_text_field("place", facet()),
        body: b.add_text_field("body", analysed(WORDS, IndexRecordOption::WithFreqsAndPositions, true)),
        pairs: b.add_text_field("pairs", analysed(PAIRS, IndexRecordOption::Basic, false)),
        text: b.add_bytes_field("text", stored()),
        title: b.add_text_field("title", short()),
        issuer_words: b.add_text_field("issuer_words", short()),
        place_words: b.add_text_field("place_words", short()),
        tags: b.add_text_field("tags", whole),
        records: b.add_bytes_field("records", stored()),
    };
    (b.build(), fields)
}
