//! The records that the outside sees: what `trichluc extract` prints and the archive stores.
//!
//! One Rust type per shape; `schemas/*.schema.json` is generated from them (a stale schema fails a test).
//! Absent and null mean the same, so empty fields are left out. Every record keeps its evidence: the span
//! in the normalized text and the name of the rule that made it.

use serde::{Deserialize, Serialize};

/// Any printed record, told apart by `type`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Record {
    /// The file itself.
    Document(Document),
    /// A mention of a document.
    Reference(Reference),
    /// A number that counts or measures.
    Figure(Figure),
    /// A printed table.
    Table(Table),
    /// A soft problem.
    Note(Note),
}

/// A place in the normalized text.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Place {
    /// Byte offset of the first byte in the text that `trichluc text` prints.
    pub start: usize,
    /// Byte offset behind the last byte.
    pub end: usize,
    /// Page, from 1.
    pub page: u32,
    /// Line of the page, from 1.
    pub line: u32,
    /// For a PDF: boxes `[x0, y0, x1, y1]` in points from the page's top left, one per line of print.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub boxes: Vec<[f32; 4]>,
}

/// File format of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text in any encoding, also Markdown.
    Txt,
    /// PDF.
    Pdf,
}

/// Where the text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum TextSource {
    /// A text file.
    Plain,
    /// The PDF's own text.
    TextLayer,
    /// Optical character recognition of page images, on at least one page.
    Ocr,
}

/// One file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Document {
    /// Path as given.
    pub path: String,
    /// SHA-256 of the bytes, lower-case hex: the document's identity.
    pub sha256: String,
    /// File format.
    pub format: Format,
    /// Number of pages.
    pub pages: u32,
    /// Where the text comes from.
    pub text_source: TextSource,
    /// Encoding of the bytes (`UTF-8`, `TCVN3`, …); for a PDF a legacy font encoding that was converted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// Own identifier in canonical form, `318/BC-UBND`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Document type, "Báo cáo".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc_type: Option<String>,
    /// Date of issue, ISO; `2024` or `2024-03` when partial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Place of issue (địa danh).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Lines of the issuing body, as written.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub issuer: Vec<String>,
    /// Subject line (trích yếu), white space folded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Name of the signer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer: Option<String>,
    /// The office under which the signer signs, as written ("PHÓ CHỦ TỊCH").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signer_role: Option<String>,
    /// Year or years that the report is about ("2023", "2021-2025").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// Share of syllables that are valid Vietnamese, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quality: Option<f32>,
}

/// How a document is mentioned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Number and symbol, `69-KL/TU`; also a blank number, `/KH-UBND`.
    Full,
    /// Type word and number, `Quy định 124`.
    Bare,
    /// No number, "Kết luận này".
    Anaphoric,
    /// By title, "Luật Thực hiện dân chủ ở cơ sở".
    Titled,
}

/// How far a record can be trusted: the weakest of its parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// All of it stands in the text.
    #[default]
    Stated,
    /// A part was carried from elsewhere (a unit, a type word, a head noun).
    Inherited,
    /// A part was damaged and put right ("20 6,05" → 206.05).
    Repaired,
    /// A part could be otherwise.
    Guessed,
}

/// A mention of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Reference {
    /// How it is mentioned.
    pub form: Form,
    /// As found, from the number to the end of the symbol.
    pub text: String,
    /// The number; none for blank numbers and for mentions without number.
    pub number: Option<u32>,
    /// A letter behind the number, as in `30a/2008/NQ-CP`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suffix: Option<String>,
    /// Year inside the identifier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Canonical symbol, `KL/TU`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// Canonical separator in front of the symbol, `-` or `/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sep: Option<String>,
    /// Canonical identifier, `69-KL/TU`; none for bare, anaphoric and titled mentions.
    pub id: Option<String>,
    /// Identifier of the document that is meant.
    pub resolved: Option<String>,
    /// Type word that governs the mention, in standard capitalisation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc_type: Option<String>,
    /// Date of issue that the mention states, ISO or partial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Issuing body as written with the mention.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issuer: Option<String>,
    /// Party or National Assembly term stated with the mention ("XI").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<String>,
    /// Title of a law, of a `titled` mention or in front of a number, "Luật Đất đai số 31/2024/QH15".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Whether this is the document's own number.
    #[serde(rename = "self")]
    pub own: bool,
    /// How far it can be trusted.
    pub certainty: Certainty,
    /// Where it stands.
    pub span: Place,
    /// Name of the rule that made it.
    pub rule: String,
}

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the annotation guide's words")]
pub enum Kind {
    Percent,
    Money,
    Area,
    Length,
    Mass,
    Volume,
    Duration,
    Count,
    Other,
}

