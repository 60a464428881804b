//! `trichluc import PATH…`: bulk-imports files and folders into the archive, with a progress bar, a report and a
//! summary.

use super::args::{Common, ReadArgs};
use super::grid::{one_line, printable};
use super::human::{bytes, count, many, parse_size, seconds};
use super::output::Style;
use super::progress::Progress;
use super::{Output, Status};
use crate::error::{Error, Reason, Result};
use crate::import::{self, Event, Line, Outcome, Settings, Summary};
use crate::vocabulary::Vocabulary;
use clap::{Args, ValueHint};
use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::{Error as WordError, StrDeserializer};
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// Import files and folders into the archive
#[derive(Debug, Args)]
#[command(after_help = "\
Only new and changed files are read. Folders are walked recursively, ZIP archives like folders. A file that failed is
not tried again before it changes or --retry-failed asks for it: later imports count it and end well; `trichluc status`
lists it.

Examples:
  trichluc import ~/bao-cao
  trichluc import --prune --report nhap.jsonl ~/bao-cao /mnt/luu-tru
  trichluc import --retry-failed=no-text-layer ~/bao-cao

Reason codes: encrypted, no-text-layer, damaged-pdf, damaged-page, too-large, limit-reached, unreadable,
unknown-encoding, empty, not-text, unsupported-type, link-loop, damaged-archive, ocr-failed, internal-error.")]
pub(super) struct ImportArgs {
    /// Files and folders
    #[arg(required_unless_present = "refresh", value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Threads that process files [default: one per processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: Option<u16>,
    /// Read files again even if they are unchanged
    #[arg(short, long)]
    force: bool,
    /// Read files again that failed or were read in part, all or those with a reason code
    #[arg(long, value_name = "REASON", num_args = 0..=1, require_equals = true, value_delimiter = ',',
          value_parser = parse_reason)]
    retry_failed: Option<Vec<Reason>>,
    /// Drop from the archive what is gone from the folders
    #[arg(long)]
    prune: bool,
    /// Extract again, from the text in the archive, what older rules or vocabularies have read
    #[arg(long, conflicts_with_all = ["paths", "prune", "retry_failed"])]
    refresh: bool,
    /// Go on importing what is new or changed, every so many seconds [default: 5]; Ctrl-C ends it
    #[arg(long, value_name = "SECONDS", num_args = 0..=1, require_equals = true, default_missing_value = "5",
          conflicts_with_all = ["refresh", "dry_run"], value_parser = clap::value_parser!(u32).range(1..))]
    watch: Option<u32>,
    /// Say what would be done and write nothing
    #[arg(short = 'n', long)]
    dry_run: bool,
    /// Write one JSON line per file: path, outcome, reason, pages, bytes, milliseconds
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,
    /// Memory to stay within, beside the files of the archive that are mapped [default: 128M]
    #[arg(long, value_name = "SIZE", value_parser = parse_size)]
    memory: Option<u64>,
    /// Commit after so many bytes of files [default: 256M]
    #[arg(long, value_name = "SIZE", value_parser = parse_size, hide_short_help = true)]
    commit_bytes: Option<u64>,
    #[command(flatten)]
    read: ReadArgs,
}

/// Problems shown one by one; the rest is counted.
const MAX_SHOWN: u64 = 20;

pub(super) fn run(args: ImportArgs, common: &Common, out: &Output) -> anyhow::Result<Status> {
    let archive = common.archive()?;
    let vocabulary = common.load_vocabulary()?;
    let mut settings = Settings {
        force: args.force,
        retry: args.retry_failed,
        prune: args.prune,
        dry_run: args.dry_run,
        read: args.read.options(),
        ..Settings::default()
    };
    if let Some(jobs) = args.jobs {
        settings.jobs = usize::from(jobs);
    }
    if let Some(memory) = args.memory {
        settings.memory_bytes = usize::try_from(memory).unwrap_or(usize::MAX);
    }
    if let Some(bytes) = args.commit_bytes {
        settings.commit_bytes = bytes;
    }
    let mut job = Job {
        archive,
        paths: args.paths,
        refresh: args.refresh,
        vocabulary,
        report: args.report.as_deref().map(Report::create).transpose()?,
        settings,
    };
    end_on_ctrl_c(&job.settings.stop);
    match args.watch {
        Some(every) => watch(&mut job, Duration::from_secs(every.into()), common, out),
        None => {
            let summary = job.run(common, out)?;
            print_summary(&summary, job.refresh, &job.settings, common, out)?;
            if summary.stopped {
                out.message("stopped: what was read is in the archive, the next import goes on from there");
            }
            // What failed before and could not be helped then has been told then.
            let failed = summary.failed > summary.known;
            Ok(if failed || summary.stopped { Status::Incomplete } else { Status::Done })
        }
    }
}

