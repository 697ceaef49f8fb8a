//! Which of the documents stay, and under which address: told by some dozens of bytes a document.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use keyseek_index::DocId;
use keyseek_index::document::{Document, MetaValue};

use super::prepare::{Identity, Story, url_hash};
use super::{Problem, ProblemKind};
use crate::index::{Edits, Numbers};

/// The documents so far that are equal to none before, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Candidates {
    pub(crate) list: Vec<Candidate>,
    /// Those that are stories, by their place.
    pub(crate) stories: BTreeMap<DocId, Story>,
    /// The most views among documents merged into one, by its place.
    pub(crate) views: BTreeMap<DocId, f64>,
    /// Documents that are equal to one before.
    pub(crate) merged: usize,
    by_content: HashMap<u128, DocId>,
    /// Those that are equal to one before, although they were taken as new where nothing was known of it.
    doubled: Vec<DocId>,
}

/// A document that may stay.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Candidate {
    pub(crate) content: u128,
    pub(crate) url: u128,
    pub(crate) views: Option<f64>,
    /// The number of its file.
    pub(crate) file: u32,
}

impl Candidates {
    /// Adds the next document; false if it is equal to one before, which then has its views if they are more.
    pub(crate) fn add(&mut self, identity: Identity, file: u32) -> bool {
        let Identity { content, url, views, story } = identity;
        let at = self.list.len() as DocId;
        if let Some(earlier) = self.by_content.get(&content) {
            self.merged += 1;
            let earlier = *earlier;
            views.into_iter().for_each(|views| self.add_views(earlier, views));
            return false;
        }
        self.by_content.insert(content, at);
        self.list.push(Candidate { content, url, views, file });
        if let Some(story) = story {
            self.stories.insert(at, story);
        }
        true
    }

    /// Those of a part, to be appended to others.
    pub(crate) fn of_part(
        list: Vec<Candidate>,
        stories: BTreeMap<DocId, Story>,
        views: BTreeMap<DocId, f64>,
        merged: usize,
    ) -> Self {
        Self { list, stories, views, merged, ..Self::default() }
    }

    /// Adds the candidates of a part, which follow these.
    pub(crate) fn append(&mut self, part: Self) {
        let base = self.list.len() as DocId;
        self.merged += part.merged;
        for (at, candidate) in (base..).zip(part.list) {
            let of_duplicates = part.views.get(&(at - base)).copied();
            match self.by_content.get(&candidate.content).copied() {
                Some(earlier) => {
                    self.merged += 1;
                    self.doubled.push(at);
                    let views = candidate.views.into_iter().chain(of_duplicates);
                    views.for_each(|views| self.add_views(earlier, views));
                }
                None => {
                    self.by_content.insert(candidate.content, at);
                    of_duplicates.into_iter().for_each(|views| self.add_views(at, views));
                }
            }
            self.list.push(candidate);
        }
        self.stories.extend(part.stories.into_iter().map(|(at, story)| (base + at, story)));
    }

    fn add_views(&mut self, at: DocId, views: f64) {
        self.views.entry(at).and_modify(|most| *most = most.max(views)).or_insert(views);
    }

    /// Decides, when all documents are there.
    pub(crate) fn select(mut self) -> Selection {
        for at in &self.doubled {
            self.stories.remove(at);
        }
        let urls = tell_stories_apart(&self.stories);
        let mut doubled = self.doubled.iter().copied().peekable();
        let mut owners: HashMap<u128, DocId> = HashMap::with_capacity(self.list.len());
        let mut selection = Selection {
            merged: self.merged,
            left_out: BTreeMap::new(),
            urls,
            views: self.views,
            candidates: 0,
        };
        for (at, candidate) in (0..).zip(&self.list) {
            if doubled.next_if_eq(&at).is_some() {
                selection.left_out.insert(at, LeftOut::Merged);
                continue;
            }
            let url = selection.urls.get(&at).map_or(candidate.url, |url| url_hash(url));
            let owner = *owners.entry(url).or_insert(at);
            if owner != at {
                let first = self.list.get(owner as usize).map_or(0, |owner| owner.file);
                selection.left_out.insert(at, LeftOut::SameUrl { file: candidate.file, first });
            }
        }
        selection.candidates = self.list.len();
        selection
    }
}

/// Stories have addresses made from their titles. Where that gives several stories one address (or a title no
/// letters), all of them get a hash of their content, so that an address does not depend on which file is
/// read first. The addresses that change.
fn tell_stories_apart(stories: &BTreeMap<DocId, Story>) -> HashMap<DocId, String> {
    let mut count: HashMap<&str, usize> = HashMap::new();
    for story in stories.values() {
        *count.entry(&story.url).or_default() += 1;
    }
    let is_shared = |story: &Story| count.get(story.url.as_str()).is_some_and(|count| *count > 1);
    let changed = stories.iter().filter(|(_, story)| is_shared(story) || story.url.ends_with('/'));
    changed
        .map(|(at, story)| {
            let separator = if story.url.ends_with('/') { "" } else { "-" };
            (*at, format!("{}{separator}{}", story.url, story.hash))
        })
        .collect()
}

/// Which candidates stay, and what is changed in them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    pub(crate) merged: usize,
    left_out: BTreeMap<DocId, LeftOut>,
    urls: HashMap<DocId, String>,
    views: BTreeMap<DocId, f64>,
    candidates: usize,
}

/// Why a candidate does not stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LeftOut {
    /// It is equal to an earlier one.
    Merged,
    /// Its address is that of an earlier one; the numbers of the files of both.
    SameUrl { file: u32, first: u32 },
}

impl Selection {
    /// Whether none stays.
    pub(crate) fn is_empty(&self) -> bool {
        self.left_out.len() == self.candidates
    }

    /// What is wrong with a candidate that does not stay, its own address being `url`; `path` is that of a file by number.
    pub(crate) fn problem(&self, at: DocId, url: &str, path: impl Fn(u32) -> PathBuf) -> Option<Problem> {
        let LeftOut::SameUrl { file, first } = *self.left_out.get(&at)? else { return None };
        let url = self.urls.get(&at).map_or(url, String::as_str).to_owned();
        Some(Problem::in_file(&path(file), ProblemKind::SameUrl { url, first: path(first) }))
    }
}

impl Edits for Selection {
    fn numbers(&self) -> Numbers {
        if self.left_out.is_empty() {
            return Numbers::All;
        }
        let mut next = 0;
        let number = |at| {
            let stays = !self.left_out.contains_key(&at);
            next += DocId::from(stays);
            stays.then(|| next - 1)
        };
        Numbers::Some((0..self.candidates as DocId).map(number).collect())
    }

    fn edit(&self, at: DocId, document: &mut Document) {
        if let Some(url) = self.urls.get(&at) {
            document.url.clone_from(url);
        }
        if let (Some(MetaValue::Number(views)), Some(more)) =
            (document.meta.get_mut("views"), self.views.get(&at))
        {
            *views = views.max(*more);
        }
    }
}
