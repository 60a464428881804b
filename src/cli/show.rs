//! `trichluc show DOC`: one document: header, outline, references, figures, notes; its tables as CSV.

use super::args::Common;
use super::gone::Files;
use super::grid::{Column, Grid, cut, printable, terminal_width};
use super::human::basis_text;
use super::output::Style;
use super::{Output, Status};
use crate::archive::{Archive, DocId, Outcome, Reader, Stored};
use crate::error::{Error, Reason};
use crate::export;
use crate::pipeline::Processed;
use crate::record::{Figure, Record, Reference};
use clap::Args;
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Show one document: header, outline, references, figures, notes
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  trichluc show 318/BC-UBND
  trichluc show bao-cao-2024.pdf --tables > bang.csv
  trichluc show 92ed0226 --json")]
pub(super) struct ShowArgs {
    /// Path or the end of one, own number in any spelling, or the first digits of the SHA-256
    #[arg(value_name = "DOC")]
    document: String,
    /// Print its tables as CSV
    #[arg(long, conflicts_with_all = ["json", "text"])]
    tables: bool,
    /// Print its text as the archive holds it
    #[arg(long, conflicts_with = "json")]
    text: bool,
    /// Begin CSV with a byte order mark, for spreadsheet programs
    #[arg(long, requires = "tables")]
    bom: bool,
}

pub(super) fn run(args: ShowArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let archive = Archive::open(&common.archive()?)?;
    let reader = archive.reader()?;
    let Some(id) = one_document(&reader, &args.document, out)? else { return Ok(Status::Incomplete) };
    let stored = reader.document(id)?;
    let copies = stored.state.stamp.sha256.map_or_else(|| Ok(Vec::new()), |sha| reader.copies(&sha))?;
    let (files, path) = (Files::default(), stored.path.clone());
    if common.json {
        print_json(stored, &copies, &files, out)?;
    } else if args.tables {
        out.bytes(&export::csv::tables(&stored.content.tables, args.bom))?;
    } else if args.text {
        out.text(&stored.content.text)?;
    } else {
        print(&stored, &copies, &files, out)?;
    }
    if !common.json {
        files.is_gone(&path);
        files.tell(out);
    }
    Ok(Status::Done)
}

/// The records, the first with what the archive knows of the files that hold the document.
fn print_json(stored: Stored, copies: &[PathBuf], files: &Files, out: &Output) -> anyhow::Result<()> {
    #[derive(Serialize)]
    struct Copy {
        path: String,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        gone: bool,
    }
    #[derive(Serialize)]
    struct Held {
        #[serde(flatten)]
        record: Record,
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        gone: bool,
        #[serde(skip_serializing_if = "Vec::is_empty")]
        copies: Vec<Copy>,
    }
    let copies = copies.iter().map(|path| Copy { path: path.display().to_string(), gone: files.is_gone(path) });
    let gone = files.is_gone(&stored.path);
    let mut records = export::jsonl::records(stored.content);
    if let Some(record) = records.next() {
        out.json(&Held { record, gone, copies: copies.collect() })?;
    }
    Ok(out.records(records)?)
}

/// The document that a name means; none, with a message, when the archive holds no such document.
///
/// # Errors
/// When it means several.
pub(super) fn one_document(reader: &Reader, name: &str, out: &Output) -> anyhow::Result<Option<DocId>> {
    match find(reader, name)?.as_slice() {
        [] => not_there(reader, name, out).map(|()| None),
        [id] => Ok(Some(*id)),
        many => Err(ambiguous(reader, name, many, out)?.into()),
    }
}

/// A path as it stands on this disk comes first: `./bc-12.txt` is no part of a stored path.
fn find(reader: &Reader, name: &str) -> anyhow::Result<Vec<DocId>> {
    let on_disk = std::fs::canonicalize(name).ok();
    for path in on_disk.iter().map(PathBuf::as_path).chain([Path::new(name)]) {
        if let Some(id) = reader.by_path(path)? {
            let state = reader.state(id)?;
            if state.outcome.is_document() {
                return Ok(vec![id]);
            }
            // The same bytes stand under another path.
            if let (Outcome::Duplicate, Some(sha)) = (state.outcome, state.stamp.sha256) {
                let hex: String = sha.iter().map(|b| format!("{b:02x}")).collect();
                return Ok(reader.find(&hex)?);
            }
        }
    }
    Ok(reader.find(name)?)
}