/// A bound or hedge on a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Qualifier {
    /// trên, hơn, quá
    #[serde(rename = ">")]
    Over,
    /// trở lên, ít nhất, tối thiểu
    #[serde(rename = ">=")]
    AtLeast,
    /// dưới, gần, chưa đến
    #[serde(rename = "<")]
    Under,
    /// không quá, tối đa, trở xuống
    #[serde(rename = "<=")]
    AtMost,
    /// khoảng, ước, xấp xỉ
    #[serde(rename = "~")]
    About,
}

/// Direction of an amount of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Change {
    Increase,
    Decrease,
}

/// Whether a value happened, is expected or is a goal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the annotation guide's words")]
pub enum Basis {
    #[default]
    Actual,
    Target,
    Estimate,
}

/// Months of a year, `01-06` or `10`: the part of it that a figure is for, "6 tháng đầu năm".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(with = "String"))]
#[serde(try_from = "String", into = "String")]
pub struct Months {
    first: u8,
    last: u8,
}

impl Months {
    /// From the first month to the last, 1 to 12; none for a whole year and for what is no stretch of one.
    pub fn new(first: u8, last: u8) -> Option<Self> {
        let part = 1 <= first && first <= last && last <= 12 && (first, last) != (1, 12);
        part.then_some(Self { first, last })
    }

    /// Both months in one byte, never 0.
    pub(crate) fn code(self) -> u8 {
        self.first << 4 | self.last
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        Self::new(code >> 4, code & 15)
    }
}

impl std::fmt::Display for Months {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.first, self.last) {
            (first, last) if first == last => write!(f, "{first:02}"),
            (first, last) => write!(f, "{first:02}-{last:02}"),
        }
    }
}

impl From<Months> for String {
    fn from(months: Months) -> Self {
        months.to_string()
    }
}

impl TryFrom<String> for Months {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (first, last) = text.split_once('-').unwrap_or((&text, &text));
        let number = |text: &str| text.parse().unwrap_or(0);
        Self::new(number(first), number(last)).ok_or_else(|| format!("{text:?} is no part of a year such as 01-06"))
    }
}

/// A number that counts or measures something.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Figure {
    /// As found: qualifier, number, magnitude word and unit.
    pub text: String,
    /// What it measures.
    pub kind: Kind,
    /// The value in base units of `unit`; none for a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Lower end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// Upper end of a range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Denominator of a fraction "115/126 bản".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<f64>,
    /// Canonical unit; `đồng` for every VND amount; the counted noun for counts.
    pub unit: Option<String>,
    /// Denominators of a rate, in order: `["người", "năm"]`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub per: Vec<String>,
    /// Bound or hedge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualifier: Option<Qualifier>,
    /// What is measured: a short noun phrase of the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Set when the figure is an amount of change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// Whether it happened, is expected or is a goal.
    pub basis: Basis,
    /// Year or years stated in the sentence or table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    /// The months of the year that it is for, `01-06` or `10`, when it is for a part of it; of the inherited year where the
    /// sentence states none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<Months>,
    /// Named place stated in the sentence or table row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Catalogue id of a known indicator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<String>,
    /// Label of the total of which this is a part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Period inherited from section, heading or header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context_period: Option<String>,
    /// Place inherited from section, heading or header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context_place: Option<String>,
    /// How far it can be trusted.
    pub certainty: Certainty,
    /// Index of the table it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    /// Row in the table, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    /// Column in the table, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<u32>,
    /// Where it stands.
    pub span: Place,
    /// Name of the rule that made it.
    pub rule: String,
}

/// A printed table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Table {
    /// Number of the table in the document, from 0.
    pub index: u32,
    /// Line above the table that names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Column headings, merged ones joined with " / ".
    pub columns: Vec<String>,
    /// Cells as printed, each row as long as `columns`.
    pub rows: Vec<Vec<String>>,
    /// Where it stands.
    pub span: Place,
}

/// The stage that found a soft problem.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names are the crate's stages")]
pub enum Stage {
    Source,
    Normalize,
    Structure,
    Extract,
    Archive,
}

/// A soft problem: what could not be read or understood, and where.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Note {
    /// Where in the pipeline.
    pub stage: Stage,
    /// Stable word.
    pub code: String,
    /// What, where and what to do, in plain English.
    pub message: String,
    /// Where in the text, when it has a place there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub span: Option<Place>,
}

impl Note {
    /// A note without place.
    pub fn new(stage: Stage, code: &str, message: impl Into<String>) -> Self {
        Self { stage, code: code.to_owned(), message: message.into(), span: None }
    }
}

#[cfg(test)]
mod schemas;
