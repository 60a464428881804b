//! Names, years and numbers that pair off by position: "hộ nghèo, hộ cận nghèo lần lượt là 10 và 9 hộ, tương ứng 40% và 36%".

use super::clause::{Kind, Token};
use super::place::Mention;
use crate::extract::Quantity;
use crate::record::Change;
use crate::vocabulary::{Class, key};
use std::ops::Range;

/// Figures that follow each other after "lần lượt" or "tương ứng".
#[derive(Debug, Clone)]
pub(super) struct Series {
    /// Tokens of the figures.
    pub figures: Vec<usize>,
    /// Where their names come from.
    pub names: Names,
    /// What each is an amount of: "lần lượt tăng 0,8% và 2,4%".
    pub changes: Vec<Option<Change>>,
}

/// Where the names of a [`Series`] come from.
#[derive(Debug, Clone)]
pub(super) enum Names {
    /// Tokens of each name, and of the words that all share in front.
    Listed(Vec<Range<usize>>),
    /// The places (their numbers) at the same positions, and the name that all share, in front of them or behind: "Tỷ lệ hộ nghèo
    /// của xã Tân Lập và xã Vĩnh Hảo", "Xã Tân Lập và xã Vĩnh Hảo có tỷ lệ hộ nghèo".
    Places(Range<usize>, Vec<usize>),
    /// The figures (tokens) at the same positions.
    Figures(Vec<usize>),
    /// The dates (tokens) at the same positions, and the name in front of them: "tỷ lệ hộ nghèo các năm 2026, 2028 và 2030".
    Years(Range<usize>, Vec<usize>),
}

/// The series of a sentence, in which `places` are named.
pub(super) fn series(tokens: &[Token], quantities: &[Quantity], places: &[Mention]) -> Vec<Series> {
    let mut out: Vec<Series> = Vec::new();
    for (at, t) in tokens.iter().enumerate() {
        let respectively = t.is(Class::Respectively);
        if !respectively && !t.is(Class::Corresponding) {
            continue;
        }
        // "tương ứng với tỷ lệ 19,3% và 15,5%"
        let lead = tokens[at + 1..].iter().take(3).take_while(|t| t.is(Class::With) || t.is(Class::Head)).count();
        let figures = run(tokens, at + 1 + lead);
        if figures.len() < 2 {
            continue;
        }
        let count = figures.len();
        let named = |at| {
            years(tokens, at, count)
                .or_else(|| by_place(tokens, places, at, count))
                .or_else(|| names(tokens, at, count).map(Names::Listed))
                .or_else(|| before_verb(tokens, at).and_then(|end| names(tokens, end, count)).map(Names::Listed))
        };
        // "Thu ngân sách các năm 2022 và 2023 tương ứng đạt …"
        let clause = tokens[..at].iter().rposition(|t| matches!(t.kind, Kind::Open | Kind::Semicolon)).unwrap_or(0);
        let told = tokens[clause..at].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration);
        // "số người chết tương ứng là 8 người, 5 người và 4 người": the same of each.
        let same = || own_name(tokens, at).map(|name| Names::Years(name, Vec::new()));
        let names = match Some(at).filter(|_| respectively || !told).and_then(named).or_else(same) {
            Some(names) => names,
            None => {
                let mut before: Vec<usize> =
                    (0..at).rev().filter(|&j| matches!(tokens[j].kind, Kind::Figure(_))).take(figures.len()).collect();
                before.reverse();
                let kind = |j: usize| match tokens[j].kind {
                    Kind::Figure(i) => quantities[i].figure.unit.as_deref(),
                    _ => None,
                };
                // "thể tích 4.968 m3; sản lượng đạt 505 tấn, tăng lần lượt 4,2% và 6,8%": both are of the last.
                let unlike = before.first().is_some_and(|&b| b < clause)
                    && before.iter().any(|&b| b > clause)
                    && before.windows(2).any(|w| kind(w[0]) != kind(w[1]));
                if before.len() < figures.len() || unlike {
                    continue;
                }
                Names::Figures(before)
            }
        };
        let changes = changes(tokens, at, &figures);
        let last = figures.last().copied();
        out.push(Series { figures, names, changes });
        // "…, chiếm 12,4% và 9,2%": said of the same in the same order.
        if let Some(more) = last.and_then(|last| same_again(tokens, last, count)) {
            let names = Names::Figures(out.last().map(|s| s.figures.clone()).unwrap_or_default());
            let change = tokens[..more[0]].last().and_then(verb_of_change);
            out.push(Series { changes: vec![change; more.len()], figures: more, names });
        }
    }
    let dates = tokens.iter().take(MAX_LEAD).filter(|t| matches!(t.kind, Kind::Date(_))).count();
    if (places.len() > 1 || dates > 1) && out.is_empty() {
        out.extend(unsaid(tokens, quantities, places));
    }
    out
}

