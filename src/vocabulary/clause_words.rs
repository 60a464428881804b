//! Clause words: `schemas/vocabulary/clause-words.toml`. Answers what a word or phrase does in a clause: "đạt" links a
//! name to its number, "kết nạp" counts out, "trong đó" opens a breakdown, "tỷ lệ" heads an indicator's name.

use super::undotted::undotted;
use super::{KeyFilter, KeyMap, Table, key};
use serde::Deserialize;

/// What a word or phrase does in a clause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A word of a name.
    Plain,
    /// Between a name and its number: đạt, là, chiếm.
    Link,
    /// In front of the level that a change ends at: xuống còn, lên.
    Level,
    /// tăng
    Up,
    /// giảm
    Down,
    /// từ
    From,
    /// có
    Have,
    /// gồm
    Comprise,
    /// A verb that only says that something took place: tổ chức, ban hành.
    Light,
    /// A verb that is part of the name: kết nạp, trồng mới.
    Heavy,
    /// được, bị: inside a name, or a link.
    Passive,
    /// A preposition that begins something else: tại, theo, để.
    Prep,
    /// cho: in front of the ones something is done for.
    For,
    /// với
    With,
    /// của
    Of,
    /// và
    And,
    /// trong đó, cụ thể
    Scope,
    /// so với, cùng kỳ
    Compare,
    /// kế hoạch, chỉ tiêu, dự toán
    Plan,
    /// tương ứng
    Corresponding,
    /// lần lượt
    Respectively,
    /// đã, đang, đều
    Adverb,
    /// bình quân
    Mean,
    /// khoảng, trên
    Hedge,
    /// ước
    Estimate,
    /// phấn đấu, mục tiêu
    Goal,
    /// đề nghị
    Request,
    /// Head of an indicator's name: tỷ lệ, diện tích.
    Head,
    /// tổng, tổng cộng: a total of what was named before.
    Total,
    /// Those who act or the whole that is spoken of: UBND huyện, toàn xã.
    Body,
    /// A noun that goes on an enumeration inside a name: "cán bộ, công chức".
    Member,
    /// What is said of a part of the people or things before: nữ, dự bị.
    Attribute,
    /// A word for time, without a number.
    Time,
    /// mỗi
    Each,
    /// The number of a document that is cited; no phrase of the vocabulary.
    Cited,
}

/// All clause words.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClauseWords {
    /// Phrases by the key of their first word, longest first.
    by_first: KeyMap<Vec<Phrase>>,
    /// What words a phrase may begin with.
    first: KeyFilter,
    /// The words on both sides of the comma of a compound.
    compounds: Vec<(u64, u64)>,
    /// Nouns that are counted together, by the key of their first word, longest first.
    together: KeyMap<Vec<Together>>,
}

/// One noun that is counted together with others.
#[derive(Debug, Clone)]
struct Together {
    rest: Box<[u64]>,
    kinds: Kinds,
}

/// The kinds of nouns that one is among, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kinds(u32);

