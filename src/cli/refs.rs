//! `trichluc refs NUMBER`: every passage that cites a document number, in any spelling of it, or a law by its title; what is cited and
//! not in the archive; the graph of citations.

use super::args::Common;
use super::gone::Files;
use super::grid::{Column, Grid, printable, terminal_width};
use super::human::{count, many};
use super::output::Style;
use super::search::{marked, wrap};
use super::show::one_document;
use super::{Output, Status};
use crate::archive::{Archive, Reader};
use crate::query::{self, Cited, Identity, Missing, Named, Refs, Unnumbered};
use crate::record::Form;
use clap::{Args, ValueEnum};

/// Say who cites a document number
#[derive(Debug, Args)]
#[command(after_help = "\
Any spelling will do: 69-KL/TU, \"69 -kl/tu\", \"Kết luận 69\". A law may be asked for by its title. Several are answered one
behind the other, with --json a line each.

Examples:
  trichluc refs 69-KL/TU
  trichluc refs 69-KL/TU \"Kết luận 112\" \"Luật Đất đai\"
  trichluc refs \"Luật Đất đai 2013\"
  trichluc refs --missing --limit 20
  trichluc refs --missing --all
  trichluc refs --cited-by bao-cao-2024.pdf
  trichluc refs --graph dot | dot -Tsvg > trich-dan.svg")]
pub(super) struct RefsArgs {
    /// Document number, type word and number, or title of a law; may be repeated
    #[arg(required_unless_present_any = ["missing", "graph", "cited_by", "cites"], value_name = "NUMBER")]
    number: Vec<String>,
    /// List cited numbers that are not in the archive, the most cited first
    #[arg(long, conflicts_with_all = ["number", "graph", "cited_by", "cites"])]
    missing: bool,
    /// With --missing, list too what is cited by a bare number ("Nghị quyết 25") or a title, and what of the archive may be meant
    #[arg(long, requires = "missing", conflicts_with_all = ["number", "graph", "cited_by", "cites"])]
    all: bool,
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
        return missing(&reader, args.all, limit, common, out);
    }
    if let Some(format) = args.graph {
        let graph = query::graph(&reader)?;
        match format {
            GraphFormat::Dot => out.text(&graph.to_dot())?,
            GraphFormat::Json => out.json(&graph)?,
        }
        return Ok(if graph.edges.is_empty() { Status::Incomplete } else { Status::Done });
    }
    let answers = answers(&args, &reader, common, out)?;
    let (mut found, files) = (false, Files::default());
    for (i, mut refs) in answers.into_iter().enumerate() {
        let all = refs.cited.len();
        refs.cited.truncate(limit);
        let cites = refs.cited.iter().any(|c| c.mentions() > 0);
        found |= cites;
        if common.json {
            look(&mut refs, &files);
            out.json(&refs)?;
            continue;
        }
        if i > 0 && !refs.cited.is_empty() {
            out.line("")?;
        }
        print(&refs, &files, out)?;
        out.tell_cut(refs.cited.len(), all, "cited document");
        if !refs.cited.is_empty() && !cites {
            let what = if refs.asked.is_empty() { "it" } else { &refs.asked };
            out.message(&printable(format!("nothing in the archive cites {what}")));
        }
    }
    if common.json {
        files.tell_unseen(out)
    } else {
        files.tell(out)
    }
    Ok(if found { Status::Done } else { Status::Incomplete })
}

/// Marks the documents whose files are gone.
fn look(refs: &mut Refs, files: &Files) {
    for cited in &mut refs.cited {
        let citing = cited.citing.iter_mut().map(|citing| &mut citing.document);
        cited.held.iter_mut().chain(citing).for_each(|named| named.gone = files.is_gone(&named.path));
    }
}