/// Tokens at the head of a sentence among which its years stand.
const MAX_LEAD: usize = 12;

/// The name with a head that stands between the last boundary and the word at `at`.
fn own_name(tokens: &[Token], at: usize) -> Option<Range<usize>> {
    let boundary = |t: &Token| !matches!(t.kind, Kind::Word(_)) && !t.duration || t.is(Class::And) || t.is(Class::With);
    let start = tokens[..at].iter().rposition(boundary).map_or(0, |b| b + 1);
    let head = (start..at).find(|&j| tokens[j].is(Class::Head))?;
    let verb =
        |t: &Token| matches!(t.class(), Some(Class::Link | Class::Up | Class::Down | Class::Level | Class::Adverb));
    let end = (head..at).rev().find(|&j| !verb(&tokens[j]))? + 1;
    (end > head + 1).then_some(head..end)
}

/// Where an enumeration ends of which a verb behind a comma says how much each is, where no figure stands among its names: "khóm,
/// chanh, cá thát lát, [chiếm lần lượt] 41%, 22% và 15%".
fn before_verb(tokens: &[Token], at: usize) -> Option<usize> {
    let verbs = tokens[..at].iter().rev().take_while(|t| verb_of_change(t).is_some() || t.is(Class::Link)).count();
    let comma = (at - verbs).checked_sub(1).filter(|&j| verbs > 0 && tokens[j].kind == Kind::Comma)?;
    let clause = tokens[..comma].iter().rposition(|t| t.kind == Kind::Semicolon).unwrap_or(0);
    let told = tokens[clause..comma].iter().any(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration);
    (!told).then_some(comma)
}

/// As many figures, joined by "và", behind a comma and a verb right behind the series that ends at `last`.
fn same_again(tokens: &[Token], last: usize, count: usize) -> Option<Vec<usize>> {
    let comma = last
        + 1
        + tokens.get(last + 1..)?.iter().take(3).position(|t| matches!(t.kind, Kind::Comma | Kind::Semicolon))?;
    let verbs = tokens.get(comma + 1..)?.iter().take(3).take_while(|t| {
        matches!(t.class(), Some(Class::Link | Class::Up | Class::Down | Class::Level | Class::Compare))
    });
    let first = comma + 1 + verbs.count();
    let figures = run(tokens, first);
    (first > comma + 1 && figures.len() == count && figures[0] == first).then_some(figures)
}

/// Figures in the same unit, joined by "và", that pair off with as many places named before them though no word says so: "Tại xã
/// Tân Lập và xã Vĩnh Hảo, tỷ lệ hộ nghèo còn 12% và 9,5%"; the same for years, "Năm 2022 và 2023 trồng 120 ha và 135 ha".
fn unsaid(tokens: &[Token], quantities: &[Quantity], places: &[Mention]) -> Option<Series> {
    let first = tokens.iter().position(|t| matches!(t.kind, Kind::Figure(_)) && !t.duration)?;
    let figures = run(tokens, first);
    let last = *figures.last()?;
    let bare = |t: &Token| matches!(t.kind, Kind::Figure(_) | Kind::Comma) || t.is(Class::And) || t.is(Class::Hedge);
    let unit = |at: usize| match tokens[at].kind {
        Kind::Figure(i) => quantities[i].figure.unit.as_deref(),
        _ => None,
    };
    let alike = figures.iter().all(|f| unit(*f) == unit(first))
        && tokens[first..=last].iter().all(bare)
        // "Xã A và xã B trồng 45 ha, 32 ha"
        && (tokens[first..last].iter().any(|t| t.is(Class::And)) || figures.len() == 2 && places.len() == 2);
    let names = Some(figures.len()).filter(|n| *n > 1 && alike).and_then(|n| {
        by_place(tokens, places, first, n)
            .or_else(|| years(tokens, first, n))
            .or_else(|| years_and_verb(tokens, first, n))
    })?;
    let change = tokens[..first].last().and_then(verb_of_change);
    let changes = vec![change; figures.len()];
    Some(Series { figures, names, changes })
}