/// Files younger than this may still be written by somebody.
const SETTLE: Duration = Duration::from_secs(2);

/// Ctrl-C ends the run after the files at hand, a second one at once.
fn end_on_ctrl_c(stop: &Arc<AtomicBool>) {
    let stop = Arc::clone(stop);
    // Without a handler Ctrl-C ends the program as it always did, and the archive is as of its last commit.
    let _ = ctrlc::set_handler(move || {
        if stop.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        super::output::interrupted();
    });
}

/// Exit status of a program that Ctrl-C has ended, as shells know it.
const INTERRUPTED: i32 = 130;

/// Imports until Ctrl-C.
fn watch(job: &mut Job, every: Duration, common: &Common, out: &Output) -> anyhow::Result<Status> {
    job.settings.settle = SETTLE;
    let mut gone = 0;
    loop {
        match job.run(common, out) {
            Ok(summary) => {
                // What is as it was is no news, nor what is gone and kept a second time.
                let dropped = job.settings.prune && summary.removed > 0;
                let has_gone = std::mem::replace(&mut gone, summary.removed) != summary.removed;
                if summary.bytes > 0 || dropped || has_gone || job.settings.force {
                    print_summary(&summary, job.refresh, &job.settings, common, out)?;
                    out.finish()?;
                }
                // Only the first round reads everything, and tries again what had failed.
                (job.settings.force, job.settings.retry) = (false, None);
            }
            // A folder that is gone may come back, another import ends some time.
            Err(error) => out.problem(&error),
        }
        let next = Instant::now() + every;
        while Instant::now() < next {
            if job.settings.stop.load(Ordering::Relaxed) {
                return Ok(Status::Done);
            }
            std::thread::sleep(every.min(LOOK));
        }
    }
}

/// How often a watch that waits looks whether it is to end.
const LOOK: Duration = Duration::from_millis(200);

/// What is to be imported, and how.
struct Job {
    archive: PathBuf,
    paths: Vec<PathBuf>,
    refresh: bool,
    settings: Settings,
    vocabulary: Vocabulary,
    report: Option<Report>,
}

impl Job {
    fn run(&mut self, common: &Common, out: &Output) -> Result<Summary> {
        // Watching is quiet between changes; a bar would flicker.
        let bar = self.settings.settle.is_zero();
        let progress = Progress::new(out, &self.paths, self.settings.read.max_file_bytes, bar);
        let report = &mut self.report;
        let watching = !self.settings.settle.is_zero();
        let mut shown = Shown::default();
        let prune = self.settings.prune;
        let mut tell = |event: Event<'_>| -> Result<()> {
            match event {
                Event::File(line) => {
                    progress.file(line);
                    // Between changes a watch has nothing to tell; what is gone and kept would be told every time.
                    if watching && !(line.read || prune && line.outcome == Outcome::Removed) {
                        return Ok(());
                    }
                    if let Some(report) = report {
                        report.line(line)?;
                    }
                    tell_line(line, prune, common, out, &progress, &mut shown);
                    Ok(())
                }
                Event::Committed => report.as_mut().map_or(Ok(()), Report::flush),
            }
        };
        let summary = if self.refresh {
            import::refresh(&self.archive, &self.settings, &self.vocabulary, &mut tell)
        } else {
            import::import(&self.archive, &self.paths, &self.settings, &self.vocabulary, &mut tell)
        };
        progress.finish();
        if common.verbose == 0 {
            for (n, what, all) in [
                (shown.problems, "that failed or were read in part", "`trichluc status` lists them"),
                (shown.dropped, "dropped", "-v or --report names them all"),
            ] {
                if n > MAX_SHOWN {
                    out.message(&format!("… and {} more {what}; {all}", count(n - MAX_SHOWN)));
                }
            }
        }
        summary
    }
}

fn parse_reason(word: &str) -> std::result::Result<Reason, String> {
    let known: StrDeserializer<'_, WordError> = word.into_deserializer();
    Reason::deserialize(known).map_err(|_| "not a reason code; `trichluc import --help` lists them".to_owned())
}

/// Lines of each kind that were to be shown.
#[derive(Default)]
struct Shown {
    problems: u64,
    dropped: u64,
}

