//! `trichluc refs NUMBER`: every passage that cites a document number, in any spelling of it, or a law by its title; what is cited and
//! not in the archive; the graph of citations.

use super::args::Common;
use super::grid::{Column, Grid, printable, terminal_width};
use super::human::{count, many};
use super::output::Style;
use super::search::{marked, wrap};
use super::show::one_document;
use super::{Output, Status};
use crate::archive::{Archive, Reader};
use crate::query::{self, Cited, Identity, Missing, Named, Refs};
use clap::{Args, ValueEnum};

/// Say who cites a document number
#[derive(Debug, Args)]
#[command(after_help = "\
Any spelling will do: 69-KL/TU, \"69 -kl/tu\", \"Kết luận 69\". A law may be asked for by its title.

Examples:
  trichluc refs 69-KL/TU
  trichluc refs \"Luật Đất đai 2013\"
  trichluc refs --missing --limit 20
  trichluc refs --cited-by bao-cao-2024.pdf
  trichluc refs --graph dot | dot -Tsvg > trich-dan.svg")]
pub(super) struct RefsArgs {
    /// Document number, type word and number, or title of a law
    #[arg(required_unless_present_any = ["missing", "graph", "cited_by", "cites"], value_name = "NUMBER")]
    number: Vec<String>,
    /// List cited numbers that are not in the archive, the most cited first
    #[arg(long, conflicts_with_all = ["number", "graph", "cited_by", "cites"])]
    missing: bool,
    /// Print the graph of citations
    #[arg(long, value_name = "FORMAT", conflicts_with_all = ["number", "cited_by", "cites"])]
    graph: Option<GraphFormat>,
    /// Who cites this document of the archive
    #[arg(long, value_name = "DOC", conflicts_with_all = ["number", "cites"])]
    cited_by: Option<String>,
    /// What this document of the archive cites
    #[arg(long, value_name = "DOC", conflicts_with = "number")]
    cites: Option<String>,
    /// Cited documents, or missing numbers, to show; 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    limit: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GraphFormat {
    Dot,
    Json,
}

pub(super) fn run(args: RefsArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let reader = Archive::open(&common.archive()?)?.reader()?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    if args.missing {
        let mut missing = query::missing(&reader)?;
        missing.truncate(limit);
        return print_missing(&missing, common, out);
    }
    if let Some(format) = args.graph {
        let graph = query::graph(&reader)?;
        match format {
            GraphFormat::Dot => out.text(&graph.to_dot())?,
            GraphFormat::Json => out.json(&graph)?,
        }
        return Ok(if graph.edges.is_empty() { Status::Incomplete } else { Status::Done });
    }
    let mut refs = match documents(&args, &reader, common, out)? {
        Some(refs) => refs,
        None => return Ok(Status::Incomplete),
    };
    refs.cited.truncate(limit);
    let found = refs.cited.iter().any(|c| c.mentions() > 0);
    if common.json {
        out.json(&refs)?;
    } else {
        print(&refs, &args.number.join(" "), out)?;
        if !refs.cited.is_empty() && !found {
            out.message("nothing in the archive cites it");
        }
    }
    Ok(if found { Status::Done } else { Status::Incomplete })
}

fn documents(args: &RefsArgs, reader: &Reader, common: &Common, out: &Output) -> anyhow::Result<Option<Refs>> {
    let vocabulary = common.load_vocabulary()?;
    let cited = if let Some(name) = &args.cited_by {
        let Some(id) = one_document(reader, name, out)? else { return Ok(None) };
        query::cited_by(reader, id, &vocabulary)?.into_iter().collect()
    } else if let Some(name) = &args.cites {
        let Some(id) = one_document(reader, name, out)? else { return Ok(None) };
        query::cites(reader, id)?
    } else {
        return Ok(Some(query::refs(reader, &args.number.join(" "), &vocabulary)?));
    };
    Ok(Some(Refs { cited, ..Refs::default() }))
}

