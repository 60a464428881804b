//! How much of the hand-made truth the program finds. Records are aligned in text order on their numbers
//! (longest common subsequence); what is aligned is scored attribute by attribute.

use super::gold::{self, Gold};
use std::collections::BTreeMap;
use std::fmt;
use trichluc::normalize::fold;
use trichluc::pipeline::Processed;
use trichluc::record::{Figure, Form, Reference};

/// Counts over all texts.
#[derive(Default)]
pub struct Tally {
    /// Name of a measure → right and possible.
    counts: BTreeMap<String, (usize, usize)>,
    misses: Vec<String>,
}

impl Tally {
    fn count(&mut self, measure: &str, right: bool) {
        let c = self.counts.entry(measure.to_owned()).or_default();
        c.0 += usize::from(right);
        c.1 += 1;
    }

    fn check(&mut self, what: &str, measure: &str, right: bool, gold: &dyn fmt::Debug, got: &dyn fmt::Debug) {
        self.count(measure, right);
        if !right {
            self.misses.push(format!("{what}: {measure}: gold {gold:?}, got {got:?}"));
        }
    }

    /// Adds one report.
    pub fn add(&mut self, name: &str, gold: &Gold, got: &Processed) {
        self.header(name, gold, got);
        let references: Vec<&Reference> =
            got.references.iter().filter(|r| matches!(r.form, Form::Full | Form::Bare)).collect();
        let key = |r: &gold::Reference| squeeze(&r.text);
        let got_key = |r: &&Reference| squeeze(&r.text);
        let pairs = align(&gold.references, &references, key, got_key);
        self.f1("reference F1", pairs.len(), gold.references.len(), references.len());
        unmatched(name, "reference", &pairs, &gold.references, &references, |r| r.text.clone(), |r| r.text.clone())
            .into_iter()
            .for_each(|m| self.misses.push(m));
        for (g, p) in pairs.iter().map(|&(i, j)| (&gold.references[i], references[j])) {
            let what = format!("{name} {:?}", g.text);
            self.check(&what, "reference id", g.id == p.id, &g.id, &p.id);
            self.check(&what, "reference resolved", g.resolved == p.resolved, &g.resolved, &p.resolved);
            self.check(&what, "reference type", one_of(&g.doc_type, p.doc_type.as_deref()), &g.doc_type, &p.doc_type);
            self.check(&what, "reference date", one_of(&g.date, p.date.as_deref()), &g.date, &p.date);
            self.check(&what, "reference issuer", one_of(&g.issuer, p.issuer.as_deref()), &g.issuer, &p.issuer);
            self.check(&what, "reference self", g.own == p.own, &g.own, &p.own);
        }
        let figures: Vec<&Figure> = got.figures.iter().collect();
        let pairs = align(&gold.figures, &figures, |g| round(g.key), |f| round([f.value, f.low, f.high, f.of]));
        self.f1("figure F1", pairs.len(), gold.figures.len(), figures.len());
        let text = |g: &gold::Figure| format!("{} {:?}", g.text, g.key);
        unmatched(name, "figure", &pairs, &gold.figures, &figures, text, |f| f.text.clone())
            .into_iter()
            .for_each(|m| self.misses.push(m));
        for (g, p) in pairs.iter().map(|&(i, j)| (&gold.figures[i], figures[j])) {
            self.figure(&format!("{name} {:?}", g.text), g, p);
        }
    }

    fn header(&mut self, name: &str, gold: &Gold, got: &Processed) {
        let d = &got.document;
        for (key, want) in &gold.header {
            let issuer = (!d.issuer.is_empty()).then(|| d.issuer.join(" / "));
            let value = match key.as_str() {
                "issuer" => &issuer,
                "id" => &d.id,
                "doc_type" => &d.doc_type,
                "date" => &d.date,
                "place" => &d.place,
                "title" => &d.title,
                "signer" => &d.signer,
                "signer_role" => &d.signer_role,
                other => panic!("{name}: header field {other}"),
            };
            let want = (!want.is_empty()).then(|| want.clone());
            self.check(&format!("{name} {key}"), "header", same(&want, value), &want, value);
        }
    }

