//! What the genre of a document and the headings over a figure say: a plan sets goals, "Kết quả" looks back, "Phương hướng" ahead.
//!
//! A report's "II. DỰ TOÁN NĂM 2024" sets goals, a decree's norms do not, and what a decision approves is so from then on.

use super::super::context::years;
use crate::record::Basis;
use crate::structure::Document;
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// The basis of every section of a document, and of what stands before the first one.
pub(in crate::extract::attribute) struct Sections {
    before: Basis,
    sections: Vec<Basis>,
}

/// Types whose figures are goals unless something says otherwise.
const PLANS: [&str; 6] = ["Kế hoạch", "Nghị quyết", "Chương trình", "Phương án", "Đề án", "Chương trình hành động"];

/// Headings of decisions over what is approved.
const APPROVED: [&str; 4] = ["quy mô", "khái toán", "mục tiêu đầu tư", "đề nghị"];

/// Types that lay down rules.
const NORMS: [&str; 5] = ["Thông tư", "Thông tư liên tịch", "Nghị định", "Luật", "Pháp lệnh"];

impl Sections {
    /// Reads type and outline.
    pub fn new(document: &Document) -> Self {
        let header = &document.header;
        // A resolution that lays down amounts sets no goals.
        let title = header.title.as_deref().unwrap_or("").to_lowercase();
        let rule =
            ["quy định", "qui định", "sửa đổi", "chính sách", "bãi bỏ", "chế độ"].iter().any(|w| title.contains(w));
        // "Quyết định phê duyệt Đề án … giai đoạn 2024 - 2028" holds the plan itself.
        let approves = header.doc_type.as_deref() == Some("Quyết định")
            && years(&title).is_some()
            && ["phê duyệt ", "ban hành "].iter().filter_map(|verb| title.strip_prefix(*verb)).any(|what| {
                PLANS.iter().chain(&["Chiến lược", "Quy hoạch"]).any(|t| what.starts_with(&t.to_lowercase()))
            });
        // "Quyết định về việc giao chỉ tiêu kế hoạch và dự toán …"
        let assigns = header.doc_type.as_deref() == Some("Quyết định")
            && ["giao chỉ tiêu", "giao kế hoạch", "giao dự toán"].iter().any(|w| title.contains(w));
        let holds = approves || assigns;
        let plan =
            holds || header.doc_type.as_deref().is_some_and(|t| PLANS.contains(&t) && !(t == "Nghị quyết" && rule));
        let norm = header
            .doc_type
            .as_deref()
            .is_some_and(|t| NORMS.contains(&t) || t == "Nghị quyết" && rule && title.starts_with("quy định"));
        let decides = header.doc_type.as_deref() == Some("Quyết định");
        let default = if plan { Basis::Target } else { Basis::Actual };
        // Without a date nothing is known to be ahead.
        let year = Some(header.date.as_deref().and_then(|d| d.get(..4)).unwrap_or("9999"));
        let mut sections: Vec<Basis> = Vec::with_capacity(document.outline.len());
        // Level, basis, whether a heading says that it is about what was done, and whether it heads tasks.
        let mut open: Vec<(u8, Basis, bool, bool)> = Vec::new();
        for heading in &document.outline {
            open.retain(|(level, ..)| *level < heading.level);
            let (above, done, tasks) = open.last().map_or((default, false, false), |o| (o.1, o.2, o.3));
            // "Phần B. NĂM 2024" in a report of 2023; the term of an office is no plan.
            let lower = heading.title.to_lowercase();
            let term = lower.contains("nhiệm kỳ");
            let next = !term && years(&heading.title).is_some_and(|y| y.get(..4) > year);
            // "II. DỰ TOÁN NĂM 2024" in a report of that year's January.
            let budget = lower.starts_with("dự toán")
                && !["thực hiện", "quyết toán", "sử dụng"].iter().any(|w| lower.contains(w))
                && years(&heading.title).is_some_and(|y| y.get(..4) >= year);
            // "III. NHIỆM VỤ", "3. Đánh giá, phân hạng": what is to be done has such names, too.
            let task = plan && tasks && above == Basis::Target && is_task(&lower);
            let said =
                heading_basis(&heading.title, done).filter(|_| !task).or((next || budget).then_some(Basis::Target));
            // What a decision approves is so from then on: "Quy mô đầu tư" sets no goal there.
            let said = said.filter(|b| *b == Basis::Actual || !decides || !APPROVED.iter().any(|w| lower.contains(w)));
            // "Chi xây dựng kế hoạch" in a circular lays down what is paid, no goal.
            let said = said.filter(|b| *b == Basis::Actual || !norm || lower.contains("mục tiêu"));
            let basis = said.unwrap_or(above);
            let heads_tasks = ["nhiệm vụ", "giải pháp", "các nhiệm vụ"].iter().any(|w| lower.starts_with(w));
            open.push((heading.level, basis, basis == Basis::Actual && (done || said.is_some()), heads_tasks));
            sections.push(basis);
        }
        let congress = plan && title.contains("đại hội") && !sections.is_empty();
        Self { before: if congress || holds { Basis::Actual } else { default }, sections }
    }

    /// The basis of a section. What stands before the first one of a resolution says who met.
    pub fn basis(&self, section: Option<usize>) -> Basis {
        section.and_then(|s| self.sections.get(s)).copied().unwrap_or(self.before)
    }
}

/// Words of headings over what was done.
const DONE: [&str; 20] = [
    "điểm xuất phát",
    "kết quả",
    "tình hình",
    "đánh giá",
    "thực trạng",
    "tồn tại",
    "hạn chế",
    "nguyên nhân",
    "ưu điểm",
    "đặc điểm",
    "bài học",
    "kiểm điểm",
    "khái quát",
    "công tác chỉ đạo",
    "đã đạt được",
    "căn cứ",
    "sự cần thiết",
    "hiện trạng",
    "xuất phát điểm",
    "bối cảnh",
];

