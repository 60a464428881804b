//! Sentences with marked figures and what each of them is about.

mod commune;
mod district;
mod national;
mod party;

use super::{Sections, attribute};
use crate::extract::date::find_dates;
use crate::extract::{Figure, Quantity};
use crate::record::{Basis, Certainty, Change, Kind, Qualifier};
use crate::structure::{Block, BlockKind, Document, Flow, Header, Heading};
use crate::text::Span;
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

/// A quantity from the text of a figure: qualifier, number, magnitude, unit.
pub(super) fn quantity(text: &str, span: Span, carried: Option<&str>) -> Quantity {
    let inner = span.of(text);
    let digits = inner.find(|c: char| c.is_ascii_digit()).unwrap();
    let number_len = inner[digits..]
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | ' ' | '-' | '\u{a0}')))
        .unwrap_or(inner.len() - digits);
    let number_len = inner[digits..digits + number_len].trim_end_matches([' ', '\u{a0}', '/', ',']).len();
    let mut unit_at = digits + number_len;
    loop {
        let rest = inner[unit_at..].trim_start();
        unit_at = inner.len() - rest.len();
        let Some(m) = ["vạn", "triệu", "tỷ", "ty", "nghìn", "ngàn", "trở lên"].iter().find(|m| rest.starts_with(**m))
        else {
            break;
        };
        unit_at += m.len();
    }
    let rest = &inner[unit_at..];
    let unit_end = ["trở lên", "/"].iter().filter_map(|m| rest.find(m)).min().unwrap_or(rest.len());
    let unit = rest[..unit_end].trim();
    let per: Vec<String> = rest.split('/').skip(1).map(|p| p.trim_end_matches("trở lên").trim().to_owned()).collect();
    let name = match unit {
        "đ" | "VNĐ" | "triệu đồng" => "đồng",
        u => u,
    };
    let kind = match name {
        "%" | "điểm %" | "‰" => Kind::Percent,
        "đồng" | "USD" => Kind::Money,
        "ha" | "m2" | "km2" => Kind::Area,
        "km" | "m" => Kind::Length,
        "tấn" | "tạ" | "kg" => Kind::Mass,
        "m3" | "lít" => Kind::Volume,
        "năm" | "tháng" | "tuổi" => Kind::Duration,
        "lần" | "MW" | "kWh" => Kind::Other,
        _ => Kind::Count,
    };
    let hedge = inner[..digits].trim().to_lowercase();
    let qualifier = match hedge.as_str() {
        "trên" | "hơn" => Some(Qualifier::Over),
        "dưới" | "gần" => Some(Qualifier::Under),
        "khoảng" | "ước" | "ước đạt" => Some(Qualifier::About),
        "không quá" | "tối đa" => Some(Qualifier::AtMost),
        _ if inner.contains("trở lên") || hedge.contains("ít nhất") || hedge.contains("tối thiểu") => {
            Some(Qualifier::AtLeast)
        }
        _ => None,
    };
    let range = inner[digits..digits + number_len].contains(['-']) || hedge == "từ" && inner.contains("đến");
    let at = span.start;
    Quantity {
        figure: Figure {
            kind,
            value: None,
            low: range.then_some(1.0),
            high: range.then_some(2.0),
            of: None,
            unit: Some(name.to_owned()).filter(|n| !n.is_empty()).or_else(|| carried.map(str::to_owned)),
            per,
            qualifier,
            label: None,
            change: None,
            basis: Basis::Actual,
            period: None,
            months: None,
            place: None,
            indicator: None,
            parent: None,
            context_period: None,
            context_place: None,
            certainty: Certainty::Stated,
            cell: None,
            rule: "test",
            span,
        },
        number: Span::new(at + digits, at + digits + number_len),
        unit: (!unit.is_empty()).then(|| Span::new(at + unit_at, at + unit_at + unit.len())),
        block: 0,
        body: Span::new(0, text.len()),
    }
}