/// The last `n` places, listed right after each other before the token at `end`, that stand alone in their list, and the name
/// that their figures share.
fn by_place(tokens: &[Token], places: &[Mention], end: usize, n: usize) -> Option<Names> {
    let before = places.partition_point(|m| m.tokens.end <= end);
    let first = before.checked_sub(n).filter(|_| n > 1)?;
    let listed = &places[first..before];
    let joins = |t: &Token| t.kind == Kind::Comma || t.is(Class::And);
    let from = listed[0].tokens.start;
    let to = listed[n - 1].tokens.end;
    let joined = listed.windows(2).all(|w| {
        // A place and the one that it lies in share their tokens.
        tokens.get(w[0].tokens.end..w[1].tokens.start).is_some_and(|b| !b.is_empty() && b.iter().all(joins))
    });
    // One more in front of them makes more places than figures.
    let more = first
        .checked_sub(1)
        .and_then(|f| tokens.get(places[f].tokens.end..from))
        .is_some_and(|between| between.iter().all(joins));
    let word = |t: &Token| matches!(t.kind, Kind::Word(_));
    // "Huyện Phong Thổ và huyện Sìn Hồ có số hộ nghèo lớn nhất, lần lượt 4.512 hộ và 5.120 hộ"
    let end = end - usize::from(tokens[..end].last().is_some_and(|t| t.kind == Kind::Comma && end > to + 1));
    let behind = tokens[to..end].iter().position(|t| word(t) && !t.is(Class::Have)).map_or(end, |p| to + p);
    if !joined || more || !tokens[behind..end].iter().all(word) {
        return None;
    }
    // "Xã Tân Lập và xã Vĩnh Hảo có tỷ lệ hộ nghèo lần lượt là …"
    let verb = |t: &Token| {
        matches!(t.class(), Some(Class::Link | Class::Level | Class::Up | Class::Down | Class::Hedge | Class::Adverb))
    };
    let name = behind..(behind..end).rev().find(|&j| !verb(&tokens[j])).map_or(behind, |j| j + 1);
    if !name.is_empty() {
        return Some(Names::Places(name, (first..before).collect()));
    }
    // "Tỷ lệ hộ nghèo của các xã Tân Lập và Vĩnh Hảo lần lượt là …"
    let leads = |t: &Token| t.is(Class::Of) || t.is(Class::Prep) || t.key == key("các");
    let name_end = (0..from).rev().find(|&j| !leads(&tokens[j])).map_or(0, |j| j + 1);
    let boundary = |t: &Token| !matches!(t.kind, Kind::Word(_)) || t.is(Class::Scope) || t.is(Class::And);
    let start = tokens[..name_end].iter().rposition(boundary).map_or(0, |b| b + 1);
    Some(Names::Places(start..name_end.max(start), (first..before).collect()))
}

/// The verb of change right before or behind the word at `at`, where no level follows: "giảm tương ứng 0,4 và 0,9 điểm %" and
/// "lần lượt tăng 0,8% và 2,4%", not "giảm lần lượt còn 12% và 9%". A figure may have its own, "lần lượt tăng 14% và giảm 2%".
fn changes(tokens: &[Token], at: usize, figures: &[usize]) -> Vec<Option<Change>> {
    let lead = &tokens[at + 1..figures[0]];
    // "tăng lần lượt đạt 405 và 380 tỷ USD"
    let level = tokens[at].key == key("đạt")
        || lead.iter().any(|t| t.is(Class::Level) || t.is(Class::Link) && t.key != key("là"));
    let before = at.checked_sub(1).map(|b| &tokens[b]);
    let mut change = lead.iter().chain(before).find_map(verb_of_change).filter(|_| !level);
    let mut from = at + 1;
    let mut out = Vec::with_capacity(figures.len());
    for &figure in figures {
        change = tokens[from..figure].iter().find_map(verb_of_change).filter(|_| !level).or(change);
        out.push(change);
        from = figure + 1;
    }
    out
}