/// Names a file: problems, unless they were told before, and what is dropped from the archive; with -v all that is new.
fn tell_line(line: &Line, prune: bool, common: &Common, out: &Output, progress: &Progress, shown: &mut Shown) {
    let is_problem = matches!(line.outcome, Outcome::Failed | Outcome::Partial) && !line.known;
    let is_dropped = prune && line.outcome == Outcome::Removed;
    let wanted = match common.verbose {
        0 => is_problem || is_dropped,
        1 => line.outcome != Outcome::Unchanged || line.moved_from.is_some(),
        _ => true,
    };
    if !wanted {
        return;
    }
    let of_kind = if is_dropped { &mut shown.dropped } else { &mut shown.problems };
    *of_kind += u64::from(is_problem || is_dropped);
    if common.verbose == 0 && *of_kind > MAX_SHOWN {
        return;
    }
    let style = match line.outcome {
        Outcome::Failed => Style::Bad,
        Outcome::Partial | Outcome::Removed => Style::Warn,
        _ => Style::Dim,
    };
    let mut text = format!("{} {}", out.err_style(style, line.outcome.as_str()), printable(&line.path));
    if let Some(reason) = line.reason {
        text.push_str(&format!(" [{reason}]"));
    }
    if let Some(other) = line.duplicate_of.as_ref() {
        text.push_str(&format!(" = {}", printable(other)));
    }
    if let Some(other) = line.moved_from.as_ref() {
        text.push_str(&format!(" (was {})", printable(other)));
    }
    if let Some(message) = &line.message {
        text.push_str(&format!(": {}", one_line(message)));
    }
    // With -q only failures are told.
    progress.suspend(|| if is_problem { out.warning(&text) } else { out.message(&text) });
}

fn print_summary(s: &Summary, refresh: bool, settings: &Settings, common: &Common, out: &Output) -> anyhow::Result<()> {
    if common.json {
        return Ok(out.json(s)?);
    }
    if out.is_quiet() {
        return Ok(());
    }
    let removed = match (settings.prune, settings.dry_run) {
        (true, false) => "dropped from the archive",
        (true, true) => "to be dropped from the archive",
        (false, _) => "gone but kept (--prune drops them)",
    };
    let outcomes = [
        (s.imported, "imported"),
        (s.replaced, "replaced"),
        (s.unchanged, "unchanged"),
        (s.duplicate, "duplicate"),
        (s.partial, "partial"),
        (s.failed - s.known, "failed"),
        (s.known, "failed before and not tried again (--retry-failed does)"),
        (s.skipped, "skipped"),
        (s.removed, removed),
    ];
    let parts: Vec<String> =
        outcomes.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{} {word}", count(*n))).collect();
    let would = if settings.dry_run { "dry run, nothing written: " } else { "" };
    if parts.is_empty() {
        // A refresh counts what it extracts again, an import every file.
        let nothing =
            if refresh { "nothing to refresh: no document was read by older rules" } else { "no files found" };
        out.line(&format!("{would}{nothing}"))?;
    } else {
        out.line(&format!("{would}{}: {}", many(s.files, "file"), parts.join(", ")))?;
    }
    if s.bytes > 0 || s.pages > 0 {
        let rate = s.bytes as f64 / s.seconds.max(1e-3);
        out.line(&format!(
            "{}, {}, {}; {} read in {} ({}/s)",
            many(s.pages, "page"),
            many(s.references, "reference"),
            many(s.figures, "figure"),
            bytes(s.bytes),
            seconds(s.seconds),
            bytes(rate as u64)
        ))?;
    }
    if !s.reasons.is_empty() {
        let reasons: Vec<String> = s.reasons.iter().map(|(reason, n)| format!("{reason} {}", count(*n))).collect();
        out.line(&format!("reasons: {} (`trichluc status` lists the files)", reasons.join(", ")))?;
    }
    if s.stale > 0 {
        out.message(&format!(
            "{} documents were read by older rules or vocabularies; `trichluc import --refresh` extracts them again",
            count(s.stale)
        ));
    }
    Ok(())
}

/// The report file: lines become visible when their files are in the archive for good.
struct Report {
    path: PathBuf,
    file: File,
    pending: Vec<u8>,
}

impl Report {
    fn create(path: &Path) -> Result<Self> {
        let file = File::create(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
        Ok(Self { path: path.to_owned(), file, pending: Vec::new() })
    }

    fn error(&self, source: std::io::Error) -> Error {
        Error::Io { path: self.path.clone(), source }
    }

    fn line(&mut self, line: &Line) -> Result<()> {
        serde_json::to_writer(&mut self.pending, line).map_err(|e| self.error(e.into()))?;
        self.pending.push(b'\n');
        Ok(())
    }

    fn flush(&mut self) -> Result<()> {
        self.file.write_all(&self.pending).map_err(|e| self.error(e))?;
        self.pending.clear();
        Ok(())
    }
}
