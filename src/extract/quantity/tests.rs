use super::*;
use crate::extract::date::find_dates;
use crate::structure::Block;

pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let vocabulary = Vocabulary::embedded().unwrap();
    let mut flow = Flow { text: text.to_owned(), ..Flow::default() };
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        flow.blocks.push(Block { span, kind: BlockKind::Paragraph, section: None, label_len: 0 });
        at += line.len() + 1;
    }
    let mask = Mask::new(&find_dates(&flow), &[]);
    find_quantities(&flow, &mask, &vocabulary).0
}

#[test]
fn values_and_units_are_found() {
    let text = "Toàn huyện có trên 5,8 vạn người, 115/126 bản có điện (tập thể 136, cá nhân 47).";
    let found: Vec<_> = quantities(text).into_iter().map(|q| (q.figure.value, q.figure.unit)).collect();
    let unit = |u: &str| Some(u.to_owned());
    let expected = [
        (Some(58_000.0), unit("người")),
        (Some(115.0), unit("bản")),
        (Some(136.0), unit("bản")),
        (Some(47.0), unit("bản")),
    ];
    assert_eq!(found, expected);
}
