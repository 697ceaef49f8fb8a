//! Runs the tokenizer and gives its tags and texts to a sink.
//!
//! The tokenizer alone cannot read HTML: whether what follows a tag is text, a script or markup depends on
//! the tag and on whether it stands inside a drawing. The sink knows where it stands, so this module asks it.

use std::convert::Infallible;
use std::ops::Range;

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{Emitter, ForwardingEmitter, Span, State, Tokenizer};

use super::elements::{self, Name};

/// What the walk wants to know from a tag. Other attributes are passed over unread.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Attribute {
    AriaHidden,
    Charset,
    Content,
    Datetime,
    Hidden,
    Href,
    HttpEquiv,
    Id,
    /// `data-keyseek-ignore`, `data-pagefind-ignore` or `data-nosnippet`.
    Ignore,
    /// `data-keyseek-body` or `data-pagefind-body`.
    IsBody,
    Lang,
    Name,
    Open,
    Property,
    Rel,
    Role,
    /// `data-keyseek-tags`.
    Tags,
    /// Any other.
    Unread,
}

impl Attribute {
    fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"aria-hidden" => Self::AriaHidden,
            b"charset" => Self::Charset,
            b"content" => Self::Content,
            b"datetime" => Self::Datetime,
            b"hidden" => Self::Hidden,
            b"href" => Self::Href,
            b"http-equiv" => Self::HttpEquiv,
            b"id" => Self::Id,
            b"data-keyseek-ignore" | b"data-pagefind-ignore" | b"data-nosnippet" => Self::Ignore,
            b"data-keyseek-body" | b"data-pagefind-body" => Self::IsBody,
            b"lang" | b"xml:lang" => Self::Lang,
            b"name" => Self::Name,
            b"open" => Self::Open,
            b"property" => Self::Property,
            b"rel" => Self::Rel,
            b"role" => Self::Role,
            b"data-keyseek-tags" => Self::Tags,
            _ => return None,
        })
    }
}

/// One start tag. Its buffers are used again for the next, so that a page of tags costs no allocation a tag.
#[derive(Debug, Default)]
pub(super) struct Tag {
    pub(super) name: Name,
    /// Whether the name holds a `-`, as names that a page defines itself do.
    pub(super) is_custom: bool,
    pub(super) self_closing: bool,
    values: String,
    attributes: Vec<(Attribute, Range<usize>)>,
}

impl Tag {
    /// The attribute's value, empty when it stands alone; the first of two with one name.
    pub(super) fn get(&self, attribute: Attribute) -> Option<&str> {
        let (_, range) = self.attributes.iter().find(|(name, _)| *name == attribute)?;
        self.values.get(range.clone())
    }

    pub(super) fn has(&self, attribute: Attribute) -> bool {
        self.get(attribute).is_some()
    }

    fn open(&mut self, name: &[u8]) {
        self.name = elements::name(name);
        self.is_custom = name.contains(&b'-');
        self.self_closing = false;
        self.values.clear();
        self.attributes.clear();
    }

    fn add(&mut self, name: &[u8]) {
        // An unknown name stands as an empty slot, so that its value does not go to the attribute before.
        let at = self.values.len();
        self.attributes.push((Attribute::named(name).unwrap_or(Attribute::Unread), at..at));
    }

    fn add_value(&mut self, value: &[u8]) {
        if let Some((name, range)) = self.attributes.last_mut()
            && *name != Attribute::Unread
        {
            self.values.push_str(&String::from_utf8_lossy(value));
            range.end = self.values.len();
        }
    }
}

/// Receives a page in order.
pub(super) trait Sink {
    fn start(&mut self, tag: &Tag);
    fn end(&mut self, name: Name);
    fn text(&mut self, text: &str);
    /// Whether the innermost open element belongs to a drawing or a formula, where other rules hold.
    fn is_foreign(&self) -> bool;
}

/// Gives a whole page, or a piece of one, to the sink.
pub(super) fn feed(html: &str, sink: &mut impl Sink) {
    let events = Events { sink, tag: Tag::default(), next_state: None };
    let Ok(()) = Tokenizer::new_with_emitter(html, Tags { inner: CallbackEmitter::new(events) }).finish();
}

/// The tokenizer's events, put together to tags.
struct Events<'a, S> {
    sink: &'a mut S,
    tag: Tag,
    /// How the tokenizer must read on after the tag that was just given to the sink.
    next_state: Option<State>,
}

impl<S: Sink> Callback<Infallible, ()> for Events<'_, S> {
    fn handle_event(&mut self, event: CallbackEvent<'_>, _: Span<()>) -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name } => self.tag.open(name),
            CallbackEvent::AttributeName { name } => self.tag.add(name),
            CallbackEvent::AttributeValue { value } => self.tag.add_value(value),
            CallbackEvent::CloseStartTag { self_closing } => {
                self.tag.self_closing = self_closing;
                self.sink.start(&self.tag);
                self.next_state = if self.sink.is_foreign() { None } else { state_after(self.tag.name) };
            }
            CallbackEvent::EndTag { name } => self.sink.end(elements::name(name)),
            CallbackEvent::String { value } => self.sink.text(&String::from_utf8_lossy(value)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
        }
        None
    }
}

/// Elements whose content is not markup, as a browser that runs scripts reads them.
fn state_after(element: Name) -> Option<State> {
    match element {
        elements::TITLE | elements::TEXTAREA => Some(State::RcData),
        elements::SCRIPT => Some(State::ScriptData),
        elements::STYLE
        | elements::IFRAME
        | elements::XMP
        | elements::NOEMBED
        | elements::NOFRAMES
        | elements::NOSCRIPT => Some(State::RawText),
        elements::PLAINTEXT => Some(State::PlainText),
        _ => None,
    }
}

/// The emitter that adds the sink's knowledge to the tokenizer.
struct Tags<'a, S: Sink> {
    inner: CallbackEmitter<Events<'a, S>>,
}

impl<S: Sink> ForwardingEmitter for Tags<'_, S> {
    type Token = Infallible;

    fn inner(&mut self) -> &mut impl Emitter<Token = Infallible> {
        &mut self.inner
    }

    /// Nobody reads them, and looking for them costs a third of the time (one core on the Rust documentation:
    /// 75 → 111 MB/s).
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        // The inner emitter knows only names, and was not asked to guess.
        let _ = self.inner.emit_current_tag();
        self.inner.callback_mut().next_state.take()
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&mut self) -> bool {
        self.inner.callback_mut().sink.is_foreign()
    }
}
