//! Sentences with marked figures and what each of them is about.

use super::attribute;
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
    attribute(&document, &dates, &mut quantities, &VOCABULARY);
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
fn commune_reports() {
    check(&[
        (
            BC,
            "",
            "Xã Nà Lẻng có diện tích tự nhiên [3.215,7 ha], gồm [11 bản], [1.034 hộ], [4.872 nhân khẩu].",
            &["diện tích tự nhiên; @Xã Nà Lẻng", "bản; @Xã Nà Lẻng", "hộ; @Xã Nà Lẻng", "nhân khẩu; @Xã Nà Lẻng"],
        ),
        (
            BC,
            "",
            "Toàn xã có [612 hộ] với [2.873 nhân khẩu], gồm [05 dân tộc], trong đó dân tộc Thái chiếm [61%]; dân tộc Mông chiếm [27,4%]; còn lại là các dân tộc khác.",
            &["hộ", "nhân khẩu", "dân tộc", "dân tộc Thái", "dân tộc Mông"],
        ),
        (
            BC,
            "",
            "Toàn xã hiện có [186 hộ nghèo], chiếm [18,2%], giảm [35 hộ] so với năm 2022; [97 hộ cận nghèo], chiếm [9,5%].",
            &["hộ nghèo", "hộ nghèo", "hộ nghèo; c-", "hộ cận nghèo", "hộ cận nghèo"],
        ),
        (
            BC,
            "",
            "Đến ngày 30/6/2022, toàn xã còn [141 hộ nghèo] ([11,9%]).",
            &["hộ nghèo; p=2022", "hộ nghèo; p=2022"],
        ),
        (
            BC,
            "",
            "Hộ nghèo đầu kỳ [141{hộ}], thoát nghèo [46{hộ}], tái nghèo [02{hộ}], cuối kỳ [97 hộ].",
            &["hộ nghèo / hộ nghèo đầu kỳ", "thoát nghèo", "tái nghèo", "*"],
        ),
        (
            BC,
            "",
            "Đàn trâu [905{con}], đàn bò [412{con}], lợn [1.400 con], gia cầm [12.350 con].",
            &["đàn trâu", "đàn bò", "lợn", "gia cầm"],
        ),
        (
            BC,
            "",
            "Tổng đàn gia súc hiện có [2.310 con], tăng [2,6%] so với cùng kỳ; trong đó trâu [605 con], bò [480 con], lợn [1.225 con].",
            &[
                "tổng đàn gia súc",
                "tổng đàn gia súc; c+",
                "trâu; ^tổng đàn gia súc",
                "bò; ^tổng đàn gia súc",
                "lợn; ^tổng đàn gia súc",
            ],
        ),
        (
            BC,
            "",
            "Gieo trồng [2 150 ha] lúa mùa, năng suất [51,3 tạ/ha], sản lượng ước [11.029,5 tấn].",
            &["lúa mùa / gieo trồng lúa mùa", "năng suất", "sản lượng; b=e"],
        ),
        (
            BC,
            "",
            "Năng suất lúa xuân và lúa mùa lần lượt là [61,3{tạ}] và [49,2 tạ/ha].",
            &["năng suất lúa xuân", "năng suất lúa mùa"],
        ),
        (
            BC,
            "",
            "Hộ nghèo, hộ cận nghèo, hộ thoát nghèo lần lượt là [10{hộ}], [9{hộ}] và [6 hộ], tương ứng [40%], [36%] và [24%].",
            &["hộ nghèo", "hộ cận nghèo", "hộ thoát nghèo", "hộ nghèo", "hộ cận nghèo", "hộ thoát nghèo"],
        ),
        (
            BC,
            "",
            "Bản Huổi Luông [48 hộ], bản Nậm Cá [36 hộ], bản Pa Thơm [52 hộ].",
            &["*; @Bản Huổi Luông", "*; @bản Nậm Cá", "*; @bản Pa Thơm"],
        ),
        (
            BC,
            "",
            "Trong kỳ xảy ra [02 vụ] cháy rừng tại bản Nậm Cá, diện tích thiệt hại [1,5 ha].",
            &["vụ cháy rừng; @bản Nậm Cá", "diện tích thiệt hại / diện tích; @bản Nậm Cá"],
        ),
        (
            BC,
            "",
            "Vận động Quỹ \"Vì người nghèo\" được [45,6 triệu đồng], đạt [114%] kế hoạch.",
            &["Quỹ \"Vì người nghèo\" / vận động Quỹ \"Vì người nghèo\"", "vận động Quỹ \"Vì người nghèo\""],
        ),
        (
            BC,
            "",
            "Làm mới [12 căn nhà], mỗi căn [50 triệu đồng], tổng trị giá [600 triệu đồng].",
            &["làm mới căn nhà / căn nhà", "căn nhà / mỗi căn / làm mới căn nhà", "tổng trị giá"],
        ),
        (
            BC,
            "",
            "Nhân dân hiến [1.250 m2] đất, đóng góp [860 ngày công] làm [2,4 km] đường liên bản.",
            &["đất", "ngày công / đóng góp ngày công", "đường liên bản"],
        ),
        (BC, "", "Cấp [3.600 kg] gạo cứu đói cho [240 khẩu].", &["gạo cứu đói", "khẩu"]),
        (
            BC,
            "",
            "Tỷ lệ hộ sử dụng nước hợp vệ sinh đạt [92,4%]; tỷ lệ hộ được sử dụng điện lưới [98%].",
            &["tỷ lệ hộ sử dụng nước hợp vệ sinh", "tỷ lệ hộ được sử dụng điện lưới"],
        ),
        (
            BC,
            "",
            "Tỷ lệ suy dinh dưỡng thể nhẹ cân ở trẻ em dưới 5 tuổi giảm còn [17,9%].",
            &["tỷ lệ suy dinh dưỡng thể nhẹ cân ở trẻ em dưới 5 tuổi"],
        ),
        (
            BC,
            "",
            "Thu ngân sách trên địa bàn [86,5 triệu đồng], đạt [108%] dự toán huyện giao; chi ngân sách [5.412 triệu đồng].",
            &["thu ngân sách", "thu ngân sách", "chi ngân sách"],
        ),
        (
            BC,
            "",
            "Xã đạt [15/19 tiêu chí] nông thôn mới, tăng [02 tiêu chí] so với năm 2021.",
            &["tiêu chí nông thôn mới", "tiêu chí nông thôn mới / tiêu chí; c+"],
        ),
        (
            BC,
            "",
            "Trạm Y tế khám, chữa bệnh cho [2.415 lượt người]; tiêm chủng đầy đủ cho [56/58 trẻ], đạt [96,6%].",
            &["lượt người / khám, chữa bệnh", "trẻ / tiêm chủng đầy đủ", "trẻ / tiêm chủng đầy đủ"],
        ),
        (
            BC,
            "",
            "Toàn xã có [03 trường], [38 lớp] với [986 học sinh], tỷ lệ chuyên cần đạt [97%].",
            &["trường", "lớp", "học sinh", "tỷ lệ chuyên cần"],
        ),
        (
            BC,
            "",
            "Xảy ra [04 vụ] vi phạm pháp luật, [06 đối tượng], giảm [01 vụ] so với cùng kỳ.",
            &["vụ vi phạm pháp luật", "đối tượng", "vụ vi phạm pháp luật; c-"],
        ),
        (
            BC,
            "",
            "Trong đó hộ nghèo dân tộc thiểu số [132 hộ], hộ nghèo không có khả năng lao động [11 hộ].",
            &["hộ nghèo dân tộc thiểu số", "hộ nghèo không có khả năng lao động"],
        ),
        (
            BC,
            "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
            "Phấn đấu giảm [35 hộ nghèo], đưa tỷ lệ hộ nghèo xuống còn [14,5%].",
            &["hộ nghèo; c-; b=t", "tỷ lệ hộ nghèo; b=t"],
        ),
        (
            BC,
            "PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2024",
            "Giảm tỷ lệ hộ nghèo từ [18,2%] xuống còn dưới [15%]; thu nhập bình quân đầu người đạt [38 triệu đồng/người/năm].",
            &["tỷ lệ hộ nghèo", "tỷ lệ hộ nghèo; b=t", "thu nhập bình quân đầu người; b=t"],
        ),
        (BC, "", "Đề nghị UBND huyện bổ sung [500 triệu đồng] sửa chữa đường liên bản.", &["*; b=t"]),
    ]);
}