fn print_missing(missing: &[Missing], common: &Common, out: &Output) -> anyhow::Result<Status> {
    if common.json {
        missing.iter().try_for_each(|m| out.json(m))?;
    } else if missing.is_empty() {
        out.message("nothing is missing: the archive holds every number that it cites");
    } else {
        let mut grid = Grid::new(vec![
            Column::left("number"),
            Column::right("documents"),
            Column::left("date"),
            Column::left("issuer").flexible(),
        ]);
        for m in missing {
            let known = |v: &Option<String>| v.clone().unwrap_or_default();
            grid.row(vec![m.id.clone(), count(m.documents), known(&m.date), known(&m.issuer)]);
        }
        grid.print(out)?;
    }
    Ok(if missing.is_empty() { Status::Incomplete } else { Status::Done })
}

fn print(refs: &Refs, number: &str, out: &Output) -> anyhow::Result<()> {
    if refs.cited.is_empty() {
        let nearest = if refs.nearest.is_empty() {
            String::new()
        } else {
            format!("; the archive knows {}", refs.nearest.join(", "))
        };
        let what = if number.is_empty() { String::new() } else { format!("{number}: ") };
        out.message(&printable(format!("{what}nothing found{nearest}")));
        return Ok(());
    }
    if refs.ambiguous {
        out.message(&format!("note: {} means {} documents", printable(number), refs.cited.len()));
    }
    for (i, cited) in refs.cited.iter().enumerate() {
        if i > 0 {
            out.line("")?;
        }
        // Mentions that say too little: which of several they mean is not told.
        let vague = cited.identity.date.is_none() && cited.identity.term.is_none();
        let others = refs.cited.iter().filter(|c| c.id == cited.id && *c != cited);
        let may_be = if vague { others.map(|c| c.held.len()).sum() } else { 0 };
        print_cited(cited, may_be, out)?;
    }
    Ok(())
}

/// `may_be` documents of the archive have the number and may be meant.
fn print_cited(cited: &Cited, may_be: usize, out: &Output) -> anyhow::Result<()> {
    let Identity { date, term, issuer, .. } = &cited.identity;
    let term = term.as_ref().map(|t| format!("khóa {t}"));
    let parts = [Some(&cited.id), cited.doc_type.as_ref(), date.as_ref(), term.as_ref(), issuer.as_ref()];
    let words: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let tally =
        format!("{} in {}", many(cited.mentions() as u64, "mention"), many(cited.citing.len() as u64, "document"));
    out.line(&format!("{}  {}", out.style(Style::Head, &words.join(" · ")), out.style(Style::Dim, &tally)))?;
    match cited.held.as_slice() {
        [] if may_be > 0 => {
            let which =
                format!("too little is stated to tell which; the archive holds {}", many(may_be as u64, "document"));
            out.line(&format!("  {} of this number", out.style(Style::Warn, &which)))?;
        }
        [] => out.line(&format!("  {}", out.style(Style::Warn, "not in the archive")))?,
        held => held.iter().try_for_each(|h| out.line(&format!("  in the archive: {}", printable(&h.path))))?,
    }
    let columns = terminal_width().unwrap_or(usize::MAX);
    for citing in &cited.citing {
        let name = headline(&citing.document);
        out.line(&format!("  {}  {}", printable(&citing.document.path), out.style(Style::Dim, &name)))?;
        for m in &citing.mentions {
            let span = &m.reference.span;
            let how = match (m.short, m.assumed) {
                (true, _) => " (short form)",
                (false, true) => " (no date stated)",
                (false, false) => "",
            };
            let place = out.style(Style::Dim, &format!("p. {} l. {}{how}", span.page, span.line));
            wrap(&format!("{place}  {}", marked(&m.passage, &[m.mark], out)), columns, out)?;
        }
    }
    Ok(())
}

fn headline(document: &Named) -> String {
    let parts = [document.doc_type.as_deref(), document.id.as_deref(), document.date.as_deref()];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}
