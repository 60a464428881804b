//! What holds for every text.

use super::{VOCABULARY, norm};
use crate::source::{Zone, ZoneKind};
use crate::structure::structure;
use crate::text::Span;
use proptest::prelude::*;

/// Pieces that texts of this kind are made of, and noise.
fn text() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "Số: 12/BC-UBND",
        "BÁO CÁO",
        "\n",
        "\n\n",
        "\x0c",
        "1. Mục tiêu",
        "1 Kết luận số 69-",
        "KL/TU",
        " của Đảng1",
        "  ",
        "\t",
        "---",
        "____",
        "Nơi nhận:",
        "TM. ỦY BAN NHÂN DÂN",
        "Lò Văn A",
        "| a | b |\n|---|---|",
        "1.245",
        " 12,5% ",
        "² ",
        "¹",
        "xã Bắc",
        "Căn cứ",
        "ngày 3 tháng 2 năm 2022",
        "I. KẾT QUẢ",
        "(ĐVT: hộ)",
        "Biểu 1.",
        "TT  Xã   Hộ\n1  A   12\n2  B   15\n",
        "*",
        "\u{a0}",
        "–",
    ]);
    prop::collection::vec(prop_oneof![4 => piece.prop_map(str::to_owned), 1 => "\\PC{0,6}"], 0..60)
        .prop_map(|p| p.concat())
}

proptest! {
    #[test]
    fn copied_bytes_are_equal_and_blocks_cover_the_flow(text in text(), zones in prop::collection::vec((0usize..400, 0usize..40, 0u8..4), 0..4)) {
        let mut norm = norm(&text);
        for (start, len, kind) in zones {
            let fit = |mut i: usize| { i = i.min(norm.text.len()); while !norm.text.is_char_boundary(i) { i -= 1 } i };
            let span = Span::new(fit(start), fit(start + len));
            let kind = [ZoneKind::Footnote, ZoneKind::Mark, ZoneKind::Running, ZoneKind::Stamp][usize::from(kind)];
            norm.zones.push(Zone { span, kind });
        }
        norm.zones.sort_by_key(|z| z.span.start);
        let d = structure(&norm, &VOCABULARY);
        let flow = &d.flow;
        let mut at = 0;
        for b in &flow.blocks {
            if at > 0 { at += 1; }
            prop_assert_eq!(b.span.start, at);
            at = b.span.end;
            let s = b.span.of(&flow.text);
            prop_assert!(!s.contains(['\n', '\x0c']), "{:?}", s);
            prop_assert!(b.label_len <= s.len() && s.is_char_boundary(b.label_len));
            prop_assert!(b.section.is_none_or(|i| i < d.outline.len()));
            for (i, c) in s.char_indices() {
                let source = flow.map.span(Span::new(b.span.start + i, b.span.start + i + c.len_utf8()));
                // Only a space may stand for a line break.
                prop_assert!(source.of(&norm.text).starts_with(c) || c == ' ', "{:?} {:?}", c, source.of(&norm.text));
            }
        }
        prop_assert_eq!(at, flow.text.len());
        for m in &flow.marks {
            prop_assert!(m.end <= flow.text.len() && flow.text.is_char_boundary(m.start));
        }
        for t in &d.tables {
            for row in &t.rows {
                prop_assert_eq!(row.len(), t.columns.len());
                for c in row { prop_assert!(c.span.end <= norm.text.len()); let _ = c.span.of(&norm.text); }
            }
        }
        for h in &d.outline { let _ = h.span.of(&norm.text); }
    }
}
