//! Whether a figure happened, is expected or is a goal: by the genre of the document, its section, and the words of
//! the clause. "ước đạt 42 triệu đồng" is an estimate, "phấn đấu 75% trở lên" a target.

use super::change::near_plan;
use super::clause::{Bound, Kind, Token};
use super::context::years;
use super::reading::{Adjacency, Reading};
use crate::extract::Quantity;
use crate::record::{Basis, Kind as Measure, Qualifier};
use crate::structure::Document;
use crate::vocabulary::{Class, key};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

/// The basis of every section of a document, and of what stands before the first one.
pub(super) struct Sections {
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
        let plan =
            approves || header.doc_type.as_deref().is_some_and(|t| PLANS.contains(&t) && !(t == "Nghị quyết" && rule));
        let norm = header.doc_type.as_deref().is_some_and(|t| NORMS.contains(&t) || t == "Nghị quyết" && rule);
        let decides = header.doc_type.as_deref() == Some("Quyết định");
        let default = if plan { Basis::Target } else { Basis::Actual };
        // Without a date nothing is known to be ahead.
        let year = Some(header.date.as_deref().and_then(|d| d.get(..4)).unwrap_or("9999"));
        let mut sections: Vec<Basis> = Vec::with_capacity(document.outline.len());
        // Level, basis, and whether a heading says that it is about what was done.
        let mut open: Vec<(u8, Basis, bool)> = Vec::new();
        for heading in &document.outline {
            open.retain(|(level, ..)| *level < heading.level);
            let (above, done) = open.last().map_or((default, false), |o| (o.1, o.2));
            // "Phần B. NĂM 2024" in a report of 2023; the term of an office is no plan.
            let term = heading.title.to_lowercase().contains("nhiệm kỳ");
            let next = !term && years(&heading.title).is_some_and(|y| y.get(..4) > year);
            // "II. DỰ TOÁN NĂM 2024" in a report of that year's January.
            let lower = heading.title.to_lowercase();
            let budget = lower.starts_with("dự toán")
                && !["thực hiện", "quyết toán", "sử dụng"].iter().any(|w| lower.contains(w))
                && years(&heading.title).is_some_and(|y| y.get(..4) >= year);
            let said = heading_basis(&heading.title, done).or((next || budget).then_some(Basis::Target));
            // What a decision approves is so from then on: "Quy mô đầu tư" sets no goal there.
            let said = said.filter(|b| {
                *b == Basis::Actual || !decides || !APPROVED.iter().any(|w| heading.title.to_lowercase().contains(w))
            });
            // "Chi xây dựng kế hoạch" in a circular lays down what is paid, no goal.
            let said =
                said.filter(|b| *b == Basis::Actual || !norm || heading.title.to_lowercase().contains("mục tiêu"));
            let basis = said.unwrap_or(above);
            open.push((heading.level, basis, basis == Basis::Actual && (done || said.is_some())));
            sections.push(basis);
        }
        let congress = plan && title.contains("đại hội") && !sections.is_empty();
        Self { before: if congress || approves { Basis::Actual } else { default }, sections }
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
pub(super) fn run_in(sentence: &str) -> Option<Basis> {
    let title = sentence.trim();
    let begins = || HEADING_WORDS.find(&title.to_lowercase()).is_some_and(|found| found.start() == 0);
    let short = title.len() <= MAX_RUN_IN_BYTES && !title.contains(',');
    if short && begins() { heading_basis(title, false) } else { None }
}

/// Whether a sentence begins by saying how things stand: "Tính đến ngày 15/11/2023, …", "Đến nay …", "Hiện có …".
fn stands(text: &str, tokens: &[Token]) -> bool {
    let Some(first) = tokens.first() else { return false };
    let begin = text[first.span.start..].trim_start();
    ["Tính đến ", "Đến nay", "Hiện nay", "Hiện có", "Hiện toàn", "Hiện còn", "Hiện trạng "]
        .iter()
        .any(|w| begin.starts_with(w))
}

/// Whether the figure is what there is: "lực lượng hiện có 120 người".
fn there_is(text: &str, tokens: &[Token], r: &Reading) -> bool {
    tokens[r.before.chunk..r.at]
        .iter()
        .any(|t| t.is(Class::Have) && matches!(&*t.span.of(text).to_lowercase(), "hiện có" | "đã có" | "hiện nay có"))
}

/// Whether "đã" stands in front of the verb that the figure hangs on: "các đơn vị đã nộp 2,05 tỷ đồng".
fn has_happened(text: &str, tokens: &[Token], r: &Reading) -> bool {
    tokens[r.before.chunk..r.at]
        .iter()
        .any(|t| !t.quoted && t.span.of(text).split(' ').next().is_some_and(|word| key(word) == key("đã")))
}

/// Whether the figure counts a vote: "thông qua với 52/52 đại biểu tán thành".
fn voted(text: &str, tokens: &[Token], q: &Quantity) -> bool {
    const VOTE: [u64; 3] = [key("thành"), key("quyết"), key("qua")];
    let voters = ["đại biểu", "thành viên", "phiếu", "ý kiến", "đồng chí"];
    q.figure.of.is_some()
        && q.figure.unit.as_deref().is_some_and(|unit| voters.iter().any(|v| unit.starts_with(v)))
        && tokens.iter().any(|t| {
            VOTE.contains(&t.key)
                && matches!(&*t.span.of(text).to_lowercase(), "tán thành" | "biểu quyết" | "thông qua")
        })
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
            Some(&"đề nghị") => !PROPOSES.contains(&title[..found.start()].trim_end_matches([' ', ','])),
            Some(&"kiến nghị") => OTHERS.iter().any(|w| title.contains(w)),
            _ => false,
        };
        ahead |= word < AHEAD.len() && !asked();
        either |= (AHEAD.len()..AHEAD.len() + EITHER.len()).contains(&word);
        indicators |= word >= AHEAD.len() + EITHER.len();
    }
    let ahead = ahead || !done && either;
    (ahead && !indicators).then_some(Basis::Target)
}

