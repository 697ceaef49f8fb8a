//! Bits → bytes, the lowest bit of a byte first, as DEFLATE has them.

#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, and how many they are.
    open: u64,
    count: u32,
}

impl BitWriter {
    /// Writes the lowest `count` bits of a number that has no higher ones; at most 32.
    pub(super) fn write(&mut self, bits: u32, count: u32) {
        self.open |= u64::from(bits) << self.count;
        self.count += count;
        if self.count >= 32 {
            self.bytes.extend_from_slice(&(self.open as u32).to_le_bytes());
            self.open >>= 32;
            self.count -= 32;
        }
    }

    /// Number of bits to the end of the byte that is open, once `ahead` more are written.
    pub(super) fn padding(&self, ahead: u32) -> u32 {
        (self.count + ahead).wrapping_neg() % 8
    }

    /// Writes whole bytes, which begin where the next byte does.
    pub(super) fn write_bytes(&mut self, bytes: &[u8]) {
        self.align();
        self.bytes.extend_from_slice(bytes);
    }

    /// What was written.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }

    fn align(&mut self) {
        let open = self.open.to_le_bytes();
        self.bytes.extend_from_slice(&open[..self.count.div_ceil(8) as usize]);
        (self.open, self.count) = (0, 0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_fill_bytes_from_the_lowest_on() {
        let mut bits = BitWriter::default();
        bits.write(1, 1);
        bits.write(0b10, 2);
        assert_eq!((bits.padding(0), bits.padding(5), bits.padding(6)), (5, 0, 7));
        bits.write_bytes(b"ab");
        bits.write(u32::MAX, 32);
        bits.write(0, 32);
        bits.write(3, 3);
        assert_eq!(bits.finish(), b"\x05ab\xFF\xFF\xFF\xFF\0\0\0\0\x03");
    }
}
