//! Whole texts of many layouts, each with the header that a clerk would take down.

use super::{BlockKind, Document, structure};
use crate::normalize::{NormText, normalize};
use crate::record::{Format, TextSource};
use crate::source::{RawPage, RawText};
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

/// A plain text, its pages divided by form feeds.
pub(super) fn norm(text: &str) -> NormText {
    normalize(RawText {
        format: Format::Txt,
        text_source: TextSource::Plain,
        encoding: None,
        pages: text.split('\x0c').map(|t| RawPage { text: t.to_owned(), ..RawPage::default() }).collect(),
        notes: Vec::new(),
    })
}

pub(super) fn document(text: &str) -> (NormText, Document) {
    let norm = norm(text);
    let document = structure(&norm, &VOCABULARY);
    (norm, document)
}

struct Case {
    why: &'static str,
    text: &'static str,
    number: Option<&'static str>,
    doc_type: Option<&'static str>,
    date: Option<&'static str>,
    place: Option<&'static str>,
    issuer: &'static [&'static str],
    title: Option<&'static str>,
    signer: Option<&'static str>,
    role: Option<&'static str>,
    period: Option<&'static str>,
}

const NONE: Case = Case {
    why: "",
    text: "",
    number: None,
    doc_type: None,
    date: None,
    place: None,
    issuer: &[],
    title: None,
    signer: None,
    role: None,
    period: None,
};

#[test]
fn headers_and_signatures() {
    let mut failed = Vec::new();
    for c in CASES {
        let (norm, d) = document(c.text);
        let h = &d.header;
        let issuer: Vec<&str> = h.issuer.iter().map(String::as_str).collect();
        let number = h.number.map(|n| n.of(&norm.text));
        for (field, got, want) in [
            ("number", number, c.number),
            ("type", h.doc_type.as_deref(), c.doc_type),
            ("date", h.date.as_deref(), c.date),
            ("place", h.place.as_deref(), c.place),
            ("issuer", Some(issuer.join(" | ")).as_deref(), Some(c.issuer.join(" | ")).as_deref()),
            ("title", h.title.as_deref(), c.title),
            ("signer", h.signer.as_deref(), c.signer),
            ("role", h.signer_role.as_deref(), c.role),
            ("period", h.period.as_deref(), c.period),
        ] {
            if got != want {
                failed.push(format!("{}: {field}: got {got:?}, want {want:?}", c.why));
            }
        }
    }
    assert!(failed.is_empty(), "\n{}", failed.join("\n"));
}