/// The basis of a figure. `section` is what its section says, `known` the basis of the figures before it in the sentence.
pub(super) fn basis(
    text: &str,
    tokens: &[Token],
    r: &Reading,
    q: &Quantity,
    section: Basis,
    done: &[Reading],
    known: &[Basis],
) -> Basis {
    // "kế hoạch năm (3.800 tấn)", "dự toán giao 500 triệu đồng": the plan's own number.
    if q.figure.kind != Measure::Duration {
        // "(KH 65%)"
        let noted = matches!(r.before.bound, Bound::Open(open) if open + 2 == r.at);
        // "vượt kế hoạch 188 tấn"
        let beyond = tokens[r.before.chunk..r.at].windows(2).any(|w| w[0].key == key("vượt") && w[1].is(Class::Plan));
        let own = r.plan && !beyond && (noted || !matches!(q.figure.kind, Measure::Percent))
            || matches!(r.before.bound, Bound::Open(open) if near_plan(tokens, open) && (r.adjacency != Adjacency::Linked || r.change.is_some()));
        if own || leads_with_plan(text, tokens, r, q) {
            return Basis::Target;
        }
        // "huyện giao xã 22 chỉ tiêu"
        if q.figure.kind == Measure::Count && assigned(text, tokens, r, q) {
            return Basis::Target;
        }
    }
    let said = q.figure.kind != Measure::Duration && said(text, tokens, r.at);
    if !said && estimated(text, tokens, r, q, done, known) {
        return Basis::Estimate;
    }
    let stated = section == Basis::Target
        && (stands(text, tokens)
            || has_happened(text, tokens, r)
            || there_is(text, tokens, r)
            || voted(text, tokens, q));
    let section = if stated { Basis::Actual } else { section };
    if said || section == Basis::Target {
        // Where a change comes from is already so.
        let from = r.origin && q.figure.low.is_none() && tokens[r.at + 1..].iter().take(6).any(|t| t.is(Class::Level));
        let review = q.figure.kind == Measure::Duration;
        let known_set = !said
            && r.adjacency == Adjacency::Prep
            && r.at > 0
            && tokens[r.at - 1].is(Class::Of)
            && q.figure.kind == Measure::Count;
        return if from || review || known_set { Basis::Actual } else { Basis::Target };
    }
    // "95% trở lên các cấp ủy …": a floor for a whole population is a norm to be reached, wherever it stands.
    let norm = q.figure.kind == Measure::Percent && q.figure.qualifier == Some(Qualifier::AtLeast) && r.at == 0;
    let each_of_norm =
        known.first() == Some(&Basis::Target) && tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Each));
    if norm || each_of_norm { Basis::Target } else { section }
}

/// Tokens in front of a figure among which a goal governs it.
const MAX_SAID: usize = 121;