fn not_there(reader: &Reader, name: &str, out: &Output) -> anyhow::Result<()> {
    let path = std::fs::canonicalize(name).unwrap_or_else(|_| name.into());
    let mut failures = reader.failures()?;
    failures.retain(|f| f.path == path || f.path.ends_with(name));
    for f in &failures {
        out.message(&format!(
            "{}: not in the archive: {} [{}]{}",
            printable(&f.path),
            f.state.outcome.as_str(),
            f.state.reason.map_or("unknown", Reason::as_str),
            if f.message.is_empty() { String::new() } else { format!(": {}", f.message) }
        ));
    }
    if failures.is_empty() {
        out.message(&format!("{}: nothing found; `trichluc search` finds documents by their words", printable(name)));
    }
    Ok(())
}

/// Says which documents a name means.
fn ambiguous(reader: &Reader, name: &str, ids: &[DocId], out: &Output) -> anyhow::Result<Error> {
    const MAX_SHOWN: usize = 20;
    for id in ids.iter().take(MAX_SHOWN) {
        let (document, _) = reader.header(*id)?;
        let parts = [document.doc_type.as_deref(), document.id.as_deref(), document.date.as_deref()];
        let words: Vec<&str> = parts.into_iter().flatten().collect();
        out.message(&format!("  {}  {}", printable(&document.path), words.join(" ")));
    }
    if ids.len() > MAX_SHOWN {
        out.message(&format!("  … and {} more", ids.len() - MAX_SHOWN));
    }
    Ok(Error::Usage(format!("{name} means {} documents; name one by its path", ids.len())))
}

fn print(stored: &Stored, copies: &[PathBuf], files: &Files, out: &Output) -> anyhow::Result<()> {
    let content = &stored.content;
    print_header(stored, copies, files, out)?;
    if !content.outline.is_empty() {
        heading("Outline", content.outline.len(), out)?;
        for h in &content.outline {
            let indent = "  ".repeat(usize::from(h.level));
            let line = format!("{indent}{} {}", h.label, h.title);
            out.line(&terminal_width().map_or_else(|| line.as_str().into(), |w| cut(&line, w)))?;
        }
    }
    print_references(&content.references, out)?;
    print_figures(&content.figures, out)?;
    if !content.tables.is_empty() {
        heading("Tables", content.tables.len(), out)?;
        for t in &content.tables {
            let title = t.title.as_deref().unwrap_or("without title");
            out.line(&format!(
                "  {} {} rows, {} columns; p. {}",
                out.style(Style::Head, title),
                t.rows.len(),
                t.columns.len(),
                t.span.page
            ))?;
        }
        out.line(&format!("  {}", out.style(Style::Dim, "--tables prints them as CSV")))?;
    }
    if !content.notes.is_empty() {
        heading("Notes", content.notes.len(), out)?;
        for n in &content.notes {
            let place = n.span.as_ref().map_or_else(String::new, |s| format!("p. {} l. {}: ", s.page, s.line));
            out.line(&format!("  {place}{} {}", n.message, out.style(Style::Dim, &format!("[{}]", n.code))))?;
        }
    }
    Ok(())
}

fn heading(title: &str, count: usize, out: &Output) -> std::io::Result<()> {
    out.line(&format!("\n{} ({count})", out.style(Style::Head, title)))
}

