//! Queries made from the words of a corpus, one set a kind, and what each wants.

use crate::random::Random;
use crate::truth::{Instead, Stand, Texts, Wanted, initials};
use crate::typing::{self, Slip};
use crate::words::{Attested, Words};
use keyseek_index::DocId;
use keyseek_text::key;
use std::collections::HashMap;

/// A query and what it should find.
#[derive(Debug, Clone)]
pub struct Case {
    /// What is typed.
    pub query: String,
    /// What is meant.
    pub wanted: Wanted,
    /// The document that the words were taken from.
    pub source: DocId,
    /// The documents that hold what is meant, in ascending order.
    pub relevant: Vec<DocId>,
}

impl Case {
    const fn new(query: String, wanted: Wanted, source: DocId) -> Self {
        Self { query, wanted, source, relevant: Vec::new() }
    }
}

/// Queries of one kind.
#[derive(Debug, Clone)]
pub struct Kind {
    /// Name in tables.
    pub name: &'static str,
    /// The queries.
    pub cases: Vec<Case>,
}

/// Words for one thing that readers mix, and spellings that they mix: known to everyone who writes of these, and chosen
/// without a look at the builder's tables.
const PAIRS: &str = include_str!("../data/pairs.txt");

/// The fewest keys of a word in which slips are made, and of one with two slips.
const KEYS_FOR_SLIP: usize = 6;
const KEYS_FOR_TWO: usize = 10;

/// Makes queries of every kind from up to `count` words each.
pub fn kinds(words: &Words, texts: &Texts, count: usize, seed: u64) -> Vec<Kind> {
    let mut random = Random::new(seed);
    let nouns = random.choose(words.nouns.clone(), count);
    let latin = random.choose(words.latin.clone(), count / 2);
    let both: Vec<Attested> = nouns.iter().chain(&latin).cloned().collect();
    let long: Vec<Attested> =
        both.iter().filter(|word| key(&word.text).len() >= KEYS_FOR_SLIP).cloned().collect();
    let compounds = random.choose(words.compounds.clone(), count / 2);
    let pairs = random.choose(words.pairs.clone(), count / 2);
    let mut kinds = Vec::new();
    let mut add = |name, cases| kinds.push(Kind { name, cases });

    add("Hangul word", each(&nouns, &mut random, |word, _| vec![word.to_owned()]));
    add("Latin word", each(&latin, &mut random, |word, _| vec![word.to_owned()]));
    add("Hangul word + particle", each(&nouns, &mut random, with_particles));
    add("Latin word + particle", each(&latin, &mut random, with_particles));
    add("English, another form", other_forms(words, &mut random, count));
    add(
        "space removed",
        of_two(&pairs, &mut random, Instead::Apart, |[first, second]| format!("{first}{second}")),
    );
    add(
        "space put in",
        of_two(&compounds, &mut random, Instead::Apart, |[first, second]| format!("{first} {second}")),
    );
    add("end of a compound", ends(&compounds, &mut random));
    add("two words, apart, as one", apart(&nouns, texts, &mut random));
    add("typed half, Hangul", halves(&nouns, &mut random));
    add("typed half, Latin", halves(&latin, &mut random));
    for (name, slip) in
        ["a key too many", "a key left out", "a wrong key", "two keys swapped"].into_iter().zip(Slip::ALL)
    {
        add(
            name,
            each(&long, &mut random, |word, random| {
                typing::slipped(word, slip, false, random).into_iter().collect()
            }),
        );
    }
    add("slip in two syllables", each(&short(&nouns), &mut random, |word, random| slip(word, false, random)));
    add("slip at the first key", each(&long, &mut random, |word, random| slip(word, true, random)));
    add("two slips", each(&long, &mut random, two_slips));
    add(
        "other layout",
        each(&both, &mut random, |word, _| typing::on_other_layout(word).into_iter().collect()),
    );
    add("initials", initial_cases(&nouns, &mut random));
    add("decomposed", each(&nouns, &mut random, |word, _| vec![typing::decomposed(word)]));
    add("full width", each(&latin, &mut random, |word, _| vec![typing::full_width(word)]));
    add("another word or spelling", synonyms(texts, &mut random));
    let mut known: HashMap<(Vec<String>, Stand), Vec<DocId>> = HashMap::new();
    for case in kinds.iter_mut().flat_map(|kind| &mut kind.cases) {
        let wanted = (case.wanted.words.clone(), case.wanted.stand);
        case.relevant = known.entry(wanted).or_insert_with(|| texts.relevant(&case.wanted)).clone();
    }
    kinds
}

/// Queries for each word, made by a function.
fn each(
    words: &[Attested],
    random: &mut Random,
    mut queries: impl FnMut(&str, &mut Random) -> Vec<String>,
) -> Vec<Case> {
    let mut cases = Vec::new();
    for word in words {
        let Some(&source) = random.pick(&word.docs) else { continue };
        let wanted =
            Wanted { words: vec![word.text.clone()], stand: Stand::Together, instead: Instead::Nothing };
        let queries = queries(&word.text, random).into_iter();
        cases.extend(queries.map(|query| Case::new(query, wanted.clone(), source)));
    }
    cases
}