/// Whether the sentence sets a goal where that governs the figure: at its beginning or that of a clause.
pub(super) fn said(text: &str, tokens: &[Token], at: usize) -> bool {
    let sets = |t: &Token| t.is(Class::Goal) || t.is(Class::Request);
    let near = at.saturating_sub(MAX_SAID);
    // Most sentences set none.
    if !tokens[near..at].iter().any(sets) {
        return false;
    }
    let mut from = at;
    for j in (near..at).rev() {
        let Some(class) = tokens[j].class() else { continue };
        if sets(&tokens[j]) && !tokens[j].quoted {
            let lead = tokens[..j].iter().rev().take_while(|t| matches!(t.kind, Kind::Word(_) | Kind::Date(_))).count();
            // "các chỉ tiêu, mục tiêu đều đạt": a mark that is spoken of, not set.
            let noun = tokens[j].span.of(text).to_lowercase().starts_with("mục tiêu");
            let leads_on = tokens.get(j + 1).is_some_and(|n| {
                matches!(n.kind, Kind::Colon | Kind::Figure(_) | Kind::Date(_))
                    || matches!(n.class(), Some(Class::Link | Class::Prep | Class::Time))
            });
            // A mark in the middle of a sentence is set for its own clause: "nằm trong khung mục tiêu 4 - 4,5%; lạm phát …".
            let other = noun && j > 6 && tokens[j..at].iter().any(|t| t.kind == Kind::Semicolon);
            let set = class == Class::Goal && !other && (lead <= 6 || j + 6 >= from) && (!noun || leads_on)
                // "9 hộ có đơn đề nghị" asked for something.
                || class == Class::Request && (lead <= 3 || lead <= 12 && lead == j && asks(text, tokens)) && !matches!(tokens[..j - lead].last().map(|t| t.kind), Some(Kind::Figure(_)));
            if set {
                return true;
            }
        }
        from = j;
    }
    false
}

/// Whether the sentence says who asks: "Cử tri xã Thọ Điền đề nghị hỗ trợ …".
fn asks(text: &str, tokens: &[Token]) -> bool {
    let begin = tokens.first().map_or("", |t| text[t.span.start..].trim_start());
    ["Cử tri", "Nhân dân", "Người dân", "Bà con"].iter().any(|who| begin.starts_with(who))
}

/// Whether the figure hangs on "ước".
fn estimated(text: &str, tokens: &[Token], r: &Reading, q: &Quantity, done: &[Reading], known: &[Basis]) -> bool {
    let own = |range: std::ops::Range<usize>| tokens[range].iter().any(|t| t.is(Class::Estimate));
    if own(r.before.from..r.at) || hedged_by_estimate(text, q) {
        return true;
    }
    // "Tổng thu ước thực hiện năm 2013: 68 tỷ đồng": in front of the colon, and of the first figure behind it.
    if let Bound::Colon(colon) = r.before.bound
        && !tokens[colon..r.at].iter().any(|t| matches!(t.kind, Kind::Figure(_)))
        && tokens[..colon]
            .iter()
            .rev()
            .take_while(|t| !matches!(t.kind, Kind::Figure(_) | Kind::Semicolon))
            .any(|t| t.is(Class::Estimate))
    {
        return true;
    }
    // "Ước đến hết năm 2023, …": it leads the whole sentence.
    let leads = tokens.first().is_some_and(|t| match t.kind {
        Kind::Figure(_) => t.span.of(text).starts_with("Ước"),
        _ => t.is(Class::Estimate),
    });
    if leads && !tokens[..r.at].iter().any(|t| t.is(Class::Scope)) {
        let lead = tokens[..r.at].iter().take_while(|t| !matches!(t.kind, Kind::Comma | Kind::Figure(_))).count();
        if lead < 8 || !tokens[..lead].iter().any(|t| t.is(Class::Link)) {
            return true;
        }
    }
    let before = match r.before.bound {
        Bound::Figure(at) => done.iter().zip(known).rev().find(|(d, _)| d.at == at),
        Bound::Scope(at) | Bound::Colon(at) | Bound::Open(at) => {
            done.iter().zip(known).rev().find(|(d, _)| d.at < at).filter(|(d, _)| {
                // "…; trong đó nông nghiệp 2.037 tỷ đồng" goes on with the same.
                let end = if matches!(r.before.bound, Bound::Scope(_)) { at - 1 } else { at };
                !tokens[d.at..end].iter().any(|t| t.kind == Kind::Semicolon)
            })
        }
        Bound::Semicolon => done.iter().zip(known).next_back(),
        Bound::Start => None,
    };
    let Some((_, Basis::Estimate)) = before else { return false };
    // What is compared or completed hangs on the estimate; a clause with a verb of its own says how it is itself.
    let verb = tokens[r.before.from..r.at]
        .iter()
        .any(|t| matches!(t.class(), Some(Class::Link | Class::Have | Class::Up | Class::Down)));
    let name = !r.subject.is_empty();
    // "…; so cùng kỳ tăng 9,35%" compares what was estimated.
    let compares = tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Compare));
    // "thu ước 120 tỷ đồng; chi 118 tỷ đồng" are two of one kind, a price and what somebody gave are not.
    let own = &tokens[r.before.from..r.at];
    let price = q.figure.per.iter().any(|per| !matches!(per.as_str(), "năm" | "tháng" | "người" | "lao động" | "hộ"));
    let gives =
        own.windows(2).any(|w| matches!(w[0].class(), Some(Class::Body | Class::Member)) && w[1].is(Class::Heavy))
            || own.iter().any(|t| t.key == key("đã"));
    let kindred = q.figure.kind == Measure::Money && !price && !gives;
    let apart = matches!(r.before.bound, Bound::Semicolon) && !kindred && (name || !compares);
    !(apart || verb && name)
}

