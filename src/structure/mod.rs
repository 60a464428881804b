//! Normalized text to a document: header block, outline, footnotes, tables, and the [`Flow`] that
//! extraction reads.
//!
//! Takes [`NormText`], gives [`Document`]. Pure.

mod body;
#[cfg(test)]
mod cases;
mod flow;
mod footnote;
mod furniture;
mod glued;
mod header;
mod label;
mod lines;
mod news;
mod outline;
mod own_number;
mod place_date;
mod plain;
mod signature;
mod tables;
mod title;
mod type_line;
mod web;
mod wrap;

use crate::normalize::NormText;
use crate::text::{OffsetMap, Span};
use crate::vocabulary::Vocabulary;
use wrap::Wrap;

/// A file's parts. Spans speak of the normalized text unless said otherwise.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// Header fields and the signature.
    pub header: Header,
    /// Headings in text order.
    pub outline: Vec<Heading>,
    /// Printed tables in text order.
    pub tables: Vec<TableBlock>,
    /// Rows that are those of a table of which nobody can say where its columns are: their numbers are no figures.
    pub unread: Vec<Span>,
    /// The text as sentences run.
    pub flow: Flow,
}

/// Fields of the header block and the signature block, as written unless said otherwise.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Header {
    /// Where the own number stands, from the number (or, when blank, the separator) to the end of its symbol.
    pub number: Option<Span>,
    /// Document type in standard capitalisation, "Báo cáo".
    pub doc_type: Option<String>,
    /// Where the type line stands.
    pub type_span: Option<Span>,
    /// Date of issue, ISO or partial.
    pub date: Option<String>,
    /// Place of issue.
    pub place: Option<String>,
    /// Lines of the issuing body.
    pub issuer: Vec<String>,
    /// Subject line, white space folded.
    pub title: Option<String>,
    /// Where the subject line stands.
    pub title_span: Option<Span>,
    /// Name of the signer.
    pub signer: Option<String>,
    /// Office under which the signer signs.
    pub signer_role: Option<String>,
    /// Year or years that the document is about.
    pub period: Option<String>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 (Phần) to 6.
    pub level: u8,
    /// Label as written, "I.", "2.1.", "Phần thứ nhất"; may be empty.
    pub label: String,
    /// Text without label and markup, white space folded.
    pub title: String,
    /// Where in the normalized text.
    pub span: Span,
}

/// A printed table with its cells.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableBlock {
    /// From the first to the last cell, in the normalized text.
    pub span: Span,
    /// Line above that names the table ("Biểu số 01: …").
    pub title: Option<String>,
    /// The sentence right above that leads to it: "Kết quả năm 2023 như sau:".
    pub intro: Option<String>,
    /// "(ĐVT: triệu đồng)" above the table: the unit of its cells.
    pub unit: Option<String>,
    /// Headings by column, merged ones joined with " / ".
    pub columns: Vec<String>,
    /// Body rows; every row has as many cells as `columns`.
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of a body row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Text with white space folded; empty for an empty cell.
    pub text: String,
    /// Where in the normalized text.
    pub span: Span,
}

/// The text as sentences run: one block per line, wrapped lines joined, footnotes cut out of the sentence
/// they interrupt and put behind it, page numbers and running heads gone.
///
/// Extraction reads this text alone; [`Flow::map`] leads its spans back to the normalized text.
#[derive(Debug, Clone, Default)]
pub struct Flow {
    /// Blocks separated by `\n`. A block holds no `\n` and no form feed.
    pub text: String,
    /// From flow offsets to offsets of the normalized text.
    pub map: OffsetMap,
    /// Blocks in flow order; together they cover the text but for the `\n` between them.
    pub blocks: Vec<Block>,
    /// Footnote marks inside blocks, in flow offsets: digits that belong to no number.
    pub marks: Vec<Span>,
}

/// A paragraph, heading, list item or footnote of the flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where in the flow's text.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
    /// Index into [`Document::outline`] of the heading it stands under (for a heading: itself).
    pub section: Option<usize>,
    /// Length in bytes of the label or bullet at its start ("1.2. ", "- "), white space included.
    pub label_len: usize,
}

/// Kind of a [`Block`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A line of the header block: issuer, motto, own number, place and date, type.
    Header,
    /// The subject line.
    Title,
    /// A heading of the outline.
    Heading,
    /// Running text.
    Paragraph,
    /// A list item.
    Item,
    /// A footnote.
    Footnote,
    /// A line that names a table or states its unit.
    Caption,
    /// A table row; its figures come from the cells, not from here.
    TableRow,
    /// Recipients, signature, stamps, page furniture: nothing in it is a figure.
    Boilerplate,
}

/// Finds the parts of a document.
pub fn structure(norm: &NormText, vocabulary: &Vocabulary) -> Document {
    let text = norm.text.as_str();
    let mut lines = lines::scan(text);
    furniture::mark(text, &mut lines, &norm.zones);
    let mut head = header::find(text, &mut lines, vocabulary);
    signature::find(text, &mut lines, head.end, &mut head.header);
    let tables::Tables { tables, unread } = tables::find(text, &mut lines, &norm.tables, &norm.zones);
    let wrap = Wrap::measure(text, &lines);
    let notes = footnote::find(text, &mut lines, &wrap, &norm.zones);
    let mut flow = flow::build(text, &lines, &notes, &wrap, &head.splits);
    let outline = outline::build(&mut flow);
    Document { header: head.header, outline, tables, unread, flow }
}
