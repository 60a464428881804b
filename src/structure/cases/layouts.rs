//! Layouts of State, Party and mass organisations.

use super::headers::{Case, NONE};

pub(super) const CASES: &[Case] = &[
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
        title: Some("báo cáo kết quả tiêm chủng mở rộng quý I năm 2024"),
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
];
