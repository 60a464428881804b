//! Sentences with the quantities that a clerk would take down, as tables with a reason per row.
//!
//! A quantity is written as its qualifier, its number (`low..high` for a range, `n/m` for a fraction), its unit with the
//! denominators of a rate, and its kind in brackets unless it is a count: `>58000 người`, `42000000 đồng/người/năm [money]`.

mod carried;
mod genres;
mod linear;
mod names;
mod numbers;
mod shapes;

use super::*;
use crate::extract::date::find_dates;
use crate::structure::Block;

fn flow(text: &str) -> Flow {
    let mut flow = Flow { text: text.to_owned(), ..Flow::default() };
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        let kind = if line.starts_with("- ") { BlockKind::Item } else { BlockKind::Paragraph };
        let label_len = if kind == BlockKind::Item { 2 } else { 0 };
        flow.blocks.push(Block { span, kind, section: None, label_len });
        at += line.len() + 1;
    }
    flow
}

fn quantities(text: &str, vocabulary: &Vocabulary) -> Vec<Quantity> {
    let flow = flow(text);
    let mask = Mask::new(&find_dates(&flow), &[]);
    find_quantities(&flow, &mask, &[], vocabulary).0
}

fn show(q: &Quantity) -> String {
    let f = &q.figure;
    let number = |v: f64| {
        let rounded = (v * 1e6).round() / 1e6;
        rounded.to_string()
    };
    let qualifier = match f.qualifier {
        Some(Qualifier::Over) => ">",
        Some(Qualifier::AtLeast) => ">=",
        Some(Qualifier::Under) => "<",
        Some(Qualifier::AtMost) => "<=",
        Some(Qualifier::About) => "~",
        None => "",
    };
    let value = match (f.value, f.low, f.high, f.of) {
        (Some(v), _, _, Some(of)) => format!("{}/{}", number(v), number(of)),
        (Some(v), ..) => number(v),
        (None, Some(low), Some(high), _) => format!("{}..{}", number(low), number(high)),
        _ => String::new(),
    };
    let mut out = format!("{qualifier}{value} {}", f.unit.as_deref().unwrap_or("-"));
    for per in &f.per {
        out.push('/');
        out.push_str(per);
    }
    if f.kind != Kind::Count {
        out.push_str(&format!(" [{:?}]", f.kind).to_lowercase());
    }
    out
}

/// Checks every row and reports all that differ at once.
fn check(rows: &[(&str, &[&str], &str)]) {
    let vocabulary = Vocabulary::embedded().unwrap();
    let mut wrong = String::new();
    for (text, expected, why) in rows {
        let got: Vec<String> = quantities(text, &vocabulary).iter().map(show).collect();
        if got != *expected {
            wrong.push_str(&format!("\n{text}\n  {why}\n  expected {expected:?}\n  got      {got:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