    fn figure(&mut self, what: &str, g: &gold::Figure, p: &Figure) {
        let word = |v: &dyn erased::Word| v.word();
        let qualifier = p.qualifier.map(|q| word(&q));
        let strict = one_of(&g.unit, p.unit.as_deref())
            && g.per == p.per
            && (one_of(&g.qualifier, qualifier.as_deref()) || (g.qualifier == [""] && qualifier.is_none()));
        let got = (&p.unit, &p.per, &qualifier);
        self.check(what, "figure strict", strict, &(&g.unit, &g.per, &g.qualifier), &got);
        let label = g.label.iter().any(|l| similar(l, p.label.as_deref().unwrap_or_default()));
        self.check(what, "figure label", label, &g.label, &p.label);
        let kind = word(&p.kind);
        if let Some(k) = g.more.get("kind") {
            self.check(what, "figure kind", one_of(k, Some(&kind)), k, &kind);
        }
        let none = vec!["-".to_owned()];
        let change = p.change.map(|c| word(&c));
        let want = g.more.get("change").unwrap_or(&none);
        self.check(what, "figure change", one_of(want, change.as_deref()), want, &change);
        let actual = vec!["actual".to_owned()];
        let want = g.more.get("basis").unwrap_or(&actual);
        let basis = word(&p.basis);
        if want != &["any"] {
            self.check(what, "figure basis", one_of(want, Some(&basis)), want, &basis);
        }
        for (measure, key, value) in [("figure period", "period", &p.period), ("figure place", "place", &p.place)] {
            let want = g.more.get(key).unwrap_or(&none);
            if want == &["any"] {
                continue;
            }
            self.check(what, measure, one_of(want, value.as_deref()), want, value);
        }
    }

    fn f1(&mut self, measure: &str, hits: usize, gold: usize, got: usize) {
        let c = self.counts.entry(measure.to_owned()).or_default();
        c.0 += 2 * hits;
        c.1 += gold + got;
    }

    /// Fails when a measure is below its floor.
    pub fn assert_floors(&self, floors: &[(&str, f64)]) {
        for (measure, floor) in floors {
            let (right, all) = self.counts[*measure];
            let value = right as f64 / all as f64;
            assert!(value >= *floor, "{measure} is {value:.3}, must not fall below {floor}");
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for miss in &self.misses {
            writeln!(f, "  {miss}")?;
        }
        for (measure, (right, all)) in &self.counts {
            writeln!(f, "{measure:<20} {right:>4}/{all:<4} {:.3}", *right as f64 / *all as f64)?;
        }
        Ok(())
    }
}

/// Enum values as the records print them.
mod erased {
    pub trait Word {
        fn word(&self) -> String;
    }
    impl<T: serde::Serialize> Word for T {
        fn word(&self) -> String {
            serde_json::to_value(self).unwrap().as_str().unwrap_or_default().to_owned()
        }
    }
}

fn round(key: [Option<f64>; 4]) -> [Option<i64>; 4] {
    key.map(|v| v.map(|v| (v * 1e4).round() as i64))
}

fn squeeze(s: &str) -> String {
    // The normalized text has Đ for the eth of old fonts.
    s.chars().filter(|c| !c.is_whitespace()).map(|c| if c == 'Ð' { 'Đ' } else { c }).collect()
}

fn folded(s: &str) -> String {
    fold::key(s.trim())
}

fn same(a: &Option<String>, b: &Option<String>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => folded(a) == folded(b),
        _ => false,
    }
}

fn one_of(alternatives: &[String], got: Option<&str>) -> bool {
    alternatives.iter().any(|a| match got {
        None => a == "-" || a.is_empty(),
        Some(got) => folded(a) == folded(got),
    })
}

/// Token F1 of at least 0.6.
fn similar(gold: &str, got: &str) -> bool {
    let (a, b) = (folded(gold), folded(got));
    let (a, mut b): (Vec<_>, Vec<_>) = (a.split_whitespace().collect(), b.split_whitespace().collect());
    let (total, mut common) = (a.len() + b.len(), 0);
    for w in a {
        if let Some(i) = b.iter().position(|x| *x == w) {
            b.swap_remove(i);
            common += 1;
        }
    }
    total > 0 && 2.0 * common as f64 / total as f64 >= 0.6
}

/// Longest common subsequence on a key, as index pairs.
fn align<A, B, K: PartialEq>(a: &[A], b: &[B], ka: impl Fn(&A) -> K, kb: impl Fn(&B) -> K) -> Vec<(usize, usize)> {
    let (a, b): (Vec<K>, Vec<K>) = (a.iter().map(ka).collect(), b.iter().map(kb).collect());
    let mut t = vec![vec![0usize; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            t[i][j] = if a[i] == b[j] { t[i + 1][j + 1] + 1 } else { t[i + 1][j].max(t[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut pairs) = (0, 0, Vec::new());
    while i < a.len() && j < b.len() {
        if a[i] == b[j] {
            pairs.push((i, j));
            i += 1;
            j += 1;
        } else if t[i + 1][j] >= t[i][j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

fn unmatched<A, B>(
    name: &str,
    what: &str,
    pairs: &[(usize, usize)],
    gold: &[A],
    got: &[B],
    text_a: impl Fn(&A) -> String,
    text_b: impl Fn(&B) -> String,
) -> Vec<String> {
    let missed = gold.iter().enumerate().filter(|(i, _)| !pairs.iter().any(|p| p.0 == *i));
    let extra = got.iter().enumerate().filter(|(j, _)| !pairs.iter().any(|p| p.1 == *j));
    missed
        .map(|(_, g)| format!("{name}: {what} missed {:?}", text_a(g)))
        .chain(extra.map(|(_, p)| format!("{name}: {what} extra {:?}", text_b(p))))
        .collect()
}
