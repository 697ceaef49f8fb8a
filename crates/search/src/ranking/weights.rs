//! Weights: how much each sign of a good answer counts.

use keyseek_index::Field;

/// The weights of a ranking. The defaults were fitted on judged queries; `bench/RELEVANCE.md` shows what each is worth.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// An occurrence in the title, beside one in the running text.
    pub title: f32,
    /// An occurrence in a heading.
    pub heading: f32,
    /// An occurrence in a tag.
    pub tag: f32,
    /// An occurrence in the running text.
    pub body: f32,
    /// An occurrence as a part of a longer word; in the title, beside the weight of that.
    pub part: f32,
    /// How slowly repeated occurrences saturate: *k*₁ of BM25.
    pub saturation: f32,
    /// How strongly the length of the running text counts against its occurrences, 0 to 1: *b* of BM25.
    pub length: f32,
    /// Neighbouring words of the query that stand near each other, beside the rarer of the two words.
    pub proximity: f32,
    /// A title that is the query and nothing else, as a factor of the score beside 1.
    pub whole_title: f32,
    /// How rare a function word of a long query is taken to be, as a factor.
    pub function_word: f32,
    /// Documents with all words of the query stand before those with some.
    pub complete_first: bool,
    /// Documents found by a stricter reading stand before those found by a looser one.
    pub strict_first: bool,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            title: 5.0,
            heading: 2.0,
            tag: 2.5,
            body: 1.0,
            part: 0.3,
            saturation: 2.0,
            length: 0.75,
            proximity: 0.8,
            whole_title: 0.5,
            function_word: 0.5,
            complete_first: true,
            strict_first: true,
        }
    }
}

impl Weights {
    /// Sets the weight of this name; negative numbers count as 0. False when there is none of the name.
    pub fn set(&mut self, name: &str, value: f32) -> bool {
        let weight = match name {
            "title" => &mut self.title,
            "heading" => &mut self.heading,
            "tag" => &mut self.tag,
            "body" => &mut self.body,
            "part" => &mut self.part,
            "proximity" => &mut self.proximity,
            "whole_title" => &mut self.whole_title,
            _ => return false,
        };
        *weight = value.max(0.0);
        true
    }

    /// Weight of an occurrence in a field, and how strongly the field's length counts against it. Tags have no length worth
    /// counting.
    pub(super) const fn field(&self, field: Field) -> (f32, f32) {
        match field {
            Field::Title => (self.title, 0.5),
            Field::Heading => (self.heading, 0.4),
            Field::Tag => (self.tag, 0.0),
            Field::Body => (self.body, self.length),
            Field::Part => (self.part, 0.0),
            Field::TitlePart => (self.part * self.title, 0.0),
        }
    }
}
