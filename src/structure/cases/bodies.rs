//! Ministries, courts, minutes, police; damage by a scan; annexes.

use super::headers::{Case, NONE};

pub(super) const CASES: &[Case] = &[
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

Vũ Khắc Lương
",
        number: Some("19/2020/NĐ-CP"),
        doc_type: Some("Nghị định"),
        date: Some("2020-02-12"),
        place: Some("Hà Nội"),
        issuer: &["CHÍNH PHỦ"],
        title: Some("KIỂM TRA, XỬ LÝ KỶ LUẬT TRONG THI HÀNH PHÁP LUẬT"),
        signer: Some("Vũ Khắc Lương"),
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
];
