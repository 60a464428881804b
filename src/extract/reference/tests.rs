//! Sentences with the references they hold, in order. One reference is `id | type | date | issuer | term`, trailing
//! empty parts left out; a bare one begins with `~number`, with `>id` behind it when resolved; a blank one with
//! `?`; an anaphoric one with `@`, a titled one with `#title`; an own number ends in ` | own`.

use super::*;
use crate::extract::date::find_dates;
use crate::structure::{Block, BlockKind, Flow};
use crate::text::OffsetMap;
use crate::vocabulary::Vocabulary;
use std::sync::LazyLock;

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::embedded().unwrap());

type Row = (&'static str, &'static [&'static str]);

const FORMS: &[Row] = &[
    // One of each system, as it should be written
    ("Thực hiện Kết luận số 71-KL/TU về dân vận.", &["71-KL/TU | Kết luận"]),
    ("theo Chỉ thị số 33/CT-TTg;", &["33/CT-TTg | Chỉ thị"]),
    ("Nghị quyết số 202/2025/QH15 của Quốc hội", &["202/2025/QH15 | Nghị quyết |  | Quốc hội"]),
    ("Nghị quyết số 1365/NQ-UBTVQH15", &["1365/NQ-UBTVQH15 | Nghị quyết"]),
    ("Pháp lệnh số 34/2007/PL-UBTVQH11", &["34/2007/PL-UBTVQH11 | Pháp lệnh"]),
    ("Luật số 10/2022/QH15 quy định", &["10/2022/QH15 | Luật"]),
    (
        "Thông tư liên tịch số 01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP",
        &["01/2017/TTLT-VKSNDTC-TANDTC-BCA-BTP | Thông tư liên tịch"],
    ),
    ("Thông tư liên tịch số 05/2013/TTLT/BTC-BNV", &["05/2013/TTLT/BTC-BNV | Thông tư liên tịch"]),
    ("Văn bản hợp nhất số 03/VBHN-VPQH", &["03/VBHN-VPQH | Văn bản hợp nhất"]),
    ("Công văn số 1095/UBND-NV của UBND huyện", &["1095/UBND-NV | Công văn |  | UBND huyện"]),
    ("Công văn số 512-CV/BTGTU", &["512-CV/BTGTU | Công văn"]),
    ("Nghị quyết số 30a/2008/NQ-CP của Chính phủ", &["30a/2008/NQ-CP | Nghị quyết |  | Chính phủ"]),
    ("Bản án số 15/2021/HS-ST", &["15/2021/HS-ST | Bản án"]),
    ("Nghị định số 64-CP và Quyết định 13-HĐBT", &["64-CP | Nghị định", "13-HĐBT | Quyết định"]),
    ("Sắc lệnh số 76/SL", &["76/SL | Sắc lệnh"]),
    ("theo TCVN 5712:1993 và QCVN 06:2022/BXD", &["TCVN 5712:1993", "QCVN 06:2022/BXD"]),
    ("hệ thống theo TCVN ISO 9001:2015", &["TCVN ISO 9001:2015"]),
    ("Quy định số 2018-QĐ/ThU, ngày 14/3/2017", &["2018-QĐ/ThU | Quy định | 2017-03-14"]),
    ("Đề án số 07-ĐA/TU và 07-DA/TU", &["07-ĐA/TU | Đề án", "07-DA/TU"]),
    ("Nghị quyết 05-NQ/TƯ", &["05-NQ/TW | Nghị quyết"]),
    ("Lệnh số 12/2020/L-CTN", &["12/2020/L-CTN | Lệnh"]),
    ("Luật Quản lý, sử dụng tài sản công số 15/2017/QH14", &["15/2017/QH14 | Luật"]),
    ("Giấy phép số: 110/GP-TTĐT", &["110/GP-TTĐT | Giấy phép"]),
    // Noise
    ("Kết luận số 71 -KL/TU, Quyết định 310- QĐ/TU", &["71-KL/TU | Kết luận", "310-QĐ/TU | Quyết định"]),
    ("Kế hoạch số118 -KH/HU", &["118-KH/HU | Kế hoạch"]),
    ("Quyết định217-QĐ/TW", &["217-QĐ/TW | Quyết định"]),
    ("theo số 84 QĐ/TWĐTN", &["84-QĐ/TWĐTN"]),
    ("Nghị quyết 15/NQ/TU; Quyết định 45-QĐ-UBND", &["15-NQ/TU | Nghị quyết", "45/QĐ-UBND | Quyết định"]),
    ("Quyết định số 2716/CV-UBND", &["2716/CV-UBND | Quyết định"]),
    ("Công văn số 4 162/CV-UBND, số 10 83/UBND-NV", &["4162/CV-UBND | Công văn", "1083/UBND-NV | Công văn"]),
    ("Quyết định số 1.742/QĐ-UBND", &["1742/QĐ-UBND | Quyết định"]),
    ("Quyết định số l2/2018/QĐ-TTg, Chỉ thị số O5-CT/TW", &["12/2018/QĐ-TTg | Quyết định", "05-CT/TW | Chỉ thị"]),
    ("quyết định số 12/2018/qđ-ttg", &["12/2018/QĐ-TTg | Quyết định"]),
    (
        "Quyết định số 2018/12/QĐ-TTg; Quyết định số 13/QĐ-TTg/2019",
        &["12/2018/QĐ-TTg | Quyết định", "13/2019/QĐ-TTg | Quyết định"],
    ),
    (
        "KẾT LUẬN SỐ 71-KL/TU CỦA BAN THƯỜNG VỤ TỈNH ỦY ĐẾN NĂM 2025",
        &["71-KL/TU | Kết luận |  | BAN THƯỜNG VỤ TỈNH ỦY"],
    ),
    ("Kết luận số số 71-KL/TU", &["71-KL/TU | Kết luận"]),
    ("Số:67/2022/TT-BTC Lượt xem: 270", &["67/2022/TT-BTC"]),
    // Blank numbers
    ("Số: /KH-UBND", &["?/KH-UBND"]),
    ("Số ……-KH/HU", &["?-KH/HU"]),
    ("Quyết định số       /QĐ-UBND ngày    tháng    năm 2024", &["?/QĐ-UBND | Quyết định | 2024"]),
    ("Số:     /2024/QĐ-UBND", &["?/2024/QĐ-UBND"]),
    // Not references
    ("gồm 115/126 bản, 24/7, 09/4/2021, 3 - 5 mô hình, giai đoạn 2021-2025", &[]),
    ("xã thuộc Chương trình 135; Nghị quyết 30a; Đề án 06 và Ban Chỉ đạo 35", &[]),
    ("Kế hoạch 5 năm, Quyết định 3 nội dung, Báo cáo 6 tháng", &[]),
    ("đã kết luận 03 tổ chức đảng, thông báo 12 vụ", &[]),
    ("theo Điều 5, khoản 2 Điều 7, Phụ lục 01", &[]),
    ("Nghị quyết Trung ương 4 khóa XII", &[]),
    ("Kế hoạch 2023, Luật Đất đai 2013", &["#Luật Đất đai"]),
    ("Thực hiện 19 điều quy định; dự án 2", &[]),
    ("Biểu số 01/BC-LĐTBXH, Mẫu số 02/BC-UBND kèm theo", &[]),
    ("Chương trình mục tiêu quốc gia 1719, Chương trình MTQG 1719", &[]),
];

const TAILS: &[Row] = &[
    (
        "theo Chỉ thị số 33/CT-TTg của Thủ tướng Chính phủ¹⁸; quan tâm",
        &["33/CT-TTg | Chỉ thị |  | Thủ tướng Chính phủ"],
    ),
    ("thực hiện Kết luận 71-KL/TU của Tỉnh ủy***", &["71-KL/TU | Kết luận |  | Tỉnh ủy"]),
    ("Kết luận số 14-KL/TW của Bộ Chính trị tỉnh đã triển khai", &["14-KL/TW | Kết luận |  | Bộ Chính trị"]),
    (
        "Quyết định số 8/QĐ-CQLTT của Cục Quản lý thị trường tỉnh về kiểm tra",
        &["08/QĐ-CQLTT | Quyết định |  | Cục Quản lý thị trường tỉnh"],
    ),
    (
        "Nghị quyết số 17-NQ/TW, ngày 21/5/2008 của Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa X bàn",
        &["17-NQ/TW | Nghị quyết | 2008-05-21 | Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng | X"],
    ),
    (
        "Quyết định số 5/QĐ-BXD của Bộ trưởng Bộ Xây dựng công bố",
        &["05/QĐ-BXD | Quyết định |  | Bộ trưởng Bộ Xây dựng"],
    ),
    (
        "Kế hoạch số 12-KH/ĐUK của Đảng ủy Khối các cơ quan tỉnh về",
        &["12-KH/ĐUK | Kế hoạch |  | Đảng ủy Khối các cơ quan tỉnh"],
    ),
    (
        "Kế hoạch số 9/KH-UBND của Chủ tịch UBND xã Bình Lư triển khai",
        &["09/KH-UBND | Kế hoạch |  | Chủ tịch UBND xã Bình Lư"],
    ),
    (
        "Chỉ thị 05 của Bộ Chính trị; Nghị quyết số 18 và 19 của Trung ương",
        &["~5 | Chỉ thị |  | Bộ Chính trị", "~18 | Nghị quyết |  | Trung ương", "~19 | Nghị quyết |  | Trung ương"],
    ),
    ("Căn cứ Quyết định số 5/QĐ-UBND của UBND huyện giao chỉ tiêu", &["05/QĐ-UBND | Quyết định |  | UBND huyện"]),
    ("theo Nghị định số 116 cho 1.240 học sinh", &["~116 | Nghị định"]),
    ("Kế hoạch số 7/KH-UBND, ngày 5/4/2023 Ban Chỉ đạo họp", &["07/KH-UBND | Kế hoạch | 2023-04-05"]),
    (
        "Kết luận số 71-KL/TU ngày 17/8/2022 của Ban Thường vụ Tỉnh ủy Cao Bằng về chỉnh trang",
        &["71-KL/TU | Kết luận | 2022-08-17 | Ban Thường vụ Tỉnh ủy Cao Bằng"],
    ),
    (
        "Quyết định 264- QĐ/TU, ngày 28/02/2020 của BTV Tỉnh ủy tại 09",
        &["264-QĐ/TU | Quyết định | 2020-02-28 | BTV Tỉnh ủy"],
    ),
    (
        "Nghị quyết số 23-NQ/TW của Ban Chấp hành Trung ương Đảng khóa IX nhằm phát huy; 23-NQ/TW (khóa X)",
        &["23-NQ/TW | Nghị quyết |  | Ban Chấp hành Trung ương Đảng | IX", "23-NQ/TW |  |  |  | X"],
    ),
    (
        "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ quy định",
        &["61/2018/NĐ-CP | Nghị định | 2018-04-23 | Chính phủ"],
    ),
    (
        "Thông tư số 11/2018/TT-BLĐTBXH của Bộ Lao động - Thương binh và Xã hội ngày 12/10/2018",
        &["11/2018/TT-BLĐTBXH | Thông tư | 2018-10-12 | Bộ Lao động - Thương binh và Xã hội"],
    ),
    (
        "Thông tư số 04/2019/TT-BVHTTDL của Bộ Văn hóa, Thể thao và Du lịch, các xã",
        &["04/2019/TT-BVHTTDL | Thông tư |  | Bộ Văn hóa, Thể thao và Du lịch"],
    ),
    ("Nghị quyết 22-NQ/TW năm 2013 của Bộ Chính trị", &["22-NQ/TW | Nghị quyết | 2013 | Bộ Chính trị"]),
    ("Nghị quyết 22-NQ/TW (tháng 6/2013)", &["22-NQ/TW | Nghị quyết | 2013-06"]),
    ("Thực hiện Chỉ thị 05-CT/TW, năm 2023 huyện đã mở 5 lớp", &["05-CT/TW | Chỉ thị"]),
    (
        "Kế hoạch số 83/KH-UBND (ngày 16/10/2019) của UBND huyện Nậm Piên, tỉnh X",
        &["83/KH-UBND | Kế hoạch | 2019-10-16 | UBND huyện Nậm Piên"],
    ),
    (
        "Kế hoạch số 204-KH/BCĐ của Ban Chỉ đạo công tác biên giới huyện về tuần tra",
        &["204-KH/BCĐ | Kế hoạch |  | Ban Chỉ đạo công tác biên giới huyện"],
    ),
    (
        "Quyết định số 12/QĐ-UBND của Ủy ban nhân dân huyện Thành lập Đoàn kiểm tra",
        &["12/QĐ-UBND | Quyết định |  | Ủy ban nhân dân huyện"],
    ),
    (
        "Chương trình số 27-CTr/TU ngày 08/11/2021 của Tỉnh ủy ban hành Chương trình",
        &["27-CTr/TU | Chương trình | 2021-11-08 | Tỉnh ủy"],
    ),
    ("Đảng uỷ xã ban hành Nghị quyết số 38-NQ/ĐU về trồng quế", &["38-NQ/ĐU | Nghị quyết |  | Đảng uỷ xã"]),
    (
        "Nhờ vậy, UBND huyện sớm ban hành các Kế hoạch số 54, 55/KH-UBND ngày 30/8/2018.",
        &["~54>54/KH-UBND | Kế hoạch | 2018-08-30 | UBND huyện", "55/KH-UBND | Kế hoạch | 2018-08-30 | UBND huyện"],
    ),
    ("Phòng Nội vụ tham mưu UBND huyện ban hành Quyết định số 9/QĐ-UBND", &["09/QĐ-UBND | Quyết định |  | UBND huyện"]),
    ("Quyết định của UBND tỉnh số 12/QĐ-UBND ngày 5/1/2023", &["12/QĐ-UBND | Quyết định | 2023-01-05 | UBND tỉnh"]),
    ("Quyết định số 12/QĐ-UBND ban hành ngày 5/1/2023 về", &["12/QĐ-UBND | Quyết định | 2023-01-05"]),
    ("Quyết định phê duyệt dự toán số 12/QĐ-UBND ngày 5/1/2023", &["12/QĐ-UBND | Quyết định | 2023-01-05"]),
    (
        "Kết luận số 71-KL/TU của Tỉnh ủy với Kế hoạch số 94-KH/HU của Huyện ủy",
        &["71-KL/TU | Kết luận |  | Tỉnh ủy", "94-KH/HU | Kế hoạch |  | Huyện ủy"],
    ),
    (
        "Nghị quyết số 18/NQ-HĐND ngày 12/7/2023 của HĐND tỉnh khóa XV, kỳ họp thứ 15",
        &["18/NQ-HĐND | Nghị quyết | 2023-07-12 | HĐND tỉnh | XV"],
    ),
    (
        "Thông báo số 132/TB-VPCP của Văn phòng Chính phủ thông báo kết luận",
        &["132/TB-VPCP | Thông báo |  | Văn phòng Chính phủ"],
    ),
    (
        "Quyết định số 27/QĐ-TTg của Thủ tướng Chính phủ \"phê duyệt\"",
        &["27/QĐ-TTg | Quyết định |  | Thủ tướng Chính phủ"],
    ),
    (
        "Công văn số 77/SNV-CCVC ngày 3/3/2023 của Sở Nội vụ hướng dẫn",
        &["77/SNV-CCVC | Công văn | 2023-03-03 | Sở Nội vụ"],
    ),
];

const LISTS: &[Row] = &[
    (
        "Quyết định số 305, 306-QĐ/TW, ngày 26/7/2010",
        &["~305>305-QĐ/TW | Quyết định | 2010-07-26", "306-QĐ/TW | Quyết định | 2010-07-26"],
    ),
    (
        "Chỉ thị 08 và 09-CT/TU; cùng các Kết luận số 33, 46 -KL/TW của Bộ Chính trị",
        &[
            "~8>08-CT/TU | Chỉ thị",
            "09-CT/TU | Chỉ thị",
            "~33>33-KL/TW | Kết luận |  | Bộ Chính trị",
            "46-KL/TW | Kết luận |  | Bộ Chính trị",
        ],
    ),
    (
        "Quyết định 143 -QĐ/TW, Quyết định số 190 -QĐ/TW của Bộ Chính trị;",
        &["143-QĐ/TW | Quyết định |  | Bộ Chính trị", "190-QĐ/TW | Quyết định |  | Bộ Chính trị"],
    ),
    (
        "Quyết định số 226-QĐ/HU, 231-QĐ/HU, ngày 24/9/2019 về chuẩn y",
        &["226-QĐ/HU | Quyết định | 2019-09-24", "231-QĐ/HU | Quyết định | 2019-09-24"],
    ),
    (
        "Nghị quyết số 12-NQ/TU, Kết luận số 15-KL/TU ngày 5/5/2022 của Tỉnh ủy",
        &["12-NQ/TU | Nghị quyết", "15-KL/TU | Kết luận | 2022-05-05 | Tỉnh ủy"],
    ),
    (
        "Quyết định số 45/QĐ-UBND ngày 1/2/2023, số 46/QĐ-UBND ngày 3/2/2023 và số 47/QĐ-UBND ngày 5/2/2023 của UBND xã",
        &[
            "45/QĐ-UBND | Quyết định | 2023-02-01 | UBND xã",
            "46/QĐ-UBND | Quyết định | 2023-02-03 | UBND xã",
            "47/QĐ-UBND | Quyết định | 2023-02-05 | UBND xã",
        ],
    ),
    (
        "Huyện ủy ban hành các Quyết định số 72, 73-QĐ/HU ngày 19-11-2018 và Quyết định số 226-QĐ/HU, 231-QĐ/HU, ngày 24/9/2019",
        &[
            "~72>72-QĐ/HU | Quyết định | 2018-11-19 | Huyện ủy",
            "73-QĐ/HU | Quyết định | 2018-11-19 | Huyện ủy",
            "226-QĐ/HU | Quyết định | 2019-09-24 | Huyện ủy",
            "231-QĐ/HU | Quyết định | 2019-09-24 | Huyện ủy",
        ],
    ),
    ("Thông tư số 02, 03/2022/TT-BYT", &["~2>02/2022/TT-BYT | Thông tư", "03/2022/TT-BYT | Thông tư"]),
];

const BARE: &[Row] = &[
    (
        "quy định 164, 165 của Bộ Chính trị, Quy định 85.",
        &["~164 | Quy định |  | Bộ Chính trị", "~165 | Quy định |  | Bộ Chính trị", "~85 | Quy định"],
    ),
    (
        "Kết luận số 71-KL/TU (từ đây gọi là Kết luận số 71). Theo Kết luận 71, các xã",
        &["71-KL/TU | Kết luận", "~71>71-KL/TU | Kết luận", "~71>71-KL/TU | Kết luận"],
    ),
    ("Luật 10/2022 và Nghị định 30/2020 của Chính phủ", &["~10/2022 | Luật", "~30/2020 | Nghị định |  | Chính phủ"]),
    (
        "theo Thông tư 07 và Nghị định 07; Nghị định số 07/2021/NĐ-CP; Thông tư 07/2020/TT-BYT",
        &[
            "~7>07/2020/TT-BYT | Thông tư",
            "~7>07/2021/NĐ-CP | Nghị định",
            "07/2021/NĐ-CP | Nghị định",
            "07/2020/TT-BYT | Thông tư",
        ],
    ),
    (
        "Nghị quyết số 25-NQ/TW; Nghị quyết số 25/NQ-CP; thực hiện Nghị quyết 25.",
        &["25-NQ/TW | Nghị quyết", "25/NQ-CP | Nghị quyết", "~25 | Nghị quyết"],
    ),
    ("theo Quy định 22; Quyết định số 22-QĐ/TW", &["~22>22-QĐ/TW | Quy định", "22-QĐ/TW | Quyết định"]),
    ("Nghị quyết 25 ngày 3/6/2013 về dân vận", &["~25 | Nghị quyết | 2013-06-03"]),
    ("NQ 25, QĐ 217", &["~25 | Nghị quyết", "~217 | Quyết định"]),
    ("Đề án số 06-ĐA/TU; kết quả thực hiện Đề án 06", &["06-ĐA/TU | Đề án", "~6>06-ĐA/TU | Đề án"]),
    ("Quyết định số 45 phê duyệt; Công văn số 12 hướng dẫn", &["~45 | Quyết định", "~12 | Công văn"]),
    (
        "Chỉ thị số 40-CT/TW; gắn Chỉ thị số 40 với Kế hoạch 21",
        &["40-CT/TW | Chỉ thị", "~40>40-CT/TW | Chỉ thị", "~21 | Kế hoạch"],
    ),
];

const OTHER: &[Row] = &[
    ("Kết luận số 71-KL/TU. Kết luận này nêu rõ", &["71-KL/TU | Kết luận", "@71-KL/TU | Kết luận"]),
    (
        "Nghị định số 12/2020/NĐ-CP; Nghị định số 13/2021/NĐ-CP; tại Nghị định nói trên",
        &["12/2020/NĐ-CP | Nghị định", "13/2021/NĐ-CP | Nghị định", "@ | Nghị định"],
    ),
    (
        "Thông tư số 07/2021/TT-BTC; Thông tư 07 nêu trên",
        &["07/2021/TT-BTC | Thông tư", "~7>07/2021/TT-BTC | Thông tư"],
    ),
    (
        "vi phạm Luật Thực hiện dân chủ ở cơ sở, Bộ luật Hình sự",
        &["#Luật Thực hiện dân chủ ở cơ sở", "#Bộ luật Hình sự"],
    ),
    ("kỷ luật, luật sư, Luật sư, pháp luật; quyết định trên địa bàn", &[]),
];

fn render(r: &Reference, text: &str) -> String {
    let number = r.number.map(|n| format!("{n}{}", r.suffix.as_deref().unwrap_or_default()));
    let mut head = match r.form {
        Form::Full => match (&r.id, r.number) {
            (Some(id), Some(_)) => id.clone(),
            _ => {
                let year = r.year.map(|y| format!("/{y}")).unwrap_or_default();
                format!("?{year}{}{}", r.sep.unwrap(), r.symbol.as_deref().unwrap())
            }
        },
        Form::Bare => {
            let year = r.year.map(|y| format!("/{y}")).unwrap_or_default();
            let resolved = r.resolved.as_ref().map(|id| format!(">{id}")).unwrap_or_default();
            format!("~{}{year}{resolved}", number.unwrap())
        }
        Form::Anaphoric => format!("@{}", r.resolved.as_deref().unwrap_or_default()),
        Form::Titled => format!("#{}", r.title.as_deref().unwrap()),
    };
    if !matches!(r.form, Form::Titled) {
        for part in [&r.doc_type, &r.date, &r.issuer, &r.term] {
            head.push_str(" | ");
            head.push_str(part.as_deref().unwrap_or_default());
        }
    }
    let head = head.trim_end_matches([' ', '|']).to_owned();
    assert!(!r.span.is_empty() && text.get(r.span.start..r.span.end).is_some(), "{head}");
    if r.own { format!("{head} | own") } else { head }
}

fn document(text: &str) -> Document {
    let mut flow = Flow { text: text.to_owned(), map: OffsetMap::identity(), ..Flow::default() };
    let mut at = 0;
    for line in text.split('\n') {
        let span = Span::new(at, at + line.len());
        flow.blocks.push(Block { span, kind: BlockKind::Paragraph, section: None, label_len: 0 });
        at += line.len() + 1;
    }
    Document { flow, ..Document::default() }
}

fn references(document: &Document) -> Vec<String> {
    let dates = find_dates(&document.flow);
    let found = find_references(document, &dates, &VOCABULARY);
    assert!(found.references.is_sorted_by_key(|r| r.span.start));
    found.references.iter().map(|r| render(r, &document.flow.text)).collect()
}

fn check(rows: &[Row]) {
    let mut wrong = String::new();
    for (text, expected) in rows {
        let found = references(&document(text));
        if found != *expected {
            wrong.push_str(&format!("{text}\n  expected {expected:?}\n  found    {found:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn forms() {
    check(FORMS);
}

#[test]
fn tails() {
    check(TAILS);
}

#[test]
fn lists() {
    check(LISTS);
}

#[test]
fn bare() {
    check(BARE);
}

#[test]
fn anaphoric_and_titled() {
    check(OTHER);
}

#[test]
fn the_own_number_takes_the_type_of_the_document() {
    let text = "UBND HUYỆN\nSố: 318/BC-UBND\nBÁO CÁO\nkèm theo Báo cáo số 318/BC-UBND ngày 5/1/2024";
    let mut document = document(text);
    let at = text.find("318").unwrap();
    document.header.number = Some(Span::new(at, at + "318/BC-UBND".len()));
    document.header.doc_type = Some("Báo cáo".into());
    assert_eq!(references(&document), ["318/BC-UBND | Báo cáo | own", "318/BC-UBND | Báo cáo | 2024-01-05"]);
}

#[test]
fn what_holds_a_number_but_counts_nothing_is_masked() {
    let text = "Chương trình 135, khoản 2 Điều 7, Phụ lục 01 và Kết luận số 71-KL/TU; có 126 bản";
    let found = find_references(&document(text), &[], &VOCABULARY);
    for number in ["135", "2", "7", "01", "71"] {
        let at = text.find(number).unwrap();
        assert!(found.masked.iter().any(|m| m.contains(at)), "{number}");
    }
    assert!(!found.masked.iter().any(|m| m.contains(text.find("126").unwrap())));
}

#[test]
fn hostile_text_is_read_in_linear_time() {
    for unit in ["7", "số ", ",", "(", "/", "-", "1,", "số 1, ", "1-", "Luật ", "QĐ/", "Quyết định 1 và ", ".", "… "]
    {
        let text = unit.repeat(200_000 / unit.len());
        let start = std::time::Instant::now();
        let document = document(&text);
        find_references(&document, &find_dates(&document.flow), &VOCABULARY);
        assert!(start.elapsed().as_secs() < 20, "{unit:?} took {:?}", start.elapsed());
    }
}
