//! `trichluc status`: what the archive holds, and what failed to import and why.

use super::args::Common;
use super::grid::{Column, Grid, one_line, printable};
use super::human::{bytes, count, many};
use super::output::Style;
use super::{Output, Status};
use crate::archive::{Archive, Counts, FORMAT, Failure, Outcome, Stamps};
use clap::Args;
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// Say what the archive holds, and what is not in it and why
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  trichluc status
  trichluc status --json | jq -r '.problems[] | select(.reason == \"encrypted\") | .path'")]
pub(super) struct StatusArgs {
    /// List skipped files and duplicates too, and all files of every reason
    #[arg(short, long)]
    all: bool,
}

/// Files listed for each reason without `--all`.
const MAX_SHOWN: usize = 10;

#[derive(Serialize)]
struct Report<'a> {
    archive: String,
    format: u32,
    #[serde(flatten)]
    counts: Counts,
    /// Files that are not in the archive whole, by reason code.
    reasons: BTreeMap<&'static str, u64>,
    problems: Vec<Problem<'a>>,
    /// Files with the same bytes as a document; only with `--all`.
    #[serde(skip_serializing_if = "Option::is_none")]
    copies: Option<Vec<Duplicate>>,
}

#[derive(Serialize)]
struct Duplicate {
    path: String,
    /// The document; none when the archive lost it.
    of: Option<String>,
}

#[derive(Serialize)]
struct Problem<'a> {
    path: String,
    outcome: &'static str,
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    message: &'a str,
}

pub(super) fn run(args: StatusArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let archive = Archive::open(&common.archive()?)?;
    let reader = archive.reader()?;
    let counts = reader.counts()?;
    let mut problems = reader.failures()?;
    let mut reasons = BTreeMap::new();
    for problem in &problems {
        *reasons.entry(reason(problem)).or_insert(0) += 1;
    }
    if !args.all {
        problems.retain(|p| p.state.outcome != Outcome::Skipped);
    }
    let copies = if args.all { Some(reader.stamps()?) } else { None };
    if common.json {
        let problems = problems.iter().map(|p| Problem {
            path: shown(&p.path),
            outcome: p.state.outcome.as_str(),
            reason: p.state.reason.map(crate::Reason::as_str),
            message: &p.message,
        });
        let archive = shown(archive.dir());
        let copies = copies.map(|stamps| {
            duplicates(&stamps)
                .map(|(path, of)| Duplicate { path: shown(&path), of: of.map(|of| shown(&of)) })
                .collect()
        });
        out.json(&Report { archive, format: FORMAT, counts, reasons, problems: problems.collect(), copies })?;
        return Ok(Status::Done);
    }
    print_counts(&archive, &counts, out)?;
    print_problems(&problems, args.all, out)?;
    if let Some(stamps) = copies.filter(|_| counts.duplicates > 0) {
        out.line(&format!("\n{}: {}", Outcome::Duplicate.as_str(), many(counts.duplicates, "file")))?;
        for (path, of) in duplicates(&stamps) {
            let message = match of {
                Some(of) => format!(": the same bytes as {}", printable(&of)),
                None => ": its document is gone; import it again with --force".to_owned(),
            };
            out.line(&format!("  {}{}", printable(&path), out.style(Style::Dim, &message)))?;
        }
    }
    Ok(Status::Done)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Files that repeat a document, by path, and the document.
fn duplicates(stamps: &Stamps) -> impl Iterator<Item = (Cow<'_, Path>, Option<Cow<'_, Path>>)> {
    let repeats = stamps.iter().filter(|(_, state)| state.outcome == Outcome::Duplicate);
    repeats.map(|(path, state)| (path, state.stamp.sha256.as_ref().and_then(|sha| stamps.document_by_sha(sha))))
}

fn reason(problem: &Failure) -> &'static str {
    problem.state.reason.map_or("unknown", crate::Reason::as_str)
}

fn print_counts(archive: &Archive, c: &Counts, out: &Output) -> anyhow::Result<()> {
    let mut grid = Grid::new(vec![Column::left("").style(Style::Dim), Column::left("")]);
    let mut row = |name: &str, value: String| grid.row(vec![name.into(), value]);
    row("archive", printable(archive.dir()));
    row("documents", with(c.documents, &[(c.partial, "read in part")]));
    row("pages", count(c.pages));
    row("references", count(c.references));
    row("figures", count(c.figures));
    row("text", bytes(c.text_bytes));
    row("on disk", bytes(c.index_bytes));
    row("other files", {
        let duplicates = if c.duplicates == 1 { "duplicate" } else { "duplicates" };
        let others = [(c.duplicates, duplicates), (c.failed, "failed"), (c.skipped, "skipped")];
        let words: Vec<String> =
            others.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", count(*n))).collect();
        if words.is_empty() { "none".into() } else { words.join(", ") }
    });
    Ok(grid.print(out)?)
}

fn with(n: u64, parts: &[(u64, &str)]) -> String {
    let parts: Vec<String> =
        parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", count(*n))).collect();
    if parts.is_empty() { count(n) } else { format!("{} ({})", count(n), parts.join(", ")) }
}

fn print_problems(problems: &[Failure], all: bool, out: &Output) -> anyhow::Result<()> {
    let mut groups: BTreeMap<(Outcome, &str), Vec<&Failure>> = BTreeMap::new();
    for problem in problems {
        groups.entry((problem.state.outcome, reason(problem))).or_default().push(problem);
    }
    for ((outcome, reason), files) in groups {
        let style = if outcome == Outcome::Failed { Style::Bad } else { Style::Warn };
        let head = out.style(style, &format!("{} {reason}", outcome.as_str()));
        // What was read of them is in the archive, and their notes with it.
        let more = if outcome == Outcome::Partial { " (`trichluc show FILE` says what is missing)" } else { "" };
        out.line(&format!("\n{head}: {}{more}", many(files.len() as u64, "file")))?;
        let listed = if all { files.len() } else { MAX_SHOWN };
        for file in files.iter().take(listed) {
            let message =
                if file.message.is_empty() { String::new() } else { format!(": {}", one_line(&file.message)) };
            out.line(&format!("  {}{}", printable(&file.path), out.style(Style::Dim, &message)))?;
        }
        if files.len() > listed {
            out.line(&format!("  … and {} more (--all lists them)", count((files.len() - listed) as u64)))?;
        }
    }
    Ok(())
}
