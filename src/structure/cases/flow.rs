//! Sentences, footnotes, headings and tables of whole texts.

use super::document;
use crate::structure::{BlockKind, Document};

/// The blocks of a kind.
fn blocks(d: &Document, kind: BlockKind) -> Vec<&str> {
    d.flow.blocks.iter().filter(|b| b.kind == kind).map(|b| b.span.of(&d.flow.text)).collect()
}

#[test]
fn sentences_are_whole() {
    for (text, want, why) in [
        (
            "Theo Kết luận số 69-\nKL/TU, huyện đã\nhọp.",
            "Theo Kết luận số 69-KL/TU, huyện đã họp.",
            "a dash at the line's end is real",
        ),
        (
            "Quyết định số 2236/QĐ-\nUBND của huyện\nđã nêu.",
            "Quyết định số 2236/QĐ-UBND của huyện đã nêu.",
            "identifier broken",
        ),
        ("Phát triển kinh tế -\nxã hội của huyện.", "Phát triển kinh tế - xã hội của huyện.", "a dash between words"),
        ("Theo Nghị định số 12/\n2018/NĐ-CP của Chính phủ.", "Theo Nghị định số 12/2018/NĐ-CP của Chính phủ.", "slash"),
        (
            "tiếp sóng hội nghị tới 15 điểm và\n\x0cđiểm cầu khác với 628 người.",
            "tiếp sóng hội nghị tới 15 điểm và điểm cầu khác với 628 người.",
            "form feed",
        ),
        (
            "các thành phố lớn như Hà Nội tăng 16,3% (chiếm tỷ\n1\ntrọng 6,9%), Hải Phòng tăng 18%.",
            "các thành phố lớn như Hà Nội tăng 16,3% (chiếm tỷ trọng 6,9%), Hải Phòng tăng 18%.",
            "page number",
        ),
        (
            "gieo cấy lúa xuân đạt sản lượng\n\n2\n\n---\n\n1.201,2 tấn.",
            "gieo cấy lúa xuân đạt sản lượng 1.201,2 tấn.",
            "page number and rule",
        ),
    ] {
        let (_, d) = document(text);
        assert_eq!(blocks(&d, BlockKind::Paragraph), [want], "{why}");
    }
}

#[test]
fn footnotes_are_cut_out() {
    let (_, d) = document(
        "Hạt phổ biến quy định của Ngành1 cho 3.250 lượt kiểm lâm, bằng 88,4%2, tặng giấy khen\n\n_______________\n1 Thông tư số 12/2018/TT-BXD, ngày 28/9/2018 của Bộ Xây dựng.\n2 Vùng lõi 91,7%.\n\n24 đơn vị xuất sắc.\n",
    );
    assert_eq!(
        blocks(&d, BlockKind::Paragraph),
        ["Hạt phổ biến quy định của Ngành1 cho 3.250 lượt kiểm lâm, bằng 88,4%2, tặng giấy khen 24 đơn vị xuất sắc."]
    );
    assert_eq!(blocks(&d, BlockKind::Footnote).len(), 2);
    let marks: Vec<&str> = d.flow.marks.iter().map(|m| m.of(&d.flow.text)).collect();
    assert_eq!(marks, ["1", "2", "1", "2"], "in the body and before the notes");
}

#[test]
fn footnotes_at_the_end_stand_under_the_heading_of_their_mark() {
    let signed = "Nơi nhận:                TM. ỦY BAN NHÂN DÂN\n- Như trên.                     CHỦ TỊCH\n\n                         Lò Văn Pản";
    for end in [signed, "Nơi nhận:\n- Như trên.\n"] {
        let body = "I. KẾT QUẢ\nCó 07 đơn vị giải ngân chậm¹.\nII. NHIỆM VỤ\nTiếp tục rà soát các công trình².";
        let notes = "¹ Gồm: Ban Quản lý dự án 18,4%.\n² Công trình cấp nước sạch.\n";
        let (_, d) = document(&format!("{body}\n{end}\n____________\n{notes}"));
        let notes = d.flow.blocks.iter().filter(|b| b.kind == BlockKind::Footnote);
        let titles: Vec<&str> = notes.map(|b| d.outline[b.section.unwrap()].title.as_str()).collect();
        assert_eq!(titles, ["KẾT QUẢ", "NHIỆM VỤ"], "{end}");
    }
}