/// An answer for each number that was asked for, or the one on a document; none when the archive does not hold that.
fn answers(args: &RefsArgs, reader: &Reader, common: &Common, out: &Output) -> anyhow::Result<Vec<Refs>> {
    let vocabulary = common.load_vocabulary()?;
    let cited = if let Some(name) = &args.cited_by {
        let Some(id) = one_document(reader, name, out)? else { return Ok(Vec::new()) };
        query::cited_by(reader, id, &vocabulary)?.into_iter().collect()
    } else if let Some(name) = &args.cites {
        let Some(id) = one_document(reader, name, out)? else { return Ok(Vec::new()) };
        query::cites(reader, id)?
    } else {
        let asked = query::questions(&args.number, &vocabulary);
        let answers = asked.iter().map(|asked| query::refs(reader, asked, &vocabulary));
        return Ok(answers.collect::<crate::Result<_>>()?);
    };
    Ok(vec![Refs { cited, ..Refs::default() }])
}

/// What is cited and not held: by its number, then, where all was asked for, what no number tells for certain.
fn missing(reader: &Reader, all: bool, limit: usize, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let missing = query::missing(reader)?;
    let unnumbered = if all || !common.json { query::unnumbered(reader)? } else { Vec::new() };
    let nothing = missing.is_empty() && (unnumbered.is_empty() || !all);
    let (numbers, names) = (&missing[..limit.min(missing.len())], &unnumbered[..limit.min(unnumbered.len())]);
    if common.json {
        numbers.iter().try_for_each(|m| out.json(m))?;
        names.iter().try_for_each(|u| out.json(u))?;
    } else {
        print_missing(numbers, out)?;
        out.tell_cut(numbers.len(), missing.len(), "number");
        if all && !names.is_empty() {
            print_unnumbered(names, out)?;
            out.tell_cut(names.len(), unnumbered.len(), "name");
        } else if !names.is_empty() {
            let of = |form| unnumbered.iter().filter(|u| u.form == form).count() as u64;
            let counts = [(of(Form::Bare), "bare number"), (of(Form::Titled), "title")];
            let counts: Vec<String> = counts.iter().filter(|(n, _)| *n > 0).map(|(n, thing)| many(*n, thing)).collect();
            out.message(&format!(
                "not listed, for no whole number tells what is meant: {}; --all lists them",
                counts.join(" and ")
            ));
        }
    }
    Ok(if nothing { Status::Incomplete } else { Status::Done })
}

fn print_unnumbered(names: &[Unnumbered], out: &Output) -> anyhow::Result<()> {
    let head = "Cited by a bare number or a title: whether the archive holds them is not sure";
    out.line(&format!("\n{}", out.style(Style::Head, head)))?;
    let mut grid = Grid::new(vec![
        Column::left("cited as").flexible(),
        Column::right("documents"),
        Column::left("may be, of the archive").flexible(),
    ]);
    for u in names {
        grid.row(vec![u.name.clone(), count(u.documents), printable(u.may_be.join(", "))]);
    }
    Ok(grid.print(out)?)
}

fn print_missing(missing: &[Missing], out: &Output) -> anyhow::Result<()> {
    if missing.is_empty() {
        out.message("no number is missing: the archive holds every one that it cites");
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
    Ok(())
}

fn print(refs: &Refs, files: &Files, out: &Output) -> anyhow::Result<()> {
    let number = refs.asked.as_str();
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
        print_cited(cited, may_be, files, out)?;
    }
    Ok(())
}

/// `may_be` documents of the archive have the number and may be meant.
fn print_cited(cited: &Cited, may_be: usize, files: &Files, out: &Output) -> anyhow::Result<()> {
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
        held => held.iter().try_for_each(|h| out.line(&format!("  in the archive: {}", files.shown(&h.path, out))))?,
    }
    let columns = terminal_width().unwrap_or(usize::MAX);
    for citing in &cited.citing {
        let name = headline(&citing.document);
        out.line(&format!("  {}  {}", files.shown(&citing.document.path, out), out.style(Style::Dim, &name)))?;
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
