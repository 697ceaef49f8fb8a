//! The open elements of a page, with the rules for tags that authors leave out.
//!
//! Every step costs constant time, whatever is open: what an implied end tag would have to search the stack
//! for is carried along in each of its entries.

use std::collections::HashMap;

use super::elements::{self, Gap, Name};

/// Nothing of this kind is open here.
const NONE: u32 = u32::MAX;

/// What holds inside an element, inherited from element to element.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Inside {
    pub(super) skipped: bool,
    pub(super) preformatted: bool,
    /// Inside a drawing or a formula.
    pub(super) foreign: bool,
    /// Inside `<main>` or the like, where a `<header>` holds the page's title rather than the site's.
    pub(super) content: bool,
    /// The whole text is a piece of content, where an `<aside>` is a call-out rather than a side bar.
    pub(super) fragment: bool,
    pub(super) superscript: bool,
}

/// What happens when an element ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Plain,
    Region,
    Heading,
    Anchor,
    Title,
}

/// An open element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Open {
    pub(super) name: Name,
    pub(super) gap: Gap,
    pub(super) inside: Inside,
    pub(super) ending: Ending,
    /// Its id waits for a heading.
    pub(super) owns_id: bool,
    nearest: Nearest,
}

/// The places of the nearest open elements of a kind, the element itself included.
#[derive(Debug, Clone, Copy)]
struct Nearest {
    paragraph: u32,
    item: u32,
    definition: u32,
    row: u32,
    cell: u32,
    /// An inline end tag does not reach out of a block.
    block: u32,
    /// A block's end tag does not reach out of a table cell or the like.
    scope: u32,
}

impl Default for Nearest {
    fn default() -> Self {
        Self {
            paragraph: NONE,
            item: NONE,
            definition: NONE,
            row: NONE,
            cell: NONE,
            block: NONE,
            scope: NONE,
        }
    }
}

/// The open elements, outermost first.
#[derive(Debug, Default)]
pub(super) struct Stack {
    /// What holds where nothing is open.
    outermost: Inside,
    open: Vec<Open>,
    /// The places of the open elements of a name: an end tag costs one look-up, not a search.
    places: HashMap<Name, Vec<u32>>,
}

impl Stack {
    /// A stack with nothing open, inside of which this holds.
    pub(super) fn inside_of(outermost: Inside) -> Self {
        Self { outermost, ..Self::default() }
    }

    /// How many elements are open.
    pub(super) fn len(&self) -> usize {
        self.open.len()
    }

    /// What holds inside the innermost element.
    pub(super) fn inside(&self) -> Inside {
        self.open.last().map_or(self.outermost, |open| open.inside)
    }

    /// The length to which a start tag cuts the stack, by ending elements without saying so. Ask again after
    /// cutting: an item ends the item before it, and then the paragraph that holds both.
    pub(super) fn implied_end(&self, name: Name) -> Option<usize> {
        let top = self.open.last()?;
        let innermost = u32::try_from(self.open.len() - 1).unwrap_or(NONE);
        if top.inside.foreign && elements::breaks_out(name) {
            return Some(innermost as usize);
        }
        let place = match name {
            elements::LI => top.nearest.item,
            elements::DD | elements::DT => top.nearest.definition,
            elements::TD | elements::TH => top.nearest.cell,
            elements::TR | elements::TBODY | elements::THEAD | elements::TFOOT => {
                top.nearest.row.min(top.nearest.cell)
            }
            _ if elements::heading_level(name).and(elements::heading_level(top.name)).is_some() => innermost,
            _ => NONE,
        };
        let place =
            if place == NONE && elements::ends_paragraph(name) { top.nearest.paragraph } else { place };
        (place != NONE).then_some(place as usize)
    }

    /// The length to which an end tag cuts the stack, if it reaches an element of its name.
    pub(super) fn explicit_end(&self, name: Name) -> Option<usize> {
        let place = *self.places.get(&name)?.last()?;
        let nearest = self.open.last()?.nearest;
        let fence = match elements::gap(name, false) {
            _ if elements::is_table_part(name) => NONE,
            _ if elements::is_skipped(name) => nearest.scope,
            Gap::Line => nearest.scope,
            _ => nearest.block,
        };
        (fence == NONE || place >= fence).then_some(place as usize)
    }

    /// Opens an element inside the innermost one.
    pub(super) fn push(&mut self, name: Name, gap: Gap, inside: Inside, ending: Ending) {
        let here = u32::try_from(self.open.len()).unwrap_or(NONE);
        let outer = self.open.last().map(|top| top.nearest).unwrap_or_default();
        let mut nearest = match name {
            // A cell hides what is around its table, but not the cell and row that the next one ends.
            elements::TD | elements::TH => {
                Nearest { paragraph: NONE, item: NONE, definition: NONE, cell: here, ..outer }
            }
            _ if elements::is_barrier(name) => {
                Nearest { block: outer.block, scope: outer.scope, ..Nearest::default() }
            }
            elements::P => Nearest { paragraph: here, ..outer },
            elements::LI => Nearest { item: here, ..outer },
            elements::DD | elements::DT => Nearest { definition: here, ..outer },
            elements::TR => Nearest { row: here, ..outer },
            _ => outer,
        };
        if gap >= Gap::Cell {
            nearest.block = here;
        }
        if elements::is_scope(name) {
            nearest.scope = here;
        }
        self.open.push(Open { name, gap, inside, ending, owns_id: false, nearest });
        self.places.entry(name).or_default().push(here);
    }

    /// Lets the innermost element's id wait for a heading.
    pub(super) fn own_id(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.owns_id = true;
        }
    }

    /// Closes the innermost element.
    pub(super) fn pop(&mut self) -> Option<Open> {
        let open = self.open.pop()?;
        if let Some(places) = self.places.get_mut(&open.name) {
            places.pop();
        }
        Some(open)
    }
}