#[test]
fn district_reports() {
    check(&[
        (
            BC,
            "",
            "Đến hết năm 2022, huyện Mường Sin còn [1.284 hộ nghèo], chiếm [18,6%] tổng số hộ, giảm [4,1 điểm %] so với năm 2021.",
            &[
                "hộ nghèo; p=2022; @huyện Mường Sin",
                "hộ nghèo; p=2022; @huyện Mường Sin",
                "hộ nghèo; c-; p=2022; @huyện Mường Sin",
            ],
        ),
        (
            BC,
            "",
            "Thu nhập bình quân đầu người năm 2023 [ước đạt 43,5 triệu đồng], tăng [3,2 triệu đồng] so với năm 2022.",
            &["thu nhập bình quân đầu người; b=e; p=2023", "thu nhập bình quân đầu người; c+; b=e; p=2023"],
        ),
        (
            BC,
            "",
            "Tổng thu ngân sách nhà nước trên địa bàn đạt [96 tỷ đồng], bằng [104,2%] dự toán tỉnh giao và bằng [111%] so với cùng kỳ.",
            &["tổng thu ngân sách nhà nước", "tổng thu ngân sách nhà nước", "tổng thu ngân sách nhà nước"],
        ),
        (
            BC,
            "",
            "Tỷ lệ che phủ rừng duy trì ở mức [52,8%], đạt [100,4%] nghị quyết.",
            &["tỷ lệ che phủ rừng", "tỷ lệ che phủ rừng"],
        ),
        (
            BC,
            "",
            "Có [9/13 xã] đạt chuẩn nông thôn mới, bình quân mỗi xã đạt [15,8 tiêu chí].",
            &["xã đạt chuẩn nông thôn mới", "tiêu chí / bình quân mỗi xã"],
        ),
        (
            BC,
            "",
            "Đón [trên 31 nghìn lượt khách], doanh thu du lịch đạt [18,7 tỷ đồng].",
            &["lượt khách", "doanh thu du lịch"],
        ),
        (BC, "", "Tỷ lệ người dân tham gia bảo hiểm y tế đạt [96,15%].", &["tỷ lệ người dân tham gia bảo hiểm y tế"]),
        (
            BC,
            "",
            "Toàn huyện có [42 trường học], trong đó [26 trường] đạt chuẩn quốc gia ([61,9%]), với [588 lớp], [16.204 học sinh].",
            &["trường học", "trường đạt chuẩn quốc gia; ^trường học", "trường đạt chuẩn quốc gia", "lớp", "học sinh"],
        ),
        (
            BC,
            "",
            "Giải quyết việc làm cho [1.150 lao động], đào tạo nghề cho [640 người], tỷ lệ lao động qua đào tạo đạt [48%].",
            &["giải quyết việc làm / lao động", "đào tạo nghề", "tỷ lệ lao động qua đào tạo"],
        ),
        (
            BC,
            "",
            "Tiếp nhận [3.412 hồ sơ], giải quyết đúng hạn [3.398 hồ sơ], đạt [99,6%].",
            &["tiếp nhận hồ sơ", "giải quyết đúng hạn / giải quyết đúng hạn hồ sơ", "giải quyết đúng hạn"],
        ),
        (
            BC,
            "",
            "Tỷ suất sinh giảm [0,3‰] so với năm trước; tỷ lệ tăng dân số tự nhiên [1,21%].",
            &["tỷ suất sinh; c-", "tỷ lệ tăng dân số tự nhiên"],
        ),
        (
            BC,
            "",
            "Giai đoạn 2021-2025, tổng vốn thực hiện [03 chương trình] mục tiêu quốc gia là [215.340 triệu đồng].",
            &["chương trình mục tiêu quốc gia; p=2021-2025", "tổng vốn thực hiện / tổng vốn; p=2021-2025"],
        ),
        (
            BC,
            "",
            "Thu hồi [14 khẩu súng] tự chế; xử lý [08 vụ] vi phạm, phạt [92.500.000đ].",
            &["khẩu súng tự chế", "vụ vi phạm", "phạt"],
        ),
        (
            BC,
            "",
            "Tổng giá trị sản xuất ước [1.860 tỷ đồng], tăng [7,9%]; cơ cấu: nông nghiệp [38,2%], công nghiệp - xây dựng [31,5%], dịch vụ [30,3%].",
            &[
                "tổng giá trị sản xuất; b=e",
                "tổng giá trị sản xuất; c+; b=e",
                "cơ cấu nông nghiệp / nông nghiệp",
                "cơ cấu công nghiệp - xây dựng / công nghiệp - xây dựng",
                "cơ cấu dịch vụ / dịch vụ",
            ],
        ),
        (
            BC,
            "",
            "Số người tham gia: cấp huyện [95 người], cấp xã [3.640 lượt người].",
            &["số người tham gia cấp huyện / cấp huyện", "số người tham gia cấp xã / cấp xã"],
        ),
        (
            BC,
            "",
            "Trồng mới [298,9 ha] rừng; khoanh nuôi tái sinh [2.500 ha]; bảo vệ rừng [34.111 ha].",
            &["rừng / trồng mới rừng", "khoanh nuôi tái sinh", "bảo vệ rừng"],
        ),
        (
            BC,
            "",
            "Sản lượng lương thực có hạt năm 2023 đạt [45.120 tấn], tăng [1.250 tấn] so với năm 2022, bình quân [512 kg/người/năm].",
            &[
                "sản lượng lương thực có hạt; p=2023",
                "sản lượng lương thực có hạt; c+; p=2023",
                "sản lượng lương thực có hạt bình quân; p=2023",
            ],
        ),
        (
            BC,
            "",
            "Tỷ lệ hộ nghèo giảm từ [25,3%] năm 2021 xuống còn [20,1%] năm 2022, giảm [5,2 điểm %].",
            &["tỷ lệ hộ nghèo; p=2021", "tỷ lệ hộ nghèo; p=2022", "tỷ lệ hộ nghèo; c-; p=2022"],
        ),
        (
            BC,
            "",
            "Huyện Phong Sơn tăng [12,4%], huyện Kỳ Lộc tăng [8,1%], thị xã An Bình giảm [2,5%].",
            &["*; c+; @Huyện Phong Sơn", "*; c+; @huyện Kỳ Lộc", "*; c-; @thị xã An Bình"],
        ),
        (
            BC,
            "",
            "Trên địa bàn huyện Kỳ Lộc có [15 dự án], tổng mức đầu tư [1.240 tỷ đồng].",
            &["dự án; @huyện Kỳ Lộc", "tổng mức đầu tư; @huyện Kỳ Lộc"],
        ),
        (
            BC,
            "",
            "Giải ngân vốn đầu tư công đạt [412,6 tỷ đồng], bằng [68,5%] kế hoạch vốn giao ([602,3 tỷ đồng]).",
            &["giải ngân vốn đầu tư công", "giải ngân vốn đầu tư công", "*; b=t"],
        ),
        (
            BC,
            "",
            "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ ước đạt [2.145 tỷ đồng], vượt [3,2%] so với kế hoạch.",
            &[
                "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ; b=e",
                "tổng mức bán lẻ hàng hóa và doanh thu dịch vụ; b=e",
            ],
        ),
        (BC, "", "Chi cục Thuế thu [12 tỷ đồng] tiền sử dụng đất.", &["tiền sử dụng đất"]),
        (
            BC,
            "",
            "Dư nợ cho vay đạt [312 tỷ đồng] với [4.870 hộ] vay, nợ quá hạn [0,08%].",
            &["dư nợ cho vay / dư nợ", "hộ vay", "nợ quá hạn"],
        ),
        (
            BC,
            "",
            "Xảy ra [12 vụ] tai nạn giao thông, làm chết [05 người], bị thương [14 người]; so với cùng kỳ giảm [03 vụ].",
            &[
                "vụ tai nạn giao thông",
                "làm chết / làm chết người",
                "bị thương / bị thương người",
                "vụ tai nạn giao thông / vụ; c-",
            ],
        ),
        (
            BC,
            "",
            "Tỷ lệ giải ngân mới đạt [45%], thấp hơn [5 điểm %] so với bình quân chung của tỉnh.",
            &["tỷ lệ giải ngân", "tỷ lệ giải ngân"],
        ),
        (
            "Kế hoạch",
            "MỤC TIÊU",
            "- [100%] thôn, bản có chi bộ; [trên 95%] cấp ủy cơ sở thực hiện tốt quy chế dân chủ.",
            &["thôn, bản có chi bộ; b=t", "cấp ủy cơ sở thực hiện tốt quy chế dân chủ; b=t"],
        ),
        (
            "Kế hoạch",
            "",
            "Phấn đấu đến năm 2025, tỷ lệ hộ nghèo giảm bình quân [từ 3-4%/năm].",
            &["tỷ lệ hộ nghèo; c-; b=t; p=2025"],
        ),
        ("Kế hoạch", "I. Kết quả năm 2023", "Trồng được [125 ha] quế.", &["quế / trồng quế"]),
        (
            "Nghị quyết",
            "",
            "Tốc độ tăng trưởng kinh tế đạt [8,5%/năm]; thu hút [12 dự án] mới.",
            &["tốc độ tăng trưởng kinh tế; b=t", "dự án mới / thu hút dự án mới; b=t"],
        ),
        (
            "Kế hoạch",
            "",
            "Góp phần giảm tỷ lệ hộ nghèo bình quân [2,5%/năm], tăng tỷ lệ che phủ rừng lên [55%].",
            &["tỷ lệ hộ nghèo; c-; b=t", "tỷ lệ che phủ rừng; b=t"],
        ),
    ]);
}

