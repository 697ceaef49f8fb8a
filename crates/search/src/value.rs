//! Values: what answers are made of for whoever reads them, JSON and the browser module alike.
//!
//! An answer says what it is value by value, see [`Write`]. The browser module writes them down as they come; serde is given
//! [`Value`]s, which are made of them. What serde derives is 2.3 kB more of the browser module, gzipped, and to make a tree of values
//! there first 0.8 kB, as stored.

use serde::{Serialize, Serializer};

/// What is told of values, one after the other: of a list its length and then its values, of a map how many fields it has and then
/// of each the name, as a text, and the value.
pub trait Write<'a> {
    /// Nothing.
    fn null(&mut self);
    /// Yes or no.
    fn flag(&mut self, flag: bool);
    /// A number of a document's metadata.
    fn number(&mut self, number: f64);
    /// A text.
    fn text(&mut self, text: &'a str);
    /// Values in order, which follow.
    fn list(&mut self, length: usize);
    /// Values by name, which follow.
    fn map(&mut self, fields: usize);

    /// How many.
    fn count(&mut self, count: u32) {
        self.number(f64::from(count));
    }

    /// A score or a part of one.
    fn score(&mut self, score: f32) {
        self.number(f64::from(score));
    }

    /// A field that is a text.
    fn text_field(&mut self, name: &'a str, text: &'a str) {
        self.text(name);
        self.text(text);
    }
}

/// What is serialized.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Nothing.
    Null,
    /// Yes or no.
    Flag(bool),
    /// How many.
    Count(u32),
    /// A score or a part of one.
    Score(f32),
    /// A number of a document's metadata.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// Values in order.
    List(Vec<Value<'a>>),
    /// Values by name.
    Map(Vec<(&'a str, Value<'a>)>),
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Count(count) => serializer.serialize_u32(*count),
            Self::Score(score) => serializer.serialize_f32(*score),
            Self::Number(number) => serializer.serialize_f64(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => serializer.collect_seq(list),
            Self::Map(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, value))),
        }
    }
}

/// A value that is being told.
#[derive(Default)]
pub(crate) struct Tree<'a> {
    /// Lists and maps that values are still to come of, the innermost last: what came, and how much there will be.
    open: Vec<(Vec<Value<'a>>, usize, Kind)>,
    value: Option<Value<'a>>,
}

#[derive(Clone, Copy)]
enum Kind {
    List,
    /// Names stand before their values.
    Map,
}

impl<'a> Tree<'a> {
    /// The value, once all of it was told.
    pub(crate) fn finish(self) -> Value<'a> {
        self.value.unwrap_or(Value::Null)
    }

    fn add(&mut self, mut value: Value<'a>) {
        while let Some((mut parts, length, kind)) = self.open.pop() {
            parts.push(value);
            if parts.len() < length {
                return self.open.push((parts, length, kind));
            }
            value = finished(parts, kind);
        }
        self.value = Some(value);
    }

    fn open(&mut self, length: usize, kind: Kind) {
        if length == 0 {
            self.add(finished(Vec::new(), kind));
        } else {
            self.open.push((Vec::with_capacity(length), length, kind));
        }
    }
}

fn finished(parts: Vec<Value<'_>>, kind: Kind) -> Value<'_> {
    if let Kind::List = kind {
        return Value::List(parts);
    }
    let mut fields = Vec::with_capacity(parts.len() / 2);
    let mut parts = parts.into_iter();
    while let (Some(Value::Text(name)), Some(value)) = (parts.next(), parts.next()) {
        fields.push((name, value));
    }
    Value::Map(fields)
}

impl<'a> Write<'a> for Tree<'a> {
    fn null(&mut self) {
        self.add(Value::Null);
    }

    fn flag(&mut self, flag: bool) {
        self.add(Value::Flag(flag));
    }

    fn number(&mut self, number: f64) {
        self.add(Value::Number(number));
    }

    fn text(&mut self, text: &'a str) {
        self.add(Value::Text(text));
    }

    fn list(&mut self, length: usize) {
        self.open(length, Kind::List);
    }

    fn map(&mut self, fields: usize) {
        self.open(2 * fields, Kind::Map);
    }

    fn count(&mut self, count: u32) {
        self.add(Value::Count(count));
    }

    fn score(&mut self, score: f32) {
        self.add(Value::Score(score));
    }
}