#[test]
fn footnote_that_goes_on_at_the_next_page() {
    let (_, d) = document(
        "Huyện ủy ban hành nghị quyết về dân vận1 và chỉ đạo các xã thực hiện theo\n\n____________\n1 Nghị quyết số 12-NQ/HU của Ban Chấp hành về\n\x0ctình hình thực tế ở cơ sở, làm rõ trách nhiệm của từng cấp và của\n\n____________\ncông tác dân vận giai đoạn mới.\n\x0cngười đứng đầu.\n",
    );
    assert_eq!(
        blocks(&d, BlockKind::Footnote),
        ["1 Nghị quyết số 12-NQ/HU của Ban Chấp hành về công tác dân vận giai đoạn mới."]
    );
    assert_eq!(blocks(&d, BlockKind::Paragraph).len(), 1);
}

#[test]
fn numbers_at_line_starts_are_no_footnotes() {
    let (_, d) = document(
        "I. CÔNG TÁC ĐẢNG\n1. Về tổ chức\nĐảng bộ có 43 chi bộ.\n2. Về cán bộ\nBổ nhiệm 12 cán bộ lãnh đạo.\n36 tập thể được khen thưởng.\n",
    );
    assert!(blocks(&d, BlockKind::Footnote).is_empty());
}

#[test]
fn headings_and_items() {
    let (_, d) = document(
        "Phần thứ nhất\nKẾT QUẢ NĂM 2023\n\nI. KINH TẾ\n\n1. Nông nghiệp\n\n1.1. Trồng trọt: Gieo cấy 312 ha lúa.\n\n1.2. Tiếp tục chỉ đạo các bản làm 3,2 km đường.\n\na) Về thủy lợi\n\n- Sửa 12 kênh;\n\nII. TỔ CHỨC THỰC HIỆN\n",
    );
    let outline: Vec<_> = d.outline.iter().map(|h| (h.level, h.label.as_str(), h.title.as_str())).collect();
    assert_eq!(
        outline,
        [
            (1, "Phần thứ nhất", "KẾT QUẢ NĂM 2023"),
            (3, "I.", "KINH TẾ"),
            (4, "1.", "Nông nghiệp"),
            (5, "1.1.", "Trồng trọt"),
            (6, "a)", "Về thủy lợi"),
            (3, "II.", "TỔ CHỨC THỰC HIỆN"),
        ]
    );
    let items: Vec<_> =
        d.flow.blocks.iter().filter(|b| b.kind == BlockKind::Item).map(|b| (b.label_len, b.section)).collect();
    assert_eq!(items, [(5, Some(3)), (5, Some(3)), (2, Some(4))]);
}

#[test]
fn tables_leave_the_text_to_their_cells() {
    let (norm, d) = document(
        "Kết quả như sau:\n\nBiểu 2. Hộ nghèo theo bản\n                              (ĐVT: hộ)\n\nTT   Bản        Đầu năm   Cuối năm\n1    Nà Sài          45         32\n2    Pá Hăn          12          9\n     Cộng            57         41\n\nTrong năm giảm 16 hộ.\n",
    );
    let t = &d.tables[0];
    assert_eq!((t.title.as_deref(), t.unit.as_deref()), (Some("Biểu 2. Hộ nghèo theo bản"), Some("hộ")));
    assert_eq!(t.columns, ["TT", "Bản", "Đầu năm", "Cuối năm"]);
    assert_eq!(t.rows[2][3].span.of(&norm.text), "41");
    assert_eq!(blocks(&d, BlockKind::TableRow).len(), 4);
    assert_eq!(blocks(&d, BlockKind::Caption).len(), 2);
    assert_eq!(blocks(&d, BlockKind::Paragraph), ["Kết quả như sau:", "Trong năm giảm 16 hộ."]);
}

#[test]
fn table_over_two_pages() {
    let head = "TT   Bản        Đầu năm   Cuối năm\n";
    for again in ["", head] {
        let text = format!(
            "{head}1    Nà Sài          45         32\n2    Pá Hăn          12          9\n3\n\x0c{again}3    Huổi Lọng       18         15\n4    Co Mạ           11         10\n"
        );
        let (_, d) = document(&text);
        assert_eq!(d.tables.len(), 1, "{again}");
        assert_eq!(d.tables[0].rows.len(), 4, "{:?}", d.tables[0].rows);
    }
}