#[test]
fn party_reports() {
    check(&[
        (
            BC,
            "",
            "Kết nạp [47 đảng viên] mới, đạt [94%] chỉ tiêu, nâng tổng số đảng viên lên [1.906 đồng chí] (nữ [702{đồng chí}], dân tộc thiểu số [1.344{đồng chí}]).",
            &[
                "kết nạp đảng viên mới / đảng viên mới",
                "kết nạp đảng viên mới / đảng viên mới",
                "tổng số đảng viên",
                "nữ / đảng viên nữ; ^tổng số đảng viên",
                "dân tộc thiểu số / đảng viên dân tộc thiểu số; ^tổng số đảng viên",
            ],
        ),
        (
            BC,
            "",
            "Đảng bộ có [38 tổ chức cơ sở đảng], gồm [14 đảng bộ] và [24 chi bộ cơ sở]; [212 chi bộ] trực thuộc đảng ủy cơ sở.",
            &[
                "tổ chức cơ sở đảng",
                "đảng bộ; ^tổ chức cơ sở đảng",
                "chi bộ cơ sở; ^tổ chức cơ sở đảng",
                "chi bộ trực thuộc đảng ủy cơ sở",
            ],
        ),
        (
            BC,
            "",
            "Trình độ chuyên môn: thạc sĩ [21 đồng chí]; đại học [640 đồng chí]; trung cấp [310 đồng chí].",
            &["trình độ chuyên môn thạc sĩ", "trình độ chuyên môn đại học", "trình độ chuyên môn trung cấp"],
        ),
        (
            BC,
            "",
            "Trình độ lý luận chính trị: cao cấp, cử nhân [62 đồng chí]; trung cấp [415 đồng chí].",
            &["trình độ lý luận chính trị cao cấp, cử nhân", "trình độ lý luận chính trị trung cấp"],
        ),
        (
            BC,
            "",
            "Ban hành [17 văn bản], tổ chức [06 cuộc kiểm tra], [05 cuộc giám sát] đối với [22 tổ chức đảng].",
            &["văn bản / ban hành văn bản", "cuộc kiểm tra", "cuộc giám sát", "tổ chức đảng"],
        ),
        (
            BC,
            "",
            "Thi hành kỷ luật [19 đảng viên] (khiển trách [11{đảng viên}], cảnh cáo [06{đảng viên}], khai trừ [02{đảng viên}]).",
            &["thi hành kỷ luật đảng viên", "khiển trách", "cảnh cáo", "khai trừ"],
        ),
        (
            BC,
            "",
            "Có [36/38 tổ chức cơ sở đảng] được xếp loại, trong đó hoàn thành xuất sắc nhiệm vụ [07{tổ chức}] ([19,4%]), hoàn thành tốt nhiệm vụ [25{tổ chức}] ([69,4%]).",
            &[
                "tổ chức cơ sở đảng / tổ chức cơ sở đảng được xếp loại",
                "hoàn thành xuất sắc nhiệm vụ / tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ",
                "hoàn thành xuất sắc nhiệm vụ / tổ chức cơ sở đảng hoàn thành xuất sắc nhiệm vụ",
                "hoàn thành tốt nhiệm vụ / tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ",
                "hoàn thành tốt nhiệm vụ / tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ",
            ],
        ),
        (
            BC,
            "",
            "Mở [09 lớp] bồi dưỡng lý luận chính trị cho [540 học viên], tăng [02 lớp] so với năm 2021.",
            &["lớp bồi dưỡng lý luận chính trị", "học viên", "lớp bồi dưỡng lý luận chính trị / lớp; c+"],
        ),
        (
            BC,
            "",
            "Luân chuyển [04 đồng chí] về cơ sở; cử [52 đồng chí] đi đào tạo; bổ nhiệm [15 đồng chí].",
            &["luân chuyển đồng chí / luân chuyển", "đồng chí đi đào tạo", "bổ nhiệm đồng chí / bổ nhiệm"],
        ),
        (
            BC,
            "",
            "Tiếp nhận [28 đơn] (tố cáo [09{đơn}], khiếu nại [04{đơn}], kiến nghị, phản ánh [15{đơn}]); giải quyết [26/28 đơn], đạt [92,9%].",
            &["tiếp nhận đơn / đơn", "tố cáo", "khiếu nại", "kiến nghị, phản ánh", "giải quyết đơn", "giải quyết đơn"],
        ),
        (
            BC,
            "",
            "Trao Huy hiệu Đảng cho [31 đồng chí], trong đó Huy hiệu 50 năm tuổi Đảng [04 đồng chí].",
            &["trao Huy hiệu Đảng / Huy hiệu Đảng", "Huy hiệu 50 năm tuổi Đảng"],
        ),
        (BC, "", "Toàn đảng bộ giảm [02 đầu mối], tinh giản [11 biên chế].", &["đầu mối; c-", "tinh giản biên chế"]),
        (
            BC,
            "",
            "Tổ chức [58 cuộc tiếp xúc, đối thoại] với Nhân dân, tiếp thu [466 ý kiến].",
            &["cuộc tiếp xúc, đối thoại", "ý kiến"],
        ),
        (
            BC,
            "",
            "Lĩnh vực kinh tế có [83 mô hình] (tập thể [60{mô hình}], cá nhân [23{mô hình}]).",
            &["mô hình / lĩnh vực kinh tế", "tập thể", "cá nhân"],
        ),
        (
            BC,
            "",
            "Tỷ lệ đảng viên được xếp loại hoàn thành tốt nhiệm vụ đạt [78,4%].",
            &["tỷ lệ đảng viên được xếp loại hoàn thành tốt nhiệm vụ"],
        ),
        (
            BC,
            "",
            "Khối xã, thị trấn [94,8%]; khối cơ quan, lực lượng vũ trang [98,9%].",
            &["khối xã, thị trấn", "khối cơ quan, lực lượng vũ trang"],
        ),
        (
            BC,
            "CHỈ TIÊU NĂM 2025",
            "Năm 2025 kết nạp [45 - 50 đảng viên]; [trên 90%] tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên.",
            &[
                "kết nạp đảng viên; b=t; p=2025",
                "tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ trở lên / tổ chức cơ sở đảng hoàn thành tốt nhiệm vụ; b=t; p=2025",
            ],
        ),
        (BC, "", "Thu đảng phí [812.500.000đ], trích nộp cấp trên [30%].", &["thu đảng phí", "trích nộp cấp trên"]),
        (
            BC,
            "",
            "Đăng tải [hơn 860 tin, bài], xử lý [12/13 thông tin] xấu, độc.",
            &["tin, bài", "thông tin xấu / thông tin xấu, độc"],
        ),
        (BC, "", "Mỗi số phát hành [600 cuốn] đến chi bộ.", &["cuốn / số phát hành"]),
    ]);
}

