//! Drafts, missing parts, web pages, gazettes, stamps.

use super::headers::{Case, NONE};

pub(super) const CASES: &[Case] = &[
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
Báo cáo tình hình chăm sóc rừng quế và thu nhựa thông tháng 5 năm 2024
Ngày đăng: 03/06/2024 - Lượt xem: 45

1. Tình hình chung
Cả xã có 91 hộ làm rừng.
",
        doc_type: Some("Báo cáo"),
        date: Some("2024-06-03"),
        title: Some("tình hình chăm sóc rừng quế và thu nhựa thông tháng 5 năm 2024"),
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
    Case {
        why: "a statistical form, signed by those who made it, too",
        text: "\
Tổng số hộ: 1.245 hộ.

NGƯỜI LẬP BIỂU\tKẾ TOÁN TRƯỞNG\tTHỦ TRƯỞNG ĐƠN VỊ

Lò Thị Mai\tHoàng Văn Bình\tQuàng Văn Minh
",
        signer: Some("Quàng Văn Minh"),
        role: Some("THỦ TRƯỞNG ĐƠN VỊ"),
        ..NONE
    },
    Case {
        why: "the last column stands lower than the others",
        text: "\
Tổng số hộ: 1.245 hộ.

TM. ỦY BAN NHÂN DÂN
NGƯỜI LẬP BIỂU\tKẾ TOÁN TRƯỞNG
CHỦ TỊCH

Lò Thị Mai\tHoàng Văn Bình
Quàng Văn Minh
",
        signer: Some("Quàng Văn Minh"),
        role: Some("CHỦ TỊCH"),
        ..NONE
    },
    Case {
        why: "two names for three columns",
        text: "\
Tổng số hộ: 1.245 hộ.

NGƯỜI LẬP BIỂU\tKẾ TOÁN TRƯỞNG\tGIÁM ĐỐC

Lò Thị Mai\tHoàng Văn Bình
",
        ..NONE
    },
];