fn with_particles(word: &str, random: &mut Random) -> Vec<String> {
    let particles = random.choose(typing::particles(word).to_vec(), 3);
    particles.into_iter().map(|particle| format!("{word}{particle}")).collect()
}

fn slip(word: &str, at_first: bool, random: &mut Random) -> Vec<String> {
    random
        .pick(&Slip::ALL)
        .and_then(|slip| typing::slipped(word, *slip, at_first, random))
        .into_iter()
        .collect()
}

fn two_slips(word: &str, random: &mut Random) -> Vec<String> {
    if key(word).len() < KEYS_FOR_TWO {
        return Vec::new();
    }
    slip(word, false, random).into_iter().flat_map(|typed| slip(&typed, false, random)).collect()
}

fn short(nouns: &[Attested]) -> Vec<Attested> {
    nouns.iter().filter(|noun| noun.text.chars().count() == 2).cloned().collect()
}

fn of_two(
    pairs: &[([String; 2], Vec<DocId>)],
    random: &mut Random,
    instead: Instead,
    query: impl Fn(&[String; 2]) -> String,
) -> Vec<Case> {
    let cases = pairs.iter().filter_map(|(pair, docs)| {
        let wanted = Wanted { words: pair.to_vec(), stand: Stand::Together, instead: instead.clone() };
        Some(Case::new(query(pair), wanted, *random.pick(docs)?))
    });
    cases.collect()
}

/// The second noun of a compound, which a document may hold nowhere else.
fn ends(compounds: &[([String; 2], Vec<DocId>)], random: &mut Random) -> Vec<Case> {
    let cases = compounds.iter().filter_map(|([_, second], docs)| {
        let wanted =
            Wanted { words: vec![second.clone()], stand: Stand::AtTheEnd, instead: Instead::Nothing };
        Some(Case::new(second.clone(), wanted, *random.pick(docs)?))
    });
    cases.collect()
}

/// Two nouns of one document written as one word, which stand next to each other nowhere.
fn apart(nouns: &[Attested], texts: &Texts, random: &mut Random) -> Vec<Case> {
    let mut cases = Vec::new();
    for first in nouns {
        let Some(&source) = random.pick(&first.docs) else { continue };
        let beside = nouns.iter().filter(|noun| *noun != first && noun.docs.contains(&source)).collect();
        let Some(second) = random.choose(beside, 1).pop() else { continue };
        let words = vec![first.text.clone(), second.text.clone()];
        let together = Wanted { words: words.clone(), stand: Stand::Together, instead: Instead::Nothing };
        if texts.relevant(&together).is_empty() {
            let wanted = Wanted { stand: Stand::Anywhere, ..together };
            cases.push(Case::new(words.concat(), wanted, source));
        }
    }
    cases
}

fn halves(words: &[Attested], random: &mut Random) -> Vec<Case> {
    let mut cases = each(words, random, |word, _| typing::halves(word));
    for case in &mut cases {
        case.wanted.instead = Instead::Begins(key(&case.query));
    }
    cases
}

fn initial_cases(nouns: &[Attested], random: &mut Random) -> Vec<Case> {
    let mut cases = each(nouns, random, |word, _| vec![initials(word)]);
    for case in &mut cases {
        case.wanted.instead = Instead::Initials(case.query.clone());
    }
    cases.retain(|case| case.query.chars().count() > 2);
    cases
}

/// Forms of English words, asked for by another form of the same word that the corpus holds as well.
fn other_forms(words: &Words, random: &mut Random, count: usize) -> Vec<Case> {
    let find = |text: String| {
        words.latin.binary_search_by(|word| word.text.cmp(&text)).ok().map(|at| &words.latin[at])
    };
    let forms = words.latin.iter().filter(|word| word.text.len() > 3).flat_map(|word| {
        ["s", "ed", "ing"]
            .into_iter()
            .filter_map(move |end| Some((word, find(format!("{}{end}", word.text))?)))
    });
    let forms: Vec<_> = forms.flat_map(|(base, form)| [(base, form), (form, base)]).collect();
    let cases = random.choose(forms, count / 2).into_iter().filter_map(|(asked, held)| {
        let only: Vec<DocId> = held.docs.iter().copied().filter(|doc| !asked.docs.contains(doc)).collect();
        let wanted = Wanted {
            words: vec![held.text.clone()],
            stand: Stand::Together,
            instead: Instead::Word(asked.text.clone()),
        };
        Some(Case::new(asked.text.clone(), wanted, *random.pick(&only)?))
    });
    cases.collect()
}

/// Words that are asked for by another word for the same, or by another spelling.
fn synonyms(texts: &Texts, random: &mut Random) -> Vec<Case> {
    let pairs = PAIRS.lines().filter_map(|line| line.split_once(' '));
    let cases = pairs.flat_map(|(a, b)| [(a, b), (b, a)]).filter_map(|(asked, held)| {
        let instead = Instead::Word(asked.to_owned());
        let wanted = Wanted { words: vec![held.to_owned()], stand: Stand::Together, instead };
        let source = *random.pick(&texts.relevant(&wanted))?;
        Some(Case::new(asked.to_owned(), wanted, source))
    });
    cases.collect()
}