#[test]
fn national_reports_and_news() {
    check(&[
        (
            BC,
            "",
            "Giá trị sản xuất công nghiệp tháng 3 năm 2008 ước đạt [41.250 tỷ đồng], tăng [16,3%] so với cùng kỳ, trong đó khu vực doanh nghiệp nhà nước tăng [8,1%], khu vực ngoài quốc doanh tăng [21,4%].",
            &[
                "giá trị sản xuất công nghiệp; b=e; p=2008",
                "giá trị sản xuất công nghiệp; c+; b=e; p=2008",
                "khu vực doanh nghiệp nhà nước; c+; p=2008",
                "khu vực ngoài quốc doanh; c+; p=2008",
            ],
        ),
        (
            BC,
            "",
            "Dầu thô khai thác đạt [gần 1,4 triệu tấn], giảm [3%] so cùng kỳ.",
            &["dầu thô khai thác", "dầu thô khai thác; c-"],
        ),
        (
            BC,
            "",
            "Một số sản phẩm tăng cao gồm: xi măng tăng [18,2%], thép cán tăng [11,4%], quạt điện tăng [9,7%].",
            &["xi măng; c+", "thép cán; c+", "quạt điện; c+"],
        ),
        (
            BC,
            "",
            "Kim ngạch xuất khẩu cả nước quý I năm 2010 đạt [14,01 tỷ USD], giảm [1,6%]; hàng dệt may đạt [2,2 tỷ USD] tăng [16,8%]; túi xách, vali, mũ và ô dù đạt [180 triệu USD].",
            &[
                "kim ngạch xuất khẩu; p=2010",
                "kim ngạch xuất khẩu; c-; p=2010",
                "hàng dệt may; p=2010",
                "hàng dệt may; c+; p=2010",
                "túi xách, vali, mũ và ô dù; p=2010",
            ],
        ),
        (
            BC,
            "",
            "Hải Dương tăng [12,7%], Vĩnh Phúc tăng [15,2%], Bà Rịa – Vũng Tàu giảm [2,1%].",
            &["*; c+; @Hải Dương", "*; c+; @Vĩnh Phúc", "*; c-; @Bà Rịa – Vũng Tàu"],
        ),
        (BC, "", "TP. Hồ Chí Minh chiếm tỷ trọng [23,4%] cả nước.", &["tỷ trọng / TP. Hồ Chí Minh; @TP. Hồ Chí Minh"]),
        (
            BC,
            "",
            "Nhà máy phôi thép Hải An (Hải Phòng) công suất [200.000 tấn/năm].",
            &["nhà máy phôi thép Hải An công suất / công suất; @Hải Phòng"],
        ),
        (
            BC,
            "",
            "Thủy điện Nậm Chiến công suất [200 MW], thủy điện Bản Chát ([220 MW]).",
            &["công suất / thủy điện Nậm Chiến công suất", "thủy điện Bản Chát"],
        ),
        (BC, "", "Giá phôi thép nhập khẩu tăng lên [420-450 USD/tấn].", &["giá phôi thép nhập khẩu"]),
        (
            BC,
            "",
            "Điện sản xuất [ước đạt 8,5 tỷ kWh] tăng [3,9%] so cùng kỳ, trong đó Tổng công ty Điện lực đạt [6,1 tỷ kWh].",
            &["điện sản xuất; b=e", "điện sản xuất; c+; b=e", "Tổng công ty Điện lực"],
        ),
        (
            BC,
            "",
            "GDP năm 2022 tăng [8,02%] so với năm trước; thu nhập bình quân đạt [4.110 USD/người].",
            &["GDP; c+; p=2022", "thu nhập bình quân; p=2022"],
        ),
        (
            BC,
            "",
            "Chỉ số giá tiêu dùng tháng 5/2023 tăng [0,01%] so với tháng trước và tăng [2,43%] so với cùng kỳ năm trước.",
            &["chỉ số giá tiêu dùng; c+; p=2023", "chỉ số giá tiêu dùng; c+; p=2023"],
        ),
        (
            BC,
            "",
            "Cả nước có [95,3 nghìn doanh nghiệp] đăng ký thành lập mới, giảm [1,6%] so với cùng kỳ năm trước.",
            &[
                "doanh nghiệp đăng ký thành lập mới / doanh nghiệp",
                "doanh nghiệp đăng ký thành lập mới / doanh nghiệp; c-",
            ],
        ),
        (
            "",
            "",
            "Năm học 2021 - 2022, toàn ngành có [512 trường], [9.870 lớp].",
            &["trường; p=2021-2022", "lớp; p=2021-2022"],
        ),
        (
            "",
            "",
            "Sáng nay, tại xã Mường Lang đã diễn ra lễ trao [50 suất quà] cho học sinh nghèo, mỗi suất [500.000 đồng].",
            &["suất quà; @xã Mường Lang", "suất quà / mỗi suất; @xã Mường Lang"],
        ),
        (
            "",
            "",
            "Theo Ban Tổ chức, có [19 đội] với [95 vận động viên] tham gia.",
            &["đội", "vận động viên tham gia / vận động viên"],
        ),
        (
            "Nghị định",
            "",
            "Phạt tiền từ [1.000.000 đồng] đến [3.000.000 đồng] đối với hành vi không niêm yết giá.",
            &["phạt tiền", "phạt tiền"],
        ),
        (
            "Quyết định",
            "",
            "Mức hỗ trợ [500.000 đồng/người/tháng], thời gian hỗ trợ tối đa [12 tháng].",
            &["mức hỗ trợ", "thời gian hỗ trợ"],
        ),
        (
            "Quyết định",
            "",
            "Phê duyệt dự án với tổng mức đầu tư [36,5 tỷ đồng], trong đó ngân sách trung ương [30 tỷ đồng], ngân sách huyện [6,5 tỷ đồng].",
            &["tổng mức đầu tư", "ngân sách trung ương; ^tổng mức đầu tư", "ngân sách huyện; ^tổng mức đầu tư"],
        ),
        (
            "Công văn",
            "",
            "Tính đến hết tháng 9 năm 2023, còn [07 dự án] chưa giải ngân.",
            &["dự án chưa giải ngân / dự án; p=2023"],
        ),
        (
            "Thông báo",
            "",
            "Tổng số thí sinh dự thi là [1.245 thí sinh], vắng [12 thí sinh], chiếm [0,96%].",
            &["tổng số thí sinh dự thi", "vắng thí sinh / vắng", "vắng thí sinh / vắng"],
        ),
    ]);
}

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
    attribute(&document, &[], &mut quantities, &VOCABULARY);
    let f = &quantities[0].figure;
    assert_eq!((f.context_period.as_deref(), f.context_place.as_deref()), (Some("2022"), Some("xã Nà Lẻng")));
    assert_eq!((f.period.as_deref(), f.place.as_deref()), (None, None));
}