/// Whether the figure's own hedge is "ước", "ước đạt".
fn hedged_by_estimate(text: &str, q: &Quantity) -> bool {
    let hedge = text.get(q.figure.span.start..q.number.start).unwrap_or("");
    hedge.starts_with("ước") || hedge.starts_with("Ước")
}

/// "Kế hoạch trồng 45 ha, thực hiện 38 ha": the clause begins with the plan and has no verb that says how it went.
fn leads_with_plan(text: &str, tokens: &[Token], r: &Reading, q: &Quantity) -> bool {
    let own = &tokens[r.before.from..r.at];
    // "Dự toán thu năm 2024 được giao 12,6 tỷ đồng"
    let handed = own.last().is_some_and(|t| matches!(t.span.of(text), "giao" | "được giao"));
    // "kế hoạch năm 2018 giảm 1,5 điểm %"
    let moves = r.change.is_some()
        && own.iter().skip(1).all(|t| {
            matches!(t.kind, Kind::Date(_))
                || matches!(t.class(), Some(Class::Time | Class::Up | Class::Down | Class::Hedge))
        });
    matches!(r.before.bound, Bound::Start | Bound::Semicolon)
        && (!matches!(q.figure.kind, Measure::Percent) || moves)
        && own.first().is_some_and(|t| t.is(Class::Plan))
        && (handed
            || moves
            || is_then(text, own)
            || !own.iter().any(|t| {
                t.kind == Kind::Comma
                    || matches!(t.class(), Some(Class::Link | Class::Have | Class::Level | Class::Up | Class::Prep))
            }))
}

/// "Kế hoạch vốn đầu tư công giao đầu năm là 205 tỷ đồng": the only verb that links says what the plan is.
fn is_then(text: &str, own: &[Token]) -> bool {
    const DONE: [u64; 5] = [key("đã"), key("thành"), key("hiện"), key("chưa"), key("hành")];
    let verb =
        |t: &&Token| matches!(t.class(), Some(Class::Link | Class::Have | Class::Level | Class::Up | Class::Down));
    own.last().is_some_and(|t| t.is(Class::Link) && t.syllables == 1 && t.key == key("là"))
        && own.iter().filter(verb).count() == 1
        && !own.iter().any(|t| t.kind == Kind::Comma)
        && !own.iter().any(|t| t.span.of(text).split(' ').any(|w| DONE.contains(&key(w))))
}

/// "giao … 22 chỉ tiêu", "22 chỉ tiêu được giao": a plan that is handed down.
fn assigned(text: &str, tokens: &[Token], r: &Reading, q: &Quantity) -> bool {
    let unit = q.figure.unit.as_deref().unwrap_or("");
    let plan_unit = tokens.get(r.at + 1).is_some_and(|t| t.is(Class::Plan))
        || unit.starts_with("chỉ tiêu")
        || unit.starts_with("chi tiêu");
    let handed = tokens[r.before.from..r.at].iter().any(|t| t.is(Class::Heavy) && t.span.of(text) == "giao");
    plan_unit && handed
}