const CASES: &[Case] = &[
    Case {
        why: "State report, two columns",
        text: "\
  ỦY BAN NHÂN DÂN                 CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
   HUYỆN BẮC SÔNG                     Độc lập - Tự do - Hạnh phúc
   ---------------                   -----------------------------
   Số: 214/BC-UBND                Bắc Sông, ngày 08 tháng 11 năm 2023

                             BÁO CÁO
        Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội
             năm 2023, phương hướng nhiệm vụ năm 2024

Thực hiện Công văn số 1520/UBND-TH ngày 20/10/2023 của UBND tỉnh, UBND huyện báo
cáo kết quả như sau:

I. KẾT QUẢ
Toàn huyện gieo cấy 1.250 ha.

Nơi nhận:                                  TM. ỦY BAN NHÂN DÂN
- UBND tỉnh (b/c);                             KT. CHỦ TỊCH
- Lưu: VT, TH (3b).                            PHÓ CHỦ TỊCH

                                                (đã ký)

                                              Hà Văn Thủy
",
        number: Some("214/BC-UBND"),
        doc_type: Some("Báo cáo"),
        date: Some("2023-11-08"),
        place: Some("Bắc Sông"),
        issuer: &["ỦY BAN NHÂN DÂN", "HUYỆN BẮC SÔNG"],
        title: Some("Kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội năm 2023, phương hướng nhiệm vụ năm 2024"),
        signer: Some("Hà Văn Thủy"),
        role: Some("PHÓ CHỦ TỊCH"),
        period: Some("2023"),
    },
    Case {
        why: "Party plan with a star",
        text: "\
ĐẢNG BỘ TỈNH SƠN THỦY
THÀNH ỦY SƠN THỦY
*
Số 109-KH/ThU

ĐẢNG CỘNG SẢN VIỆT NAM

Sơn Thủy, ngày 3 tháng 2 năm 2022

KẾ HOẠCH
thực hiện Chỉ thị số 10-CT/TW, ngày 22/6/2021 của Ban Bí thư

Thực hiện Chỉ thị số 10-CT/TW, Ban Thường vụ Thành ủy xây dựng kế hoạch như sau:

Nơi nhận:
- Thường trực Tỉnh ủy,
- Lưu VPThU.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ THƯỜNG TRỰC

Lò Thị Mai
",
        number: Some("109-KH/ThU"),
        doc_type: Some("Kế hoạch"),
        date: Some("2022-02-03"),
        place: Some("Sơn Thủy"),
        issuer: &["ĐẢNG BỘ TỈNH SƠN THỦY", "THÀNH ỦY SƠN THỦY"],
        title: Some("thực hiện Chỉ thị số 10-CT/TW, ngày 22/6/2021 của Ban Bí thư"),
        signer: Some("Lò Thị Mai"),
        role: Some("PHÓ BÍ THƯ THƯỜNG TRỰC"),
        period: None,
    },
    Case {
        why: "official letter, subject under the number",
        text: "\
SỞ Y TẾ TỈNH BẮC SÔNG            CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM
TRUNG TÂM Y TẾ HUYỆN                 Độc lập – Tự do – Hạnh phúc
Số: 95/TTYT-KHTH                  Bắc Sông, ngày 12 tháng 4 năm 2024
V/v báo cáo kết quả tiêm chủng
mở rộng quý I năm 2024

Kính gửi: Sở Y tế tỉnh Bắc Sông

Thực hiện Kế hoạch số 12/KH-SYT ngày 05/01/2024, đơn vị đã tiêm 1.250 liều.

Nơi nhận:                    GIÁM ĐỐC
- Như trên;
- Lưu: VT.
                             BS.CKII. Vũ Đức Long
",
        number: Some("95/TTYT-KHTH"),
        doc_type: Some("Công văn"),
        date: Some("2024-04-12"),
        place: Some("Bắc Sông"),
        issuer: &["SỞ Y TẾ TỈNH BẮC SÔNG", "TRUNG TÂM Y TẾ HUYỆN"],
        title: Some("V/v báo cáo kết quả tiêm chủng mở rộng quý I năm 2024"),
        signer: Some("Vũ Đức Long"),
        role: Some("GIÁM ĐỐC"),
        period: Some("2024"),
    },
    Case {
        why: "decision, columns run together by a reader",
        text: "\
ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH BẮC SÔNG Độc lập - Tự do - Hạnh phúc
Số: 1205/QĐ-UBND Bắc Sông, ngày 30 tháng 6 năm 2022
QUYẾT ĐỊNH
Về việc phê duyệt Đề án phát triển du lịch giai đoạn 2021 - 2025
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Theo đề nghị của Giám đốc Sở Du lịch tại Tờ trình số 45/TTr-SDL ngày 10/6/2022.
QUYẾT ĐỊNH:
Điều 1. Phê duyệt Đề án với tổng kinh phí 25 tỷ đồng.
Điều 2. Quyết định có hiệu lực từ ngày ký.
Nơi nhận: KT. CHỦ TỊCH
- Như Điều 2; PHÓ CHỦ TỊCH
- Lưu: VT, KT. Trần Minh Đức
",
        number: Some("1205/QĐ-UBND"),
        doc_type: Some("Quyết định"),
        date: Some("2022-06-30"),
        place: Some("Bắc Sông"),
        issuer: &["ỦY BAN NHÂN DÂN", "TỈNH BẮC SÔNG"],
        title: Some("Về việc phê duyệt Đề án phát triển du lịch giai đoạn 2021 - 2025"),
        signer: Some("Trần Minh Đức"),
        role: Some("PHÓ CHỦ TỊCH"),
        period: Some("2021-2025"),
    },
    Case {
        why: "resolution of a council, capitals below the subject",
        text: "\
HỘI ĐỒNG NHÂN DÂN
XÃ HÒA BÌNH
Số: 08/NQ-HĐND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hòa Bình, ngày 20 tháng 12 năm 2022

NGHỊ QUYẾT
Về dự toán ngân sách xã năm 2023

HỘI ĐỒNG NHÂN DÂN XÃ HÒA BÌNH
KHÓA XX, KỲ HỌP THỨ TƯ

Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;
QUYẾT NGHỊ:
Điều 1. Thu ngân sách 4.285 triệu đồng.

CHỦ TỊCH
(Đã ký)
Bùi Quang Vinh
",
        number: Some("08/NQ-HĐND"),
        doc_type: Some("Nghị quyết"),
        date: Some("2022-12-20"),
        place: Some("Hòa Bình"),
        issuer: &["HỘI ĐỒNG NHÂN DÂN", "XÃ HÒA BÌNH"],
        title: Some("Về dự toán ngân sách xã năm 2023"),
        signer: Some("Bùi Quang Vinh"),
        role: Some("CHỦ TỊCH"),
        period: Some("2023"),
    },
    Case {
        why: "letter-spaced type, title in capitals, blanks",
        text: "\
UBND HUYỆN BẮC SÔNG
PHÒNG LAO ĐỘNG - TB&XH
Số:      /BC-LĐTBXH

Bắc Sông, ngày      tháng 6 năm 2024

B Á O  C Á O
KẾT QUẢ CÔNG TÁC ĐÀO TẠO NGHỀ
6 THÁNG ĐẦU NĂM 2024

Trong 6 tháng, Phòng mở 12 lớp.

KT. TRƯỞNG PHÒNG
PHÓ TRƯỞNG PHÒNG


Đặng Thị Hoa
",
        number: Some("/BC-LĐTBXH"),
        doc_type: Some("Báo cáo"),
        date: Some("2024-06"),
        place: Some("Bắc Sông"),
        issuer: &["UBND HUYỆN BẮC SÔNG", "PHÒNG LAO ĐỘNG - TB&XH"],
        title: Some("KẾT QUẢ CÔNG TÁC ĐÀO TẠO NGHỀ 6 THÁNG ĐẦU NĂM 2024"),
        signer: Some("Đặng Thị Hoa"),
        role: Some("PHÓ TRƯỞNG PHÒNG"),
        period: Some("2024"),
    },
    Case {
        why: "type and title in one line, no header",
        text: "\
BÁO CÁO TÌNH HÌNH KINH TẾ - XÃ HỘI QUÝ III NĂM 2023

1. Nông nghiệp
Diện tích lúa mùa đạt 312 ha.
",
        doc_type: Some("Báo cáo"),
        title: Some("TÌNH HÌNH KINH TẾ - XÃ HỘI QUÝ III NĂM 2023"),
        period: Some("2023"),
        ..NONE
    },
    Case {
        why: "no header at all",
        text: "\
Trong năm 2023, xã gieo trồng 312 ha lúa, sản lượng đạt 1.250 tấn, tăng 3,1% so với năm trước.

Đàn gia súc có 1.087 con trâu, 642 con bò.
",
        ..NONE
    },
    Case {
        why: "web page: its frame above and below, Party report",
        text: "\
Trang chủ
Tin tức
lượt xem: 11 | lượt tải:1

TỈNH ỦY SƠN THỦY
*
Số 152-BC/TU

ĐẢNG CỘNG SẢN VIỆT NAM
Sơn Thủy, ngày 15 tháng 3 năm 2021

BÁO CÁO
tổng kết 10 năm thực hiện Nghị quyết số 25-NQ/TW

Thực hiện hướng dẫn của Ban Dân vận Trung ương, Tỉnh ủy báo cáo như sau:

T/M BAN THƯỜNG VỤ
BÍ THƯ

Phạm Quốc Khánh

Đang truy cập: 74
Hôm nay: 1.250
",
        number: Some("152-BC/TU"),
        doc_type: Some("Báo cáo"),
        date: Some("2021-03-15"),
        place: Some("Sơn Thủy"),
        issuer: &["TỈNH ỦY SƠN THỦY"],
        title: Some("tổng kết 10 năm thực hiện Nghị quyết số 25-NQ/TW"),
        signer: Some("Phạm Quốc Khánh"),
        role: Some("BÍ THƯ"),
        ..NONE
    },
    Case {
        why: "Fatherland Front, number with two dashes",
        text: "\
ỦY BAN MTTQ VIỆT NAM
HUYỆN BẮC SÔNG
BAN THƯỜNG TRỰC
Số: 45/BC-MTTQ-BTT
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Bắc Sông, ngày 05 tháng 9 năm 2022
BÁO CÁO
Kết quả giám sát và phản biện xã hội 9 tháng năm 2022
Trong 9 tháng, Mặt trận các cấp đã tổ chức 46 cuộc giám sát.
TM. BAN THƯỜNG TRỰC
CHỦ TỊCH
Hoàng Thị Sen
",
        number: Some("45/BC-MTTQ-BTT"),
        doc_type: Some("Báo cáo"),
        date: Some("2022-09-05"),
        place: Some("Bắc Sông"),
        issuer: &["ỦY BAN MTTQ VIỆT NAM", "HUYỆN BẮC SÔNG", "BAN THƯỜNG TRỰC"],
        title: Some("Kết quả giám sát và phản biện xã hội 9 tháng năm 2022"),
        signer: Some("Hoàng Thị Sen"),
        role: Some("CHỦ TỊCH"),
        period: Some("2022"),
    },
    Case {
        why: "Youth Union",
        text: "\
        ĐOÀN TNCS HỒ CHÍ MINH
BAN CHẤP HÀNH HUYỆN BẮC SÔNG                    ĐOÀN TNCS HỒ CHÍ MINH
            ***
     Số: 36-KH/HĐTN                  Bắc Sông, ngày 10 tháng 01 năm 2024

                         KẾ HOẠCH
        Tổ chức các hoạt động Tháng Thanh niên năm 2024
                         -------
Căn cứ Kế hoạch số 50-KH/TĐTN ngày 02/01/2024, Ban Thường vụ Huyện đoàn xây dựng kế hoạch.

                              TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN
                                        BÍ THƯ

                                     Giàng A Sình
",
        number: Some("36-KH/HĐTN"),
        doc_type: Some("Kế hoạch"),
        date: Some("2024-01-10"),
        place: Some("Bắc Sông"),
        issuer: &["ĐOÀN TNCS HỒ CHÍ MINH", "BAN CHẤP HÀNH HUYỆN BẮC SÔNG", "ĐOÀN TNCS HỒ CHÍ MINH"],
        title: Some("Tổ chức các hoạt động Tháng Thanh niên năm 2024"),
        signer: Some("Giàng A Sình"),
        role: Some("BÍ THƯ"),
        period: Some("2024"),
    },
    Case {
        why: "ministry, signed by order",
        text: "\
BỘ NÔNG NGHIỆP
VÀ PHÁT TRIỂN NÔNG THÔN
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 3312/BC-BNN-TT
Hà Nội, ngày 26 tháng 5 năm 2023

BÁO CÁO
Về tình hình sản xuất trồng trọt

Kính gửi: Thủ tướng Chính phủ

Vụ Đông Xuân gieo cấy 2.953 nghìn ha.

TL. BỘ TRƯỞNG
CHÁNH VĂN PHÒNG
(Đã ký)
Lê Đức Thịnh
",
        number: Some("3312/BC-BNN-TT"),
        doc_type: Some("Báo cáo"),
        date: Some("2023-05-26"),
        place: Some("Hà Nội"),
        issuer: &["BỘ NÔNG NGHIỆP", "VÀ PHÁT TRIỂN NÔNG THÔN"],
        title: Some("Về tình hình sản xuất trồng trọt"),
        signer: Some("Lê Đức Thịnh"),
        role: Some("CHÁNH VĂN PHÒNG"),
        ..NONE
    },
    Case {
        why: "decree",
        text: "\
CHÍNH PHỦ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: 19/2020/NĐ-CP
Hà Nội, ngày 12 tháng 02 năm 2020

NGHỊ ĐỊNH
KIỂM TRA, XỬ LÝ KỶ LUẬT TRONG THI HÀNH PHÁP LUẬT

Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;
Chính phủ ban hành Nghị định.

Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định việc kiểm tra.

TM. CHÍNH PHỦ
THỦ TƯỚNG

Nguyễn Văn Bình
",
        number: Some("19/2020/NĐ-CP"),
        doc_type: Some("Nghị định"),
        date: Some("2020-02-12"),
        place: Some("Hà Nội"),
        issuer: &["CHÍNH PHỦ"],
        title: Some("KIỂM TRA, XỬ LÝ KỶ LUẬT TRONG THI HÀNH PHÁP LUẬT"),
        signer: Some("Nguyễn Văn Bình"),
        role: Some("THỦ TƯỚNG"),
        ..NONE
    },
    Case {
        why: "court, judgment",
        text: "\
TÒA ÁN NHÂN DÂN                CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN BẮC SÔNG                     Độc lập - Tự do - Hạnh phúc
Số: 12/BC-TA                    Bắc Sông, ngày 02 tháng 10 năm 2023

BÁO CÁO
Công tác xét xử năm 2023

Từ ngày 01/10/2022 đến ngày 30/9/2023, đơn vị thụ lý 156 vụ, việc.

Nơi nhận:\t\tCHÁNH ÁN
- TAND tỉnh;
- Lưu VP.\t\tĐỗ Thị Lan
",
        number: Some("12/BC-TA"),
        doc_type: Some("Báo cáo"),
        date: Some("2023-10-02"),
        place: Some("Bắc Sông"),
        issuer: &["TÒA ÁN NHÂN DÂN", "HUYỆN BẮC SÔNG"],
        title: Some("Công tác xét xử năm 2023"),
        signer: Some("Đỗ Thị Lan"),
        role: Some("CHÁNH ÁN"),
        period: Some("2023"),
    },
    Case {
        why: "minutes with two signatures side by side",
        text: "\
UBND XÃ HÒA BÌNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

BIÊN BẢN
Họp bình xét hộ nghèo, hộ cận nghèo năm 2023

Hôm nay, hồi 14 giờ 00 phút, ngày 15/11/2023, tại Nhà văn hóa bản Nà Sài.
1. Thành phần: có 45/52 hộ tham dự.
Biên bản kết thúc hồi 16 giờ 30 phút cùng ngày.

        THƯ KÝ                              CHỦ TỌA

     Lò Thị Phương                       Quàng Văn Hặc
",
        doc_type: Some("Biên bản"),
        issuer: &["UBND XÃ HÒA BÌNH"],
        title: Some("Họp bình xét hộ nghèo, hộ cận nghèo năm 2023"),
        signer: Some("Quàng Văn Hặc"),
        role: Some("CHỦ TỌA"),
        period: Some("2023"),
        ..NONE
    },
    Case {
        why: "police, rank before the name, mixed case type",
        text: "\
CÔNG AN TỈNH BẮC SÔNG
CÔNG AN HUYỆN HÒA BÌNH
Số: 87/BC-CAH

Hòa Bình, ngày 5 tháng 7 năm 2024

Báo cáo
Tình hình, kết quả công tác 6 tháng đầu năm 2024

Trong 6 tháng xảy ra 12 vụ.

KT. TRƯỞNG CÔNG AN HUYỆN
PHÓ TRƯỞNG CÔNG AN HUYỆN

Thượng tá Sùng A Páo
",
        number: Some("87/BC-CAH"),
        doc_type: Some("Báo cáo"),
        date: Some("2024-07-05"),
        place: Some("Hòa Bình"),
        issuer: &["CÔNG AN TỈNH BẮC SÔNG", "CÔNG AN HUYỆN HÒA BÌNH"],
        title: Some("Tình hình, kết quả công tác 6 tháng đầu năm 2024"),
        signer: Some("Sùng A Páo"),
        role: Some("PHÓ TRƯỞNG CÔNG AN HUYỆN"),
        period: Some("2024"),
    },
    Case {
        why: "damaged by a scan: motto, office, dashes",
        text: "\
UY BAN NHÂN DÂN
XÃ NÀ HỪ
CỘNG HÕA XÃ HỘI CHÙ NGHĨA VIỆT NAM
Độc lập — Tụ do — Hạnh phúc
Số : 15 /BC - UBND
Nà Hừ, ngày 1 5 tháng 10 năm 2022
BÁO CÁO
Tình hình kinh tế - xã hội 9 tháng đầu năm 2022
I. KINH TẾ
Sản lượng 312 tấn.
Noi nhận:
- UBND huyện;
- Lưu: VT.
TM. UY BAN NHÂN DÂN
PHÓ CHỦ TịCH
Vàng A Chứ
",
        number: Some("15 /BC - UBND"),
        doc_type: Some("Báo cáo"),
        date: Some("2022-10-15"),
        place: Some("Nà Hừ"),
        issuer: &["UY BAN NHÂN DÂN", "XÃ NÀ HỪ"],
        title: Some("Tình hình kinh tế - xã hội 9 tháng đầu năm 2022"),
        signer: Some("Vàng A Chứ"),
        role: Some("PHÓ CHỦ TịCH"),
        period: Some("2022"),
    },
    Case {
        why: "annexes with headers of their own after the signature",
        text: "\
ĐẢNG ỦY XÃ HÒA BÌNH
*
Số 21-BC/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Hòa Bình, ngày 01 tháng 12 năm 2024

BÁO CÁO
kết quả lãnh đạo thực hiện nhiệm vụ năm 2024

Đảng bộ có 268 đảng viên.

T/M ĐẢNG ỦY
PHÓ BÍ THƯ
Mùa A Thào

PHỤ LỤC 01
BÁO CÁO
Tổng hợp số liệu
Số: 99/BC-UBND
Khác, ngày 02 tháng 01 năm 2020

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Khác
",
        number: Some("21-BC/ĐU"),
        doc_type: Some("Báo cáo"),
        date: Some("2024-12-01"),
        place: Some("Hòa Bình"),
        issuer: &["ĐẢNG ỦY XÃ HÒA BÌNH"],
        title: Some("kết quả lãnh đạo thực hiện nhiệm vụ năm 2024"),
        signer: Some("Mùa A Thào"),
        role: Some("PHÓ BÍ THƯ"),
        period: Some("2024"),
    },
    Case {
        why: "draft, urgency, joint title on three lines",
        text: "\
UBND TỈNH BẮC SÔNG
SỞ GIÁO DỤC VÀ ĐÀO TẠO
Số: ..../KH-SGDĐT
DỰ THẢO
HỎA TỐC
Bắc Sông, ngày ... tháng ... năm 2025
KẾ HOẠCH
Triển khai Nghị quyết của Hội đồng nhân dân tỉnh về hỗ trợ
học sinh bán trú và trường phổ thông có học sinh bán trú
trên địa bàn tỉnh giai đoạn 2025-2030
Căn cứ Nghị quyết số 30/2024/NQ-HĐND ngày 10/12/2024;
I. MỤC TIÊU
100% học sinh được hỗ trợ.
Q. GIÁM ĐỐC
TS. Cao Thị Hằng
",
        number: Some("/KH-SGDĐT"),
        doc_type: Some("Kế hoạch"),
        date: Some("2025"),
        place: Some("Bắc Sông"),
        issuer: &["UBND TỈNH BẮC SÔNG", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"],
        title: Some(
            "Triển khai Nghị quyết của Hội đồng nhân dân tỉnh về hỗ trợ học sinh bán trú và trường phổ thông có học sinh bán trú trên địa bàn tỉnh giai đoạn 2025-2030",
        ),
        signer: Some("Cao Thị Hằng"),
        role: Some("Q. GIÁM ĐỐC"),
        period: Some("2025-2030"),
    },
    Case {
        why: "type missing, told from the code",
        text: "\
ỦY BAN NHÂN DÂN
XÃ HÒA BÌNH
Số: 45/TB-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hòa Bình, ngày 02 tháng 3 năm 2023

Ủy ban nhân dân xã thông báo lịch tiếp công dân như sau: mỗi tháng 02 buổi, vào ngày 10 và ngày 25 hằng tháng, tại trụ sở xã.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Lý A Vàng
",
        number: Some("45/TB-UBND"),
        doc_type: Some("Thông báo"),
        date: Some("2023-03-02"),
        place: Some("Hòa Bình"),
        issuer: &["ỦY BAN NHÂN DÂN", "XÃ HÒA BÌNH"],
        signer: Some("Lý A Vàng"),
        role: Some("CHỦ TỊCH"),
        ..NONE
    },
    Case {
        why: "old gazette: issuer, number and date behind the type",
        text: "\
QUYẾT ĐỊNH
CỦA BỘ TRƯỞNG BỘ THỦY SẢN SỐ 15/2003/QĐ-BTS NGÀY 25 THÁNG 6 NĂM 2003
VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CẢNG CÁ
BỘ TRƯỞNG BỘ THỦY SẢN
Căn cứ Nghị định số 86/2002/NĐ-CP ngày 05 tháng 11 năm 2002;
QUYẾT ĐỊNH:
Điều 1. Ban hành Quy chế.
Nơi nhận:\tKT. BỘ TRƯỞNG
- Văn phòng Chính phủ;\tthứ trưởng
- Các tỉnh,\t(đã ký)
thành phố;\tLê Thị Bình
- Lưu VP.
",
        number: Some("15/2003/QĐ-BTS"),
        doc_type: Some("Quyết định"),
        date: Some("2003-06-25"),
        issuer: &["BỘ TRƯỞNG BỘ THỦY SẢN"],
        title: Some("VỀ VIỆC BAN HÀNH QUY CHẾ QUẢN LÝ CẢNG CÁ"),
        signer: Some("Lê Thị Bình"),
        role: Some("thứ trưởng"),
        ..NONE
    },
    Case {
        why: "news page with date of publication",
        text: "\
Trang chủ | Tin tức | Kinh tế
Huyện Bắc Sông giảm 405 hộ nghèo trong năm
Thứ năm, 12/12/2024 09:17

(Bắc Sông) - Năm 2024, toàn huyện còn 1.685 hộ nghèo, giảm 405 hộ so với năm trước, bằng 113,1% kế hoạch.

Lượt xem: 152
",
        date: Some("2024-12-12"),
        title: Some("Huyện Bắc Sông giảm 405 hộ nghèo trong năm"),
        ..NONE
    },
    Case {
        why: "web page that names type and title in one line",
        text: "\
Báo cáo kết quả thực hiện công tác giảm nghèo tháng 5 năm 2024
Ngày đăng: 03/06/2024 - Lượt xem: 45

1. Tình hình chung
Toàn xã còn 214 hộ nghèo.
",
        doc_type: Some("Báo cáo"),
        date: Some("2024-06-03"),
        title: Some("kết quả thực hiện công tác giảm nghèo tháng 5 năm 2024"),
        period: Some("2024"),
        ..NONE
    },
    Case {
        why: "conclusion notice, type and subject one below the other",
        text: "\
VĂN PHÒNG HUYỆN ỦY
*
Số 77-TB/VPHU
Bắc Sông, ngày 9 tháng 8 năm 2021
THÔNG BÁO
Kết luận của đồng chí Bí thư Huyện ủy tại Hội nghị giao ban tháng 7 năm 2021
-----
Ngày 05/8/2021, đồng chí Bí thư chủ trì hội nghị.
T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
(Đã ký)
Tẩn Láo Tả
",
        number: Some("77-TB/VPHU"),
        doc_type: Some("Thông báo"),
        date: Some("2021-08-09"),
        place: Some("Bắc Sông"),
        issuer: &["VĂN PHÒNG HUYỆN ỦY"],
        title: Some("Kết luận của đồng chí Bí thư Huyện ủy tại Hội nghị giao ban tháng 7 năm 2021"),
        signer: Some("Tẩn Láo Tả"),
        role: Some("CHÁNH VĂN PHÒNG"),
        period: Some("2021"),
    },
    Case {
        why: "school, name in capitals, stamp text of a digital signature",
        text: "\
PHÒNG GD&ĐT BẮC SÔNG
TRƯỜNG THCS NÀ HỪ
Số: 30/BC-THCSNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Nà Hừ, ngày 28 tháng 5 năm 2024
BÁO CÁO
TỔNG KẾT NĂM HỌC 2023 - 2024
Trường có 12 lớp, 415 học sinh.
HIỆU TRƯỞNG
Ký bởi: Trường THCS Nà Hừ
Thời gian ký: 28.05.2024 16:20:11 +07:00
PHẠM THỊ HỒNG
",
        number: Some("30/BC-THCSNH"),
        doc_type: Some("Báo cáo"),
        date: Some("2024-05-28"),
        place: Some("Nà Hừ"),
        issuer: &["PHÒNG GD&ĐT BẮC SÔNG", "TRƯỜNG THCS NÀ HỪ"],
        title: Some("TỔNG KẾT NĂM HỌC 2023 - 2024"),
        signer: Some("PHẠM THỊ HỒNG"),
        role: Some("HIỆU TRƯỞNG"),
        period: Some("2023-2024"),
    },
    Case {
        why: "steering committee under a commune, one paragraph a line as a PDF gives it",
        text: "\
ỦY BAN NHÂN DÂN XÃ HÒA BÌNH
BCĐ CÁC CHƯƠNG TRÌNH MTQG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 06/BC-BCĐ
Hòa Bình, ngày 14 tháng 6 năm 2024
BÁO CÁO
Kết quả thực hiện các Chương trình mục tiêu quốc gia 6 tháng đầu năm
Thực hiện Công văn số 512/UBND-NN ngày 03/6/2024 của UBND huyện về việc báo cáo kết quả thực hiện các chương trình, Ban Chỉ đạo báo cáo như sau:
I. KẾT QUẢ
1. Giải ngân 1.250 triệu đồng.
TM. BAN CHỈ ĐẠO
TRƯỞNG BAN
CHỦ TỊCH UBND XÃ
Lường Văn Pành
",
        number: Some("06/BC-BCĐ"),
        doc_type: Some("Báo cáo"),
        date: Some("2024-06-14"),
        place: Some("Hòa Bình"),
        issuer: &["ỦY BAN NHÂN DÂN XÃ HÒA BÌNH", "BCĐ CÁC CHƯƠNG TRÌNH MTQG"],
        title: Some("Kết quả thực hiện các Chương trình mục tiêu quốc gia 6 tháng đầu năm"),
        signer: Some("Lường Văn Pành"),
        role: Some("CHỦ TỊCH UBND XÃ"),
        ..NONE
    },
];

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
        "Các cấp ủy quán triệt chỉ thị của Đảng1 cho 9.640 lượt cán bộ, đạt 96,5%2, khen thưởng\n\n_______________\n1 Chỉ thị số 05-CT/TW, ngày 15/5/2016 của Bộ Chính trị.\n2 Khối xã 94,8%.\n\n36 tập thể tiêu biểu.\n",
    );
    assert_eq!(
        blocks(&d, BlockKind::Paragraph),
        [
            "Các cấp ủy quán triệt chỉ thị của Đảng1 cho 9.640 lượt cán bộ, đạt 96,5%2, khen thưởng 36 tập thể tiêu biểu."
        ]
    );
    assert_eq!(blocks(&d, BlockKind::Footnote).len(), 2);
    let marks: Vec<&str> = d.flow.marks.iter().map(|m| m.of(&d.flow.text)).collect();
    assert_eq!(marks, ["1", "2", "1", "2"], "in the body and before the notes");
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

mod properties {
    use super::*;
    use crate::source::{Zone, ZoneKind};
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
}