impl Kinds {
    /// Whether two nouns are of one kind.
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// One phrase behind its first word.
#[derive(Debug, Clone)]
struct Phrase {
    rest: Box<[u64]>,
    class: Class,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    link: Vec<String>,
    level: Vec<String>,
    up: Vec<String>,
    down: Vec<String>,
    from: Vec<String>,
    have: Vec<String>,
    comprise: Vec<String>,
    light: Vec<String>,
    heavy: Vec<String>,
    passive: Vec<String>,
    prep: Vec<String>,
    r#for: Vec<String>,
    with: Vec<String>,
    of: Vec<String>,
    and: Vec<String>,
    scope: Vec<String>,
    compare: Vec<String>,
    plan: Vec<String>,
    corresponding: Vec<String>,
    respectively: Vec<String>,
    adverb: Vec<String>,
    mean: Vec<String>,
    hedge: Vec<String>,
    estimate: Vec<String>,
    goal: Vec<String>,
    request: Vec<String>,
    head: Vec<String>,
    total: Vec<String>,
    body: Vec<String>,
    member: Vec<String>,
    attribute: Vec<String>,
    time: Vec<String>,
    each: Vec<String>,
    plain: Vec<String>,
    compounds: Vec<String>,
    together: Vec<Vec<String>>,
}

impl Table for ClauseWords {
    fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|e| e.to_string())?;
        let lists = [
            (Class::Link, file.link),
            (Class::Level, file.level),
            (Class::Up, file.up),
            (Class::Down, file.down),
            (Class::From, file.from),
            (Class::Have, file.have),
            (Class::Comprise, file.comprise),
            (Class::Light, file.light),
            (Class::Heavy, file.heavy),
            (Class::Passive, file.passive),
            (Class::Prep, file.prep),
            (Class::For, file.r#for),
            (Class::With, file.with),
            (Class::Of, file.of),
            (Class::And, file.and),
            (Class::Scope, file.scope),
            (Class::Compare, file.compare),
            (Class::Plan, file.plan),
            (Class::Corresponding, file.corresponding),
            (Class::Respectively, file.respectively),
            (Class::Adverb, file.adverb),
            (Class::Mean, file.mean),
            (Class::Hedge, file.hedge),
            (Class::Estimate, file.estimate),
            (Class::Goal, file.goal),
            (Class::Request, file.request),
            (Class::Head, file.head),
            (Class::Total, file.total),
            (Class::Body, file.body),
            (Class::Member, file.member),
            (Class::Attribute, file.attribute),
            (Class::Time, file.time),
            (Class::Each, file.each),
            (Class::Plain, file.plain),
        ];
        let mut out = Self::default();
        let all = || lists.iter().flat_map(|(class, phrases)| phrases.iter().map(|phrase| (*class, phrase)));
        for (class, phrase) in all() {
            if phrase.is_empty() || phrase.contains(',') {
                return Err(format!("{phrase:?}: a phrase is words with single spaces"));
            }
            out.add(class, phrase);
        }
        // Behind all that is spelled right.
        for (class, phrase) in all() {
            undotted(phrase).into_iter().for_each(|printed| out.add(class, &printed));
        }
        for same in out.by_first.values_mut() {
            same.sort_by_key(|p| std::cmp::Reverse(p.rest.len()));
        }
        out.first = KeyFilter::of(out.by_first.keys().copied());
        for compound in &file.compounds {
            let sides = compound.split_once(", ").filter(|(a, b)| !a.contains(' ') && !b.contains([' ', ',']));
            let (a, b) = sides.ok_or_else(|| format!("{compound:?}: a compound is two words with a comma between"))?;
            out.compounds.push((key(a), key(b)));
        }
        if file.together.len() > u32::BITS as usize {
            return Err(format!(
                "{} kinds of nouns that are counted together: at most {}",
                file.together.len(),
                u32::BITS
            ));
        }
        for (kind, nouns) in file.together.iter().enumerate() {
            nouns.iter().for_each(|noun| out.add_together(noun, 1 << kind));
        }
        for same in out.together.values_mut() {
            same.sort_by_key(|noun| std::cmp::Reverse(noun.rest.len()));
        }
        Ok(out)
    }
}

impl ClauseWords {
    /// Adds a phrase; the first entry of a spelling stands.
    fn add(&mut self, class: Class, phrase: &str) {
        let mut words = phrase.split(' ').map(key);
        let Some(first) = words.next() else { return };
        let rest: Box<[u64]> = words.collect();
        let same = self.by_first.entry(first).or_default();
        if !same.iter().any(|p| p.rest == rest) {
            same.push(Phrase { rest, class });
        }
    }

    /// Adds a noun that is counted together with others of its kind.
    fn add_together(&mut self, noun: &str, kind: u32) {
        let mut words = noun.split(' ').map(key);
        let Some(first) = words.next() else { return };
        let rest: Box<[u64]> = words.collect();
        let same = self.together.entry(first).or_default();
        match same.iter_mut().find(|noun| noun.rest == rest) {
            Some(noun) => noun.kinds.0 |= kind,
            None => same.push(Together { rest, kinds: Kinds(kind) }),
        }
    }

