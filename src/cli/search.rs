//! `trichluc search QUERY`: full-text search with snippets, or many queries at once.

use super::args::{Common, FilterArgs};
use super::gone::Files;
use super::grid::{cut, one_line, printable, terminal_width, width};
use super::human::{self, count};
use super::output::Style;
use super::{Output, Status};
use crate::archive::{Archive, Reader};
use crate::error::Error;
use crate::query::{self, Counted, Facets, Hit, Hits, Options, Query, Sort};
use crate::record::Document;
use crate::vocabulary::Vocabulary;
use clap::{Args, ValueEnum, ValueHint};
use serde::Serialize;
use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Search the documents' text
#[derive(Debug, Args)]
#[command(after_help = "\
All words must occur, in any order. \"exact phrase\", OR, -word and word* are understood; a document number is found in
any spelling. A word with diacritics means that word, a word without means any: ho ngheo finds hộ nghèo.

Examples:
  trichluc search 'ho ngheo' --place 'Lai Châu' --from 2023
  trichluc search '\"hộ nghèo\" OR \"hộ cận nghèo\" -\"kế hoạch\"'
  trichluc search --cites 217-QĐ/TW --type 'Báo cáo'
  trichluc search --any 'xã nào có tỷ lệ hộ nghèo cao nhất?'
  trichluc search --queries cau-hoi.tsv --limit 20")]
pub(super) struct SearchArgs {
    /// Words to search for; filters alone show all documents that pass them
    #[arg(
        required_unless_present_any = ["queries", "facets", "types", "issuer", "place", "from", "to", "cites"],
        value_name = "QUERY"
    )]
    query: Vec<String>,
    /// One of the words is enough, documents with more of them come first: for questions
    #[arg(long)]
    any: bool,
    #[command(flatten)]
    filter: FilterArgs,
    /// Documents to show, 0 for all
    #[arg(short, long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Documents to leave out from the beginning
    #[arg(long, value_name = "N", default_value_t = 0)]
    offset: usize,
    /// Order
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// Count what was found by type, year, issuer and place
    #[arg(long)]
    facets: bool,
    /// Run many queries, with -v also how long they took: lines "id<TAB>query" of a file, - for standard input; prints "id<TAB>rank<TAB>path<TAB>score"
    #[arg(long, value_name = "FILE", conflicts_with_all = ["query", "facets"], value_hint = ValueHint::FilePath)]
    queries: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// Best first
    Relevance,
    /// Newest first
    Date,
}

pub(super) fn run(args: SearchArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let vocabulary = common.load_vocabulary()?;
    let reader = Archive::open(&common.archive()?)?.reader()?;
    let options = Options {
        filter: args.filter.filter(),
        any: args.any,
        sort: if args.sort == Order::Date { Sort::Date } else { Sort::Relevance },
        offset: args.offset,
        limit: args.limit,
        facets: args.facets,
        ..Options::default()
    };
    if let Some(file) = &args.queries {
        return many(file, &reader, &options, &vocabulary, common, out);
    }
    let text = args.query.join(" ");
    let query = Query::parse(&text, &vocabulary);
    let hits = query::search(&reader, &query, &options, &vocabulary)?;
    let hints = match hits.total {
        0 => query::hints(&reader, &query, &options, &vocabulary)?,
        _ => Vec::new(),
    };
    let answered = Answered { text, query, hits, hints, options, reader, files: Files::default() };
    if common.json {
        answered.print_json(out)?;
    } else {
        answered.print(out)?;
    }
    Ok(if answered.hits.total == 0 { Status::Incomplete } else { Status::Done })
}

/// A query with what was found, and where.
struct Answered {
    text: String,
    query: Query,
    hits: Hits,
    /// Why nothing was found.
    hints: Vec<String>,
    options: Options,
    reader: Reader,
    files: Files,
}

/// Runs the queries of a file, one line a hit.
fn many(
    file: &Path,
    reader: &Reader,
    options: &Options,
    vocabulary: &Vocabulary,
    common: &Common,
    out: &Output,
) -> anyhow::Result<Status> {
    let unreadable = |source| Error::Io { path: file.to_owned(), source };
    let input: Box<dyn BufRead> = if file == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(std::io::BufReader::new(std::fs::File::open(file).map_err(unreadable)?))
    };
    let (mut found, mut times) = (false, Vec::new());
    for (number, line) in (1..).zip(input.lines()) {
        let line = line.map_err(unreadable)?;
        let line = line.trim_end_matches('\r').trim_start_matches('\u{feff}');
        if line.trim().is_empty() {
            continue;
        }
        let Some((id, text)) = line.split_once('\t') else {
            return Err(Error::Usage(format!("{}: line {number}: no tab between id and query", file.display())).into());
        };
        let start = Instant::now();
        let hits = query::search(reader, &Query::parse(text, vocabulary), options, vocabulary)?;
        times.push(start.elapsed());
        found |= hits.total > 0;
        for (rank, hit) in (options.offset + 1..).zip(&hits.hits) {
            let path = reader.path(hit.id)?;
            if common.json {
                let path = path.display().to_string();
                out.json(&serde_json::json!({ "id": id, "rank": rank, "path": path, "score": hit.score }))?;
            } else {
                let path = printable(&path);
                out.line(&format!("{id}\t{rank}\t{path}\t{:.4}", hit.score))?;
            }
        }
    }
    if common.verbose > 0 {
        out.message(&spent(times));
    }
    Ok(if found { Status::Done } else { Status::Incomplete })
}

