//! A range coder with adaptive binary models, as LZMA has it: how few bytes there could be.

const TOP: u32 = 1 << 24;
const BITS: u32 = 12;
/// How fast models learn: by this power of two less of what they were wrong by.
const RATE: u32 = 4;

/// Writes numbers.
#[derive(Debug)]
pub struct RangeWriter {
    low: u64,
    range: u32,
    cache: u8,
    pending: u64,
    bytes: Vec<u8>,
}

impl Default for RangeWriter {
    fn default() -> Self {
        Self { low: 0, range: u32::MAX, cache: 0, pending: 1, bytes: Vec::new() }
    }
}

impl RangeWriter {
    /// A model that has learnt nothing.
    pub const EVEN: u16 = 1 << (BITS - 1);

    fn shift(&mut self) {
        if self.low < 0xFF00_0000 || self.low > u64::from(u32::MAX) {
            let carry = (self.low >> 32) as u8;
            let mut byte = self.cache;
            while self.pending > 0 {
                self.bytes.push(byte.wrapping_add(carry));
                byte = 0xFF;
                self.pending -= 1;
            }
            self.cache = (self.low >> 24) as u8;
        }
        self.pending += 1;
        self.low = (self.low & 0x00FF_FFFF) << 8;
    }

    fn bit(&mut self, bit: bool, model: &mut u16) {
        let bound = (self.range >> BITS) * u32::from(*model);
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
            *model -= *model >> RATE;
        } else {
            self.range = bound;
            *model += ((1 << BITS) - *model) >> RATE;
        }
        while self.range < TOP {
            self.range <<= 8;
            self.shift();
        }
    }

    fn plain(&mut self, value: u64, count: u32) {
        for at in (0..count).rev() {
            self.range >>= 1;
            if value >> at & 1 == 1 {
                self.low += u64::from(self.range);
            }
            while self.range < TOP {
                self.range <<= 8;
                self.shift();
            }
        }
    }

    /// A number: how many bits it has and its next two by models, the others as they are.
    pub fn number(&mut self, value: u64, models: &mut Models) {
        let value = value + 1;
        let length = 63 - value.leading_zeros();
        self.tree(u64::from(length), 5, &mut models.lengths);
        let modelled = length.min(3);
        let high = value >> (length - modelled) & ((1 << modelled) - 1);
        self.tree(high, modelled, &mut models.high[length as usize]);
        self.plain(value, length - modelled);
    }

    /// A number of so many bits by models.
    pub fn tree(&mut self, value: u64, bits: u32, models: &mut [u16]) {
        let mut node = 1;
        for at in (0..bits).rev() {
            let bit = value >> at & 1;
            self.bit(bit == 1, &mut models[node]);
            node = node << 1 | bit as usize;
        }
    }

    /// The bytes.
    pub fn finish(mut self) -> Vec<u8> {
        for _ in 0..4 {
            self.shift();
        }
        self.bytes.remove(0);
        self.bytes
    }
}

/// Models of numbers of one context.
#[derive(Debug, Clone)]
pub struct Models {
    lengths: [u16; 32],
    high: [[u16; 8]; 32],
}

impl Default for Models {
    fn default() -> Self {
        Self { lengths: [RangeWriter::EVEN; 32], high: [[RangeWriter::EVEN; 8]; 32] }
    }
}