/// The figures of a sentence with `[…]` around each; `{unit}` behind the number is a carried unit.
fn figures(doc_type: &str, heading: &str, marked: &str) -> Vec<Figure> {
    let mut text = String::new();
    let mut spans = Vec::new();
    let mut rest = marked;
    while let Some(open) = rest.find('[') {
        text.push_str(&rest[..open]);
        let close = rest.find(']').unwrap();
        let inner = &rest[open + 1..close];
        let (inner, carried) = match inner.split_once('{') {
            Some((i, unit)) => (i, Some(unit.trim_end_matches('}'))),
            None => (inner, None),
        };
        spans.push((Span::new(text.len(), text.len() + inner.len()), carried));
        text.push_str(inner);
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    let mut quantities: Vec<_> = spans.iter().map(|(s, c)| quantity(&text, *s, *c)).collect();
    let block = Block {
        span: Span::new(0, text.len()),
        kind: BlockKind::Paragraph,
        section: (!heading.is_empty()).then_some(0),
        label_len: 0,
    };
    let document = Document {
        header: Header { doc_type: Some(doc_type.to_owned()), place: Some("Nà Sàng".into()), ..Header::default() },
        outline: vec![Heading { level: 1, label: "I.".into(), title: heading.to_owned(), span: Span::new(0, 0) }],
        flow: Flow { text, blocks: vec![block], ..Flow::default() },
        ..Document::default()
    };
    let dates = find_dates(&document.flow);
    attribute(&document, &dates, &[], &Sections::new(&document), &mut quantities, &VOCABULARY);
    quantities.into_iter().map(|q| q.figure).collect()
}

/// Token F1 of two labels without case.
fn similar(a: &str, b: &str) -> f32 {
    let words = |s: &str| {
        s.to_lowercase().replace([',', '"', '“', '”'], " ").split_whitespace().map(str::to_owned).collect::<Vec<_>>()
    };
    let (a, mut b) = (words(a), words(b));
    let total = (a.len() + b.len()) as f32;
    let mut common = 0.0;
    for w in a {
        if let Some(i) = b.iter().position(|x| *x == w) {
            b.remove(i);
            common += 1.0;
        }
    }
    2.0 * common / total
}

/// What is wrong with a figure, against "label / other label; c+; b=t; p=2024; @xã Nà Lẻng; ^parent".
fn wrong(figure: &Figure, expected: &str) -> Option<String> {
    let mut parts = expected.split(';').map(str::trim);
    let labels = parts.next().unwrap_or("");
    let (mut change, mut basis, mut period, mut place, mut parent) = (None, Basis::Actual, None, None, None);
    for part in parts {
        match part.split_at(1) {
            ("c", sign) => change = Some(if sign == "+" { Change::Increase } else { Change::Decrease }),
            ("b", "=t") => basis = Basis::Target,
            ("b", _) => basis = Basis::Estimate,
            ("p", p) => period = Some(p[1..].to_owned()),
            ("@", p) => place = Some(p.to_owned()),
            ("^", p) => parent = Some(p.to_owned()),
            _ => panic!("{part}"),
        }
    }
    let label = figure.label.as_deref().unwrap_or("");
    let mut out = String::new();
    if labels != "*" && !labels.split(" / ").any(|l| similar(l, label) > 0.7 || l == label) {
        out += &format!(" label {label:?}, not {labels:?};");
    }
    if figure.change != change {
        out += &format!(" change {:?}, not {change:?};", figure.change);
    }
    if figure.basis != basis {
        out += &format!(" basis {:?}, not {basis:?};", figure.basis);
    }
    if figure.period != period {
        out += &format!(" period {:?}, not {period:?};", figure.period);
    }
    if figure.place != place {
        out += &format!(" place {:?}, not {place:?};", figure.place);
    }
    if parent.is_some() && !parent.as_deref().is_some_and(|p| similar(p, figure.parent.as_deref().unwrap_or("")) > 0.7)
    {
        out += &format!(" parent {:?}, not {parent:?};", figure.parent);
    }
    (!out.is_empty()).then_some(out)
}

/// Genre, heading, sentence, one expectation per figure.
type Case = (&'static str, &'static str, &'static str, &'static [&'static str]);

fn check(cases: &[Case]) {
    let (mut failures, mut count) = (String::new(), 0);
    for (doc_type, heading, sentence, expected) in cases {
        let found = figures(doc_type, heading, sentence);
        assert_eq!(found.len(), expected.len(), "{sentence}");
        for (figure, expected) in found.iter().zip(*expected) {
            count += 1;
            if let Some(message) = wrong(figure, expected) {
                failures += &format!("{sentence}\n    figure {expected:?}:{message}\n");
            }
        }
    }
    let wrong = failures.lines().count() / 2;
    assert!(failures.is_empty(), "{wrong} of {count} figures wrong\n{failures}");
}

const BC: &str = "Báo cáo";

#[test]
fn records_inherit_period_and_place() {
    let text = "Toàn xã còn 214 hộ.";
    let document = Document {
        header: Header {
            issuer: vec!["ỦY BAN NHÂN DÂN".into(), "XÃ NÀ LẺNG".into()],
            date: Some("2023-12-05".into()),
            ..Header::default()
        },
        outline: vec![Heading {
            level: 1,
            label: "I.".into(),
            title: "Kết quả năm 2022".into(),
            span: Span::new(0, 0),
        }],
        flow: Flow {
            text: text.into(),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
                section: Some(0),
                label_len: 0,
            }],
            ..Flow::default()
        },
        ..Document::default()
    };
    let at = text.find("214").unwrap();
    let mut quantities = vec![quantity(text, Span::new(at, text.len() - 1), None)];
    attribute(&document, &[], &[], &Sections::new(&document), &mut quantities, &VOCABULARY);
    let f = &quantities[0].figure;
    assert_eq!((f.context_period.as_deref(), f.context_place.as_deref()), (Some("2022"), Some("xã Nà Lẻng")));
    assert_eq!((f.period.as_deref(), f.place.as_deref()), (None, None));
}

#[test]
fn a_sentence_without_end_is_read_in_pieces() {
    let text = "Bản còn 21 hộ dệt vải, ".repeat(3 * super::MAX_FIGURES);
    let document = Document {
        flow: Flow {
            text: text.clone(),
            blocks: vec![Block {
                span: Span::new(0, text.len()),
                kind: BlockKind::Paragraph,
                section: None,
                label_len: 0,
            }],
            ..Flow::default()
        },
        ..Document::default()
    };
    let mut quantities: Vec<_> =
        text.match_indices("21 hộ").map(|(at, s)| quantity(&text, Span::new(at, at + s.len()), None)).collect();
    assert_eq!(quantities.len(), 3 * super::MAX_FIGURES);
    attribute(&document, &[], &[], &Sections::new(&document), &mut quantities, &VOCABULARY);
    for q in &quantities {
        assert_eq!(q.figure.label.as_deref(), Some("hộ dệt vải"), "at {}", q.figure.span.start);
    }
}