/// Words of headings over what is to be done.
const AHEAD: [&str; 18] = [
    "cam kết",
    "quy mô xin",
    "quy mô đầu tư",
    "quy mô xây dựng",
    "khái toán",
    "phương hướng",
    "thời gian tới",
    "năm tới",
    "tháng tới",
    "quý tới",
    "tháng cuối năm",
    "giải pháp",
    "định hướng",
    "dự kiến",
    "đề xuất",
    "đề nghị",
    "kiến nghị",
    "lộ trình",
];

/// What stands in front of "đề nghị" where the body itself asks for something: not "Hồ sơ đề nghị cấp phép", "Cử tri đề nghị".
const PROPOSES: [&str; 10] = [
    "",
    "những",
    "các",
    "một số",
    "nội dung",
    "nội dung kiến nghị",
    "đề xuất",
    "kiến nghị",
    "kiến nghị và",
    "đề xuất và",
];

/// Whose petitions are spoken of: "Khiếu nại, tố cáo, kiến nghị", "Trả lời kiến nghị của cử tri".
const OTHERS: [&str; 4] = ["cử tri", "khiếu nại", "tố cáo", "trả lời"];

/// Headings over how things stand, with what is asked for at their end: "Khó khăn, vướng mắc và kiến nghị". There a sentence says
/// itself that it asks.
const MIXED: [&str; 5] = ["khó khăn", "thuận lợi", "tồn tại", "hạn chế", "vướng mắc"];

/// "Kết quả" → "Về các chỉ tiêu", "Ba nhiệm vụ trọng tâm": under results these words look back.
const EITHER: [&str; 7] = ["chỉ tiêu", "kế hoạch", "yêu cầu", "tổ chức thực hiện", "mục tiêu", "nhiệm vụ", "dự toán"];

/// "Một số chỉ tiêu chủ yếu" are indicators, reached or not.
const INDICATORS: [&str; 3] = ["một số chỉ tiêu", "hệ thống chỉ tiêu", "biểu chỉ tiêu"];

/// All of these words, in this order, found in one pass over a heading; there are as many headings as paragraphs in some
/// reports.
static HEADING_WORDS: LazyLock<AhoCorasick> = LazyLock::new(heading_words);

#[expect(clippy::expect_used, reason = "thirty short constant patterns always build")]
fn heading_words() -> AhoCorasick {
    AhoCorasick::new(DONE.iter().chain(&AHEAD).chain(&EITHER).chain(&INDICATORS)).expect("constant patterns")
}

/// Bytes of a title that opens a paragraph.
const MAX_RUN_IN_BYTES: usize = 80;

/// What a title at the head of a paragraph says of the figures behind it: "Nhiệm vụ quý III. Giải ngân 25 tỷ đồng". It begins
/// with the word that says so: "Xã đã ban hành kế hoạch" is a sentence.
pub(in crate::extract::attribute) fn run_in(sentence: &str) -> Option<Basis> {
    let title = sentence.trim();
    let begins = || HEADING_WORDS.find(&title.to_lowercase()).is_some_and(|found| found.start() == 0);
    let short = title.len() <= MAX_RUN_IN_BYTES && !title.contains(',');
    if short && begins() { heading_basis(title, false) } else { None }
}

/// Whether a heading under one of tasks, in small letters, names something to be done: "Đánh giá, phân hạng sản phẩm", "Khắc phục
/// hạn chế"; "Đánh giá kết quả năm 2023" looks back.
fn is_task(title: &str) -> bool {
    let judges = ["đánh giá", "kiểm điểm"].iter().any(|w| title.starts_with(w));
    let back = ["kết quả", "chung", "ưu điểm", "tồn tại", "hạn chế", "tình hình", "thực trạng", "công tác"];
    title.starts_with("khắc phục") || judges && years(title).is_none() && !back.iter().any(|w| title.contains(w))
}

/// What a heading says of the figures under it; `done` when it stands under one about results.
fn heading_basis(title: &str, done: bool) -> Option<Basis> {
    let mut title = title.to_lowercase();
    // A programme of that name sets no goal here.
    for name in ["chương trình mục tiêu", "mục tiêu quốc gia", "có mục tiêu"] {
        if title.contains(name) {
            title = title.replace(name, "");
        }
    }
    if title.starts_with("hiệu quả") {
        return Some(Basis::Actual);
    }
    let (mut ahead, mut either, mut indicators) = (false, false, false);
    for found in HEADING_WORDS.find_overlapping_iter(&title) {
        let mut word = found.pattern().as_usize();
        if word < DONE.len() {
            return Some(Basis::Actual);
        }
        word -= DONE.len();
        let asked = || match AHEAD.get(word) {
            Some(&("đề nghị" | "kiến nghị" | "đề xuất")) if MIXED.iter().any(|w| title.starts_with(w)) => {
                true
            }
            Some(&"đề nghị") => !PROPOSES.contains(&title[..found.start()].trim_end_matches([' ', ','])),
            Some(&"kiến nghị") => OTHERS.iter().any(|w| title.contains(w)),
            _ => false,
        };
        ahead |= word < AHEAD.len() && !asked();
        // "Công tác lãnh đạo, tổ chức thực hiện": of the time that the document is about, past or to come.
        let words = word.checked_sub(AHEAD.len()).and_then(|word| EITHER.get(word));
        either |= words.is_some_and(|&words| !(words == "tổ chức thực hiện" && title.starts_with("công tác")));
        indicators |= word >= AHEAD.len() + EITHER.len();
    }
    let ahead = ahead || !done && either;
    (ahead && !indicators).then_some(Basis::Target)
}