fn verb_of_change(t: &Token) -> Option<Change> {
    match t.class() {
        Some(Class::Up) => Some(Change::Increase),
        Some(Class::Down) => Some(Change::Decrease),
        _ => None,
    }
}

/// The dates of "các năm 2026, 2028 và 2030" that end at `end`, one for each of `n` figures, and the name in front of them.
fn years(tokens: &[Token], end: usize, n: usize) -> Option<Names> {
    let mut dates = Vec::new();
    let mut from = end;
    while let Some(t) = from.checked_sub(1).map(|b| &tokens[b]) {
        match t.kind {
            Kind::Date(_) => dates.push(from - 1),
            Kind::Comma => {}
            Kind::Word(Class::And | Class::Time | Class::Prep | Class::Estimate) => {}
            Kind::Word(_) if t.key == key("các") && t.syllables == 1 => {}
            _ => break,
        }
        from -= 1;
    }
    let boundary = |t: &Token| !matches!(t.kind, Kind::Word(_)) || t.is(Class::Scope);
    let start = tokens[..from].iter().rposition(boundary).map_or(0, |b| b + 1);
    dates.reverse();
    let compared = tokens[start..from].iter().any(|t| t.is(Class::Compare));
    if dates.len() == n && start < from && !compared {
        return Some(Names::Years(start..from, dates));
    }
    // "Thu ngân sách tăng dần (năm 2021, 2022 và 2023 tương ứng là …)"
    if dates.len() == n && start == from && start > 0 && tokens[start - 1].kind == Kind::Open {
        let open = start - 1;
        let first = tokens[..open].iter().rposition(boundary).map_or(0, |b| b + 1);
        let verb = |t: &Token| matches!(t.class(), Some(Class::Up | Class::Down | Class::Link | Class::Level));
        let name = first..tokens[first..open].iter().position(verb).map_or(open, |verb| first + verb);
        return Some(Names::Years(name, dates));
    }
    // "Năm 2022 và năm 2023 toàn huyện kết nạp lần lượt …"
    let dated = |t: &Token| {
        matches!(t.kind, Kind::Date(_) | Kind::Comma)
            // "Trong 3 năm 2021, 2022 và 2023 …"
            || t.duration
            || t.key == key("các") && t.syllables == 1
            || matches!(t.class(), Some(Class::And | Class::Time | Class::Prep))
    };
    let lead = tokens[..end].iter().take_while(|t| dated(t)).count();
    let dates: Vec<usize> = (0..lead).filter(|&j| matches!(tokens[j].kind, Kind::Date(_))).collect();
    let name = lead..end;
    let plain = tokens[name.clone()].iter().all(|t| matches!(t.kind, Kind::Word(_)) && !t.is(Class::Compare));
    (dates.len() == n && !name.is_empty() && plain).then_some(Names::Years(name, dates))
}

/// The dates of "Hộ nghèo năm 2022 và 2023 là …", "tại xã Tân Lập năm 2022 và 2023 trồng …", which a verb parts from the figures.
fn years_and_verb(tokens: &[Token], first: usize, n: usize) -> Option<Names> {
    let last = tokens[..first].iter().rposition(|t| matches!(t.kind, Kind::Date(_)))?;
    let between = last + 1..first;
    let plain = tokens[between.clone()].iter().all(|t| matches!(t.kind, Kind::Word(_)) && !t.is(Class::Compare));
    let Some(Names::Years(name, dates)) = years(tokens, last + 1, n).filter(|_| plain) else { return None };
    let says = |t: &Token| matches!(t.class(), Some(Class::Heavy | Class::Light | Class::Head | Class::Plain));
    // "Tại xã Tân Lập, năm 2022 và 2023 có …" names a place.
    let where_it_is = tokens.get(name.start).is_some_and(|t| t.is(Class::Prep));
    let name = if tokens[between.clone()].iter().any(says) {
        between
    } else if where_it_is {
        name.end..name.end
    } else {
        name
    };
    Some(Names::Years(name, dates))
}