/// How long queries took: half of them at most the first time, 19 of 20 at most the second.
fn spent(mut times: Vec<Duration>) -> String {
    times.sort();
    let at = |percent: usize| {
        let time = times.get((times.len() * percent).div_ceil(100).saturating_sub(1)).copied().unwrap_or_default();
        time.as_secs_f64() * 1e3
    };
    let n = count(times.len() as u64);
    format!("queries: {n}, median {:.3} ms, 95% within {:.3} ms", at(50), at(95))
}

/// About two lines of a wide terminal.
const SNIPPET_BYTES: usize = 300;

#[derive(Serialize)]
struct Answer<'a> {
    query: &'a str,
    total: usize,
    hits: Vec<JsonHit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    facets: Option<JsonFacets<'a>>,
    notes: &'a [String],
    /// Why nothing was found.
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hints: &'a [String],
}

#[derive(Serialize)]
struct JsonHit {
    rank: usize,
    score: f32,
    #[serde(flatten)]
    document: Document,
    /// Whether its file is no longer there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    gone: bool,
    /// Places where words of the query stand.
    matches: usize,
    snippet: JsonSnippet,
}

#[derive(Serialize)]
struct JsonSnippet {
    text: String,
    /// What was searched for: byte ranges in `text`.
    marks: Vec<[usize; 2]>,
    /// Where the passage stands in the document's text.
    start: usize,
    end: usize,
    /// Where its first hit stands.
    page: u32,
    line: u32,
}

#[derive(Serialize)]
struct JsonFacets<'a> {
    types: Vec<JsonCount<'a>>,
    years: Vec<JsonCount<'a>>,
    issuers: Vec<JsonCount<'a>>,
    places: Vec<JsonCount<'a>>,
}

#[derive(Serialize)]
struct JsonCount<'a> {
    value: &'a str,
    count: u64,
}

fn counts(counted: &Counted) -> Vec<JsonCount<'_>> {
    counted.iter().map(|(value, count)| JsonCount { value, count: *count }).collect()
}

impl Answered {
    fn print_json(&self, out: &Output) -> anyhow::Result<()> {
        let one = |(rank, hit): (usize, &Hit)| -> anyhow::Result<JsonHit> {
            let (document, text) = self.reader.header(hit.id)?;
            let s = query::snippet(&text, &self.query, SNIPPET_BYTES);
            let snippet = JsonSnippet {
                marks: s.marks.iter().map(|m| [m.start, m.end]).collect(),
                text: s.text,
                start: s.span.start,
                end: s.span.end,
                page: s.page,
                line: s.line,
            };
            let gone = self.files.is_gone(&self.reader.path(hit.id)?);
            Ok(JsonHit { rank, score: hit.score, document, gone, matches: s.hits, snippet })
        };
        let found: anyhow::Result<Vec<_>> = (self.options.offset + 1..).zip(&self.hits.hits).map(one).collect();
        let Facets { types, years, issuers, places } = &self.hits.facets;
        let facets = self.options.facets.then(|| JsonFacets {
            types: counts(types),
            years: counts(years),
            issuers: counts(issuers),
            places: counts(places),
        });
        let (query, total, notes, hints) = (self.text.as_str(), self.hits.total, &self.hits.notes, &self.hints);
        out.json(&Answer { query, total, hits: found?, facets, notes, hints })?;
        self.files.tell_unseen(out);
        Ok(())
    }