    /// The longest noun that is counted together with others with which the words begin: how many words, and what kinds it is of.
    pub fn together(&self, word: impl Fn(usize) -> Option<u64>) -> Option<(usize, Kinds)> {
        let same = self.together.get(&word(0)?)?;
        let noun = same.iter().find(|noun| noun.rest.iter().enumerate().all(|(i, w)| word(i + 1) == Some(*w)))?;
        Some((noun.rest.len() + 1, noun.kinds))
    }

    /// Whether a comma between these words stands inside a name: "xuất, nhập khẩu".
    pub fn is_compound(&self, before: u64, behind: impl FnOnce() -> u64) -> bool {
        let mut sides = self.compounds.iter().filter(|c| c.0 == before).peekable();
        sides.peek().is_some() && {
            let behind = behind();
            sides.any(|c| c.1 == behind)
        }
    }

    /// The longest phrase that begins with the word of key `first` and goes on with the words that `word` gives: its
    /// class and how many words it has. Every word is at least a plain one.
    pub fn classify(&self, first: u64, word: impl Fn(usize) -> Option<u64>) -> (Class, usize) {
        let phrases = if self.first.may_hold(first) { self.by_first.get(&first) } else { None };
        let Some(phrases) = phrases else { return (Class::Plain, 1) };
        let second = word(1);
        for phrase in phrases {
            let same = match &*phrase.rest {
                [] => true,
                [next, rest @ ..] => {
                    second == Some(*next) && rest.iter().enumerate().all(|(i, w)| word(i + 2) == Some(*w))
                }
            };
            if same {
                return (phrase.class, phrase.rest.len() + 1);
            }
        }
        (Class::Plain, 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vocabulary::Vocabulary;

    #[test]
    fn the_longest_phrase_wins() {
        let words = Vocabulary::embedded().unwrap().clause_words;
        for (text, class, n, why) in [
            ("tăng 5", Class::Up, 1, "a change"),
            ("Tăng cường", Class::Light, 2, "a verb of its own"),
            ("tăng trưởng", Class::Plain, 2, "a noun"),
            ("tỉ lệ", Class::Head, 2, "i for y"),
            ("uỷ ban", Class::Body, 2, "tone on the last letter"),
            ("quế", Class::Plain, 1, "unknown"),
        ] {
            let keys: Vec<u64> = text.split(' ').map(key).collect();
            assert_eq!(words.classify(keys[0], |i| keys.get(i).copied()), (class, n), "{text}: {why}");
        }
    }

    #[test]
    fn nouns_of_one_kind_are_counted_together() {
        let words = Vocabulary::embedded().unwrap().clause_words;
        let kinds = |text: &str| {
            let keys: Vec<u64> = text.split(' ').map(key).collect();
            words.together(|i| keys.get(i).copied())
        };
        for (a, b, meet, why) in [
            ("xã", "thị trấn", true, "places"),
            ("bản án", "quyết định", true, "documents"),
            ("vụ", "việc", true, "cases"),
            ("xã", "quyết định", false, "a place and a document"),
        ] {
            let ((_, a), (n, b)) = (kinds(a).unwrap(), kinds(b).unwrap());
            assert_eq!(a.meet(b), meet, "{why}");
            assert!(n > 0, "{why}");
        }
        assert_eq!(kinds("thị trấn Than").unwrap().0, 2, "the longest noun");
        assert_eq!(kinds("quế"), None, "no noun of the list");
    }

    #[test]
    fn wrong_phrases_are_named() {
        let text = include_str!("../../schemas/vocabulary/clause-words.toml");
        let wrong = text.replace("\"tăng thêm\"", "\"tăng, thêm\"");
        assert!(ClauseWords::parse(&wrong).unwrap_err().contains("tăng, thêm"));
    }
}
