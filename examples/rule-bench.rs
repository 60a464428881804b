//! What an edited rule does, rule by rule: hits now, and gains and losses against a saved run.
//!
//! `cargo run --example rule-bench -- DIR --save before.tsv` before the change, and after it
//! `cargo run --example rule-bench -- DIR --against before.tsv`. Without either it only counts. A hit is a reference or figure record;
//! two hits of the same file that begin at the same character are one hit, read the same or otherwise.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example talks to its reader")]

use serde_json::Value;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use trichluc::pipeline;
use trichluc::source::Options;
use trichluc::vocabulary::Vocabulary;

/// File, begin in the normalized text, and whether it is a reference or a figure.
type Place = (String, u64, &'static str);

/// A record as a rule made it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hit {
    rule: String,
    certainty: String,
    /// The record without its place, as JSON.
    record: String,
}

type Hits = BTreeMap<Place, Hit>;

/// Examples that are shown of every kind of difference of a rule.
const EXAMPLES: usize = 3;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("rule-bench: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let (mut folder, mut save, mut against) = (None, None, None);
    while let Some(arg) = args.next() {
        match &*arg {
            "--save" => save = Some(args.next().ok_or("--save needs a file")?),
            "--against" => against = Some(args.next().ok_or("--against needs a file")?),
            _ if folder.is_none() && !arg.starts_with("--") => folder = Some(arg),
            _ => return Err(format!("{arg}: usage is DIR [--save FILE] [--against FILE]").into()),
        }
    }
    let folder = folder.ok_or("usage is DIR [--save FILE] [--against FILE]")?;
    let hits = hits(Path::new(&folder))?;
    count(&hits);
    if let Some(file) = against {
        compare(&read(&std::fs::read_to_string(&file).map_err(|e| format!("{file}: {e}"))?)?, &hits);
    }
    if let Some(file) = save {
        std::fs::write(&file, write(&hits)).map_err(|e| format!("{file}: {e}"))?;
    }
    Ok(())
}

/// The files below a folder, in order.
fn files(folder: &Path, out: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, out)?;
        } else {
            out.push(path);
        }
    }
    Ok(())
}

/// The records of every file below a folder; files that cannot be read are named and left out.
fn hits(folder: &Path) -> Result<Hits, Box<dyn Error>> {
    let vocabulary = Vocabulary::embedded()?;
    let options = Options::default();
    let mut paths = Vec::new();
    files(folder, &mut paths).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut hits = Hits::new();
    for path in paths {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace(['\t', '\n'], " ");
        let processed = match pipeline::process(&path, &std::fs::read(&path)?, &options, &vocabulary) {
            Ok(processed) => processed,
            Err(error) => {
                eprintln!("{error}");
                continue;
            }
        };
        for reference in &processed.references {
            add(&mut hits, &name, "reference", serde_json::to_value(reference)?);
        }
        for figure in &processed.figures {
            add(&mut hits, &name, "figure", serde_json::to_value(figure)?);
        }
    }
    Ok(hits)
}

fn add(hits: &mut Hits, file: &str, kind: &'static str, mut record: Value) {
    let Some(fields) = record.as_object_mut() else { return };
    // Where it stands is the key.
    let start = fields.remove("span").and_then(|span| span.get("start").and_then(Value::as_u64)).unwrap_or_default();
    let text = |value: Option<Value>| value.as_ref().and_then(Value::as_str).unwrap_or("").to_owned();
    let (rule, certainty) = (text(fields.remove("rule")), text(fields.remove("certainty")));
    hits.insert((file.to_owned(), start, kind), Hit { rule, certainty, record: record.to_string() });
}

/// Prints hits by rule and certainty.
fn count(hits: &Hits) {
    let mut rules: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    for ((_, _, kind), hit) in hits {
        *rules.entry((kind, &hit.rule)).or_default().entry(&hit.certainty).or_default() += 1;
    }
    for ((kind, rule), certainties) in rules {
        let all: usize = certainties.values().sum();
        let parts: Vec<String> = certainties.iter().map(|(c, n)| format!("{c} {n}")).collect();
        println!("{kind:<10} {rule:<16} {all:>6}  {}", parts.join(", "));
    }
}

/// Prints gains, losses and changes by rule, with examples.
fn compare(before: &Hits, now: &Hits) {
    let mut differences: BTreeMap<(&str, &str), Vec<String>> = BTreeMap::new();
    for (place, hit) in now {
        let at = format!("{}:{}", place.0, place.1);
        let (kind, line) = match before.get(place) {
            None => ("gained", format!("{at}  {}", hit.record)),
            Some(old) if old == hit => continue,
            Some(old) => ("changed", format!("{at}  {} {}\n      now  {}", old.rule, old.record, hit.record)),
        };
        differences.entry((&hit.rule, kind)).or_default().push(line);
    }
    for (place, hit) in before.iter().filter(|(place, _)| !now.contains_key(*place)) {
        let line = format!("{}:{}  {}", place.0, place.1, hit.record);
        differences.entry((&hit.rule, "lost")).or_default().push(line);
    }
    if differences.is_empty() {
        println!("\nno difference");
    }
    for ((rule, kind), lines) in differences {
        println!("\n{rule}: {kind} {}", lines.len());
        for line in lines.iter().take(EXAMPLES) {
            println!("  {line}");
        }
    }
}

/// A run as text, a hit a line.
fn write(hits: &Hits) -> String {
    let mut out = String::new();
    for ((file, start, kind), hit) in hits {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{file}\t{start}\t{kind}\t{}\t{}\t{}", hit.rule, hit.certainty, hit.record);
    }
    out
}

/// A run from its text.
fn read(text: &str) -> Result<Hits, Box<dyn Error>> {
    let mut hits = Hits::new();
    for (i, line) in text.lines().enumerate() {
        let wrong = || format!("line {}: not a hit of a saved run", i + 1);
        let fields: Vec<&str> = line.splitn(6, '\t').collect();
        let [file, start, kind, rule, certainty, record] = fields[..] else { return Err(wrong().into()) };
        let kind = ["reference", "figure"].into_iter().find(|k| *k == kind).ok_or_else(wrong)?;
        let place = (file.to_owned(), start.parse().map_err(|_| wrong())?, kind);
        let hit = Hit { rule: rule.to_owned(), certainty: certainty.to_owned(), record: record.to_owned() };
        hits.insert(place, hit);
    }
    Ok(hits)
}
