//! The nodes of a dictionary's FST, as version 3 of the fst crate writes them.
//!
//! A node is read backwards from its address, at which its kind stands; its transitions go to nodes before it.
//!
//! ```text
//! byte      kind in the two high bits; 6 low bits, of which 0 says that a byte of its own stands before
//!             3, 2   one transition, in 3 to the node right before; low bits: place of its input in `COMMON`, from 1 on, or the input
//!             1, 0   any number of transitions, in 1 of a final node; low bits: how many, of which the byte 1 stands for 256
//! byte      width of an address, width of an output, a half each; not in kind 3
//! 256 bytes an index of more than 32 transitions, which is passed over here
//! inputs    a byte each; of all that a transition has the last one's stands first
//! addresses as the distance from the front of this node, 0 for the node at address 0, which is final and has no transitions
//! outputs   numbers, of no width where all are 0
//! output    of a final node
//! ```
//!
//! The fst crate's own reader is 0.8 kB more of the browser module, as stored, and panics where bytes are forged. Here they are read as
//! if there was nothing, and no walk is endless, since each transition leads to a smaller address.

/// The inputs that kinds 2 and 3 have no byte for, from the fst crate.
const COMMON: &[u8; 63] = b"te/oasripcnw.hlm-du012g=:bf3y5&_4v9678k%?xCDASFIBEjPTzRNM+LOqHG";

/// A node, and where its transitions lead.
#[derive(Clone, Copy, Default)]
pub(super) struct Node<'a> {
    pub(super) is_final: bool,
    /// Of a final node.
    output: u64,
    /// Those of the transitions, in descending order, and so are their addresses and outputs.
    inputs: &'a [u8],
    addresses: &'a [u8],
    outputs: &'a [u8],
    /// Where it begins.
    start: usize,
    /// What stands for the distance 0.
    no_distance: usize,
}

/// Where a byte leads.
#[derive(Clone, Copy, Default)]
pub(super) struct Transition {
    pub(super) input: u8,
    pub(super) output: u64,
    pub(super) address: usize,
}

impl<'a> Node<'a> {
    /// The node at an address.
    pub(super) fn read(fst: &'a [u8], address: usize) -> Self {
        let mut node = Self { is_final: true, ..Self::default() };
        if address == 0 {
            return node;
        }
        let mut rest = fst.get(..=address).unwrap_or_default();
        let kind = byte(&mut rest);
        let low = usize::from(kind & 0x3F);
        let (mut count, mut widths) = (low, 0);
        node.is_final = kind >> 6 == 1;
        if kind < 0x80 {
            if count == 0 {
                count = match byte(&mut rest) {
                    1 => 256,
                    count => usize::from(count),
                };
            }
            widths = byte(&mut rest);
            if count > 32 {
                take(&mut rest, 256);
            }
            node.inputs = take(&mut rest, count);
        } else {
            node.inputs = match COMMON.get(low.wrapping_sub(1)) {
                Some(input) => std::slice::from_ref(input),
                None => take(&mut rest, 1),
            };
            count = 1;
            if kind < 0xC0 {
                widths = byte(&mut rest);
            } else {
                node.no_distance = rest.len().saturating_sub(1);
            }
        }
        let width = usize::from(widths & 0xF);
        node.addresses = take(&mut rest, count * usize::from(widths >> 4));
        node.outputs = take(&mut rest, count * width);
        if node.is_final {
            node.output = number(take(&mut rest, width));
        }
        node.start = rest.len();
        node
    }

    /// Number of transitions.
    pub(super) const fn len(&self) -> usize {
        self.inputs.len()
    }

    /// The transition of an input.
    pub(super) fn find(&self, input: u8) -> Option<Transition> {
        let place = self.inputs.iter().position(|other| *other == input)?;
        Some(self.transition(self.len() - 1 - place))
    }

    /// A transition by its place in the order of the inputs; to the end where there is none.
    pub(super) fn transition(&self, at: usize) -> Transition {
        let place = self.len().wrapping_sub(1).wrapping_sub(at);
        let Some(input) = self.inputs.get(place) else { return Transition::default() };
        let address = match self.number(self.addresses, place) as usize {
            0 => self.no_distance,
            distance => self.start.saturating_sub(distance),
        };
        Transition { input: *input, output: self.number(self.outputs, place), address }
    }

    /// A sum of outputs on the way here, with the node's own.
    pub(super) const fn with_output(&self, sum: u64) -> u64 {
        sum.wrapping_add(self.output)
    }

    /// One of as many numbers as there are transitions.
    fn number(&self, numbers: &[u8], place: usize) -> u64 {
        let width = numbers.len() / self.len().max(1);
        number(numbers.get(place * width..(place + 1) * width).unwrap_or_default())
    }
}

/// Takes so many bytes from the end; none where there are fewer.
pub(super) fn take<'a>(rest: &mut &'a [u8], length: usize) -> &'a [u8] {
    let (before, taken) = rest.split_at_checked(rest.len().wrapping_sub(length)).unwrap_or_default();
    *rest = before;
    taken
}

fn byte(rest: &mut &[u8]) -> u8 {
    take(rest, 1).first().copied().unwrap_or_default()
}

/// The number whose low byte stands first.
pub(super) fn number(bytes: &[u8]) -> u64 {
    let mut number = 0;
    for byte in bytes.iter().rev() {
        number = number << 8 | u64::from(*byte);
    }
    number
}
