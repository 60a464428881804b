//! The hand-made truth of a report, `NAME.gold.tsv`: one record a line, tab-separated, in text order.
//!
//! ```text
//! H  key=value …                                                header fields
//! R  text  id  resolved  type  date  issuer  [self]             a reference; id `-` or empty for a bare number;
//!                                                               `=` is the text without spaces, or the id again
//! F  text  value  unit  per  qualifier  label  [key=value;…]    a figure; keys change, basis, period, place, kind
//! ```
//! `value` is `12.5`, `4..5` for a range, `115/126` for a fraction. Alternatives are separated by `|`, `-` among
//! them means none. A value `any` is not scored.

use std::collections::BTreeMap;

/// What a report holds.
#[derive(Default)]
pub struct Gold {
    pub header: BTreeMap<String, String>,
    pub references: Vec<Reference>,
    pub figures: Vec<Figure>,
}

pub struct Reference {
    pub text: String,
    pub id: Option<String>,
    pub resolved: Option<String>,
    pub doc_type: Vec<String>,
    pub date: Vec<String>,
    pub issuer: Vec<String>,
    pub own: bool,
}

pub struct Figure {
    pub text: String,
    /// Value, low, high, of.
    pub key: [Option<f64>; 4],
    pub unit: Vec<String>,
    pub per: Vec<String>,
    pub qualifier: Vec<String>,
    pub label: Vec<String>,
    pub more: BTreeMap<String, Vec<String>>,
}

fn some(cell: &str) -> Option<String> {
    (!cell.is_empty() && cell != "-").then(|| cell.to_owned())
}

fn alternatives(cell: &str) -> Vec<String> {
    cell.split('|').map(str::to_owned).collect()
}

/// Parses the whole file; an error names the line.
pub fn parse(text: &str) -> Result<Gold, String> {
    let mut gold = Gold::default();
    for (i, line) in text.lines().enumerate() {
        let cells: Vec<&str> = line.split('\t').collect();
        let cell = |i: usize| cells.get(i).copied().unwrap_or_default();
        match cell(0) {
            "H" => {
                for pair in &cells[1..] {
                    let (key, value) = pair.split_once('=').ok_or(format!("line {}: no key", i + 1))?;
                    gold.header.insert(key.to_owned(), value.to_owned());
                }
            }
            "R" => {
                let id = if cell(2) == "=" { cell(1).split_whitespace().collect() } else { cell(2).to_owned() };
                let resolved = if cell(3) == "=" { &id } else { cell(3) };
                gold.references.push(Reference {
                    text: cell(1).to_owned(),
                    resolved: some(resolved),
                    id: some(&id),
                    doc_type: alternatives(cell(4)),
                    date: alternatives(cell(5)),
                    issuer: alternatives(cell(6)),
                    own: cell(7) == "self",
                });
            }
            "F" => {
                let number = |s: &str| s.parse::<f64>().map_err(|e| format!("line {}: {s}: {e}", i + 1));
                let key = if let Some((low, high)) = cell(2).split_once("..") {
                    [None, Some(number(low)?), Some(number(high)?), None]
                } else if let Some((value, of)) = cell(2).split_once('/') {
                    [Some(number(value)?), None, None, Some(number(of)?)]
                } else {
                    [Some(number(cell(2))?), None, None, None]
                };
                let more = cell(7)
                    .split(';')
                    .filter_map(|p| p.split_once('='))
                    .map(|(k, v)| (k.to_owned(), alternatives(v)))
                    .collect();
                gold.figures.push(Figure {
                    text: cell(1).to_owned(),
                    key,
                    unit: alternatives(cell(3)),
                    per: cell(4).split(',').filter(|p| !p.is_empty()).map(str::to_owned).collect(),
                    qualifier: alternatives(cell(5)),
                    label: alternatives(cell(6)),
                    more,
                });
            }
            other => return Err(format!("line {}: record {other:?}", i + 1)),
        }
    }
    Ok(gold)
}