    fn print(&self, out: &Output) -> anyhow::Result<()> {
        let hits = &self.hits;
        for note in &hits.notes {
            out.message(&format!("note: {}", printable(note)));
        }
        if hits.total == 0 {
            let why = match self.hints.as_slice() {
                [] => "no document meets all of it; fewer words, fewer filters or --any find more".to_owned(),
                hints => hints.join("; "),
            };
            out.message(&format!("nothing found: {}", printable(why)));
            return Ok(());
        }
        let columns = terminal_width().unwrap_or(usize::MAX);
        for (rank, hit) in (self.options.offset + 1..).zip(&hits.hits) {
            self.print_hit(rank, hit, columns, out)?;
        }
        let shown = self.options.offset + hits.hits.len();
        if hits.hits.is_empty() {
            let all = human::many(hits.total as u64, "document");
            out.message(&format!("--offset {} is beyond the last of {all}", self.options.offset));
        } else if shown < hits.total {
            let next = format!("; --offset {shown} goes on, --limit 0 shows all");
            out.message(&format!("{} of {} documents{next}", count(hits.hits.len() as u64), count(hits.total as u64)));
        } else {
            out.message(&human::many(hits.total as u64, "document"));
        }
        self.files.tell(out);
        let Facets { types, years, issuers, places } = &hits.facets;
        for (name, counted) in [("type", types), ("year", years), ("issuer", issuers), ("place", places)] {
            if !counted.is_empty() {
                print_counts(name, counted, out)?;
            }
        }
        Ok(())
    }

    fn print_hit(&self, rank: usize, hit: &Hit, columns: usize, out: &Output) -> anyhow::Result<()> {
        let (document, text) = self.reader.header(hit.id)?;
        let name = cut(&headline(&document), columns.saturating_sub(5)).into_owned();
        out.line(&format!("{rank:>3}. {}", out.style(Style::Head, &name)))?;
        let s = query::snippet(&text, &self.query, SNIPPET_BYTES);
        let more = if s.hits > 1 { format!("  ({} matches)", count(s.hits as u64)) } else { String::new() };
        let place = out.style(Style::Dim, &format!("  p. {} l. {}{more}", s.page, s.line));
        out.line(&format!("     {}{place}", self.files.shown(&self.reader.path(hit.id)?, out)))?;
        let marks: Vec<_> = s.marks.iter().map(|m| (m.start, m.end)).collect();
        let (before, after) = (if s.cut_start { "… " } else { "" }, if s.cut_end { " …" } else { "" });
        wrap(&format!("{before}{}{after}", marked(&s.text, &marks, out)), columns, out)?;
        Ok(())
    }
}

fn print_counts(name: &str, counted: &Counted, out: &Output) -> std::io::Result<()> {
    const MAX_SHOWN: usize = 8;
    let mut words: Vec<String> =
        counted.iter().take(MAX_SHOWN).map(|(value, n)| format!("{value} {}", count(*n))).collect();
    if counted.len() > MAX_SHOWN {
        words.push(format!("… and {} more", count((counted.len() - MAX_SHOWN) as u64)));
    }
    out.line(&format!("{} {}", out.style(Style::Dim, &format!("{name}:")), one_line(&words.join(", "))))
}

/// "Báo cáo 318/BC-UBND · 2024-11-02 · Lai Châu · Kết quả …".
pub(super) fn headline(document: &Document) -> String {
    let name =
        [document.doc_type.as_deref(), document.id.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let parts = [Some(name.as_str()), document.date.as_deref(), document.place.as_deref(), document.title.as_deref()];
    let words: Vec<&str> = parts.into_iter().flatten().filter(|p| !p.is_empty()).collect();
    if words.is_empty() {
        let path = Path::new(&document.path);
        return path.file_name().map_or_else(|| document.path.clone(), |n| n.to_string_lossy().into_owned());
    }
    words.join(" · ")
}

/// A passage with what was searched for made to stand out.
pub(super) fn marked(text: &str, marks: &[(usize, usize)], out: &Output) -> String {
    let mut line = String::new();
    let mut at = 0;
    for &(start, end) in marks {
        let (start, end) = (start.max(at), end.min(text.len()));
        if start < end {
            line.push_str(&one_line(&text[at..start]));
            line.push_str(&out.style(Style::Hit, &one_line(&text[start..end])));
            at = end;
        }
    }
    line.push_str(&one_line(&text[at..]));
    line
}

/// Prints a passage in lines of the terminal's width, under the number of its hit.
pub(super) fn wrap(text: &str, columns: usize, out: &Output) -> std::io::Result<()> {
    const INDENT: &str = "     ";
    let room = columns.saturating_sub(INDENT.len()).max(20);
    let (mut line, mut used) = (String::new(), 0);
    for word in text.split(' ') {
        let size = visible_width(word);
        if used > 0 && used + 1 + size > room {
            out.line(&format!("{INDENT}{line}"))?;
            (line, used) = (String::new(), 0);
        }
        if used > 0 {
            line.push(' ');
            used += 1;
        }
        line.push_str(word);
        used += size;
    }
    out.line(&format!("{INDENT}{line}"))
}

/// Columns without the colour codes: from ESC to "m".
fn visible_width(text: &str) -> usize {
    let mut parts = text.split('\x1b');
    let first = parts.next().map_or(0, width);
    first + parts.map(|p| p.split_once('m').map_or(0, |(_, rest)| width(rest))).sum::<usize>()
}