/// The figures from `from` on that only commas, "và" and words of their units separate. "125 hộ và 98 hộ, chiếm 18%": behind "và"
/// a comma ends them, and so does a comma with another verb.
fn run(tokens: &[Token], from: usize) -> Vec<usize> {
    let mut figures = Vec::new();
    let (mut words, mut last) = (0, false);
    for (j, t) in tokens.iter().enumerate().skip(from) {
        match t.kind {
            // "lần lượt tăng 0,8% và giảm 2,4%"
            Kind::Word(Class::Up | Class::Down | Class::Level) if words == 0 => {}
            Kind::Figure(_) => {
                figures.push(j);
                words = 0;
            }
            Kind::Comma if last && figures.len() >= 2 => break,
            Kind::Comma if figures.len() >= 2 && tokens.get(j + 1).is_some_and(|n| n.is(Class::Link)) => break,
            Kind::Word(Class::And) => last = !figures.is_empty(),
            Kind::Comma | Kind::Word(Class::Hedge | Class::Link) => {}
            // "lần lượt là 53,4; 41,7 và 18,2 tạ/ha"
            Kind::Semicolon if matches!(tokens.get(j + 1).map(|n| n.kind), Some(Kind::Figure(_))) => {}
            Kind::Word(Class::Plain) if words < 3 => words += 1,
            _ => break,
        }
    }
    figures
}

/// The last `n` names of the enumeration that ends at `end`.
fn names(tokens: &[Token], end: usize, n: usize) -> Option<Vec<Range<usize>>> {
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut to = end;
    let mut j = end;
    while j > 0 && names.len() < n {
        j -= 1;
        // An age is part of a name: "trẻ em dưới 5 tuổi".
        let boundary =
            matches!(tokens[j].kind, Kind::Figure(_) | Kind::Semicolon | Kind::Colon | Kind::Open | Kind::Close)
                && !tokens[j].duration
                || tokens[j].is(Class::Scope);
        if boundary || tokens[j].kind == Kind::Comma || tokens[j].is(Class::And) {
            if j + 1 < to {
                names.push(j + 1..to);
            }
            to = j;
            if boundary {
                break;
            }
        } else if j == 0 && to > 0 {
            names.push(0..to);
        }
    }
    names.reverse();
    // "Ba nhóm hàng bán chạy là khóm, chanh": what they are is said first.
    if let Some(first) = names.first_mut()
        && let Some(verb) = tokens[first.clone()].iter().rposition(|t| t.is(Class::Comprise) || t.key == key("là"))
        && verb > 0
        && first.start + verb + 1 < first.end
    {
        first.start += verb + 1;
    }
    // Words of time are no name, a verb alone is none: "hộ nghèo và hộ cận nghèo, chiếm lần lượt …".
    let says = |name: &Range<usize>| {
        tokens[name.clone()].iter().any(|t| {
            matches!(t.kind, Kind::Word(_))
                && !matches!(t.class(), Some(Class::Time | Class::Prep | Class::Link | Class::Up | Class::Down))
        })
    };
    (names.len() == n && names.iter().all(says)).then_some(names)
}

impl Series {
    /// The date (token) of the `i`th figure, where the figures pair off with dates.
    pub fn year(&self, i: usize) -> Option<usize> {
        if let Names::Years(_, dates) = &self.names { dates.get(i).copied() } else { None }
    }

    /// Whether one of the figures is of the date at the token.
    pub fn takes_year(&self, at: usize) -> bool {
        matches!(&self.names, Names::Years(_, dates) if dates.contains(&at))
    }

    /// The figure (token) that the `i`th one is said of, where they pair off with figures.
    pub fn figure(&self, i: usize) -> Option<usize> {
        if let Names::Figures(figures) = &self.names { figures.get(i).copied() } else { None }
    }

    /// The place (its number) of the `i`th figure, where the figures pair off with places.
    pub fn place(&self, i: usize) -> Option<usize> {
        if let Names::Places(_, places) = &self.names { places.get(i).copied() } else { None }
    }

    /// The words in front of the first name that the others lack: "năng suất lúa xuân và lúa mùa" → "năng suất".
    pub fn shared(&self, tokens: &[Token]) -> Option<Range<usize>> {
        let Names::Listed(names) = &self.names else { return None };
        let (first, second) = (names.first()?, names.get(1)?);
        let head = tokens[first.clone()].iter().position(|t| t.is(Class::Head))? + first.start;
        let own = tokens[second.clone()].iter().any(|t| t.is(Class::Head));
        (!own).then_some(head..head + 1)
    }
}