fn print_header(stored: &Stored, copies: &[PathBuf], files: &Files, out: &Output) -> anyhow::Result<()> {
    let Processed { document: d, .. } = &stored.content;
    out.line(&out.style(Style::Head, &files.shown(&stored.path, out)))?;
    // Whole, however long: they are there to be opened.
    copies.iter().try_for_each(|copy| out.line(&format!("  same bytes at {}", files.shown(copy, out))))?;
    let mut grid = Grid::new(vec![Column::left("").style(Style::Dim), Column::left("").flexible()]).indent(2);
    let mut row = |name: &str, value: Option<&str>| {
        if let Some(value) = value.filter(|v| !v.is_empty()) {
            grid.row(vec![name.into(), value.into()]);
        }
    };
    row("type", d.doc_type.as_deref());
    row("number", d.id.as_deref());
    row("title", d.title.as_deref());
    row("date", d.date.as_deref());
    row("place", d.place.as_deref());
    row("issuer", Some(&d.issuer.join(" / ")));
    let signer = [d.signer_role.as_deref(), d.signer.as_deref()];
    row("signer", Some(&signer.into_iter().flatten().collect::<Vec<_>>().join(", ")));
    row("period", d.period.as_deref());
    let encoding = d.encoding.as_deref().map_or_else(String::new, |e| format!(", {e}"));
    let quality = d.quality.map_or_else(String::new, |q| format!(", {:.0} % valid syllables", q * 100.0));
    row("text", Some(&format!("{} page{}{encoding}{quality}", d.pages, if d.pages == 1 { "" } else { "s" })));
    row("sha256", Some(&d.sha256));
    if let Some(reason) = stored.state.reason {
        row("read in part", Some(reason.as_str()));
    }
    Ok(grid.print(out)?)
}

fn print_references(references: &[Reference], out: &Output) -> anyhow::Result<()> {
    if references.is_empty() {
        return Ok(());
    }
    heading("References", references.len(), out)?;
    let mut grid = Grid::new(vec![
        Column::right("page").style(Style::Dim),
        Column::right("line").style(Style::Dim),
        Column::left("document"),
        Column::left("type"),
        Column::left("date"),
        Column::left("issuer").flexible(),
        Column::left("as written").flexible(),
        Column::left("").style(Style::Dim),
    ])
    .indent(2);
    for r in references {
        let id = r.resolved.as_ref().or(r.id.as_ref()).cloned();
        let mark = if r.own { "own number" } else { "" };
        grid.row(vec![
            r.span.page.to_string(),
            r.span.line.to_string(),
            id.or_else(|| r.number.map(|n| n.to_string())).or_else(|| r.title.clone()).unwrap_or_else(|| "?".into()),
            r.doc_type.clone().unwrap_or_default(),
            r.date.clone().unwrap_or_default(),
            r.issuer.clone().unwrap_or_default(),
            r.text.clone(),
            mark.into(),
        ]);
    }
    Ok(grid.print(out)?)
}

fn print_figures(figures: &[Figure], out: &Output) -> anyhow::Result<()> {
    if figures.is_empty() {
        return Ok(());
    }
    heading("Figures", figures.len(), out)?;
    let mut grid = Grid::new(vec![
        Column::right("page").style(Style::Dim),
        Column::right("line").style(Style::Dim),
        Column::left("what").flexible(),
        Column::right("value"),
        Column::left("unit"),
        Column::left("period"),
        Column::left("place").flexible(),
        Column::left("basis"),
        Column::left("as written").flexible(),
    ])
    .indent(2);
    for f in figures {
        let in_year = |years: &Option<String>| {
            years.as_ref().map(|years| f.months.map_or_else(|| years.clone(), |months| format!("{years} {months}")))
        };
        let inherited = |own: &Option<String>, context: &Option<String>| {
            own.clone().or_else(|| context.as_ref().map(|c| format!("({c})"))).unwrap_or_default()
        };
        grid.row(vec![
            f.span.page.to_string(),
            f.span.line.to_string(),
            f.label.clone().unwrap_or_default(),
            export::value_text(f),
            export::unit_text(f),
            inherited(&in_year(&f.period), &in_year(&f.context_period)),
            inherited(&f.place, &f.context_place),
            basis_text(f.basis).into(),
            f.text.clone(),
        ]);
    }
    Ok(grid.print(out)?)
}
