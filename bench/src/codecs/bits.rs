//! Codes of numbers by bits: Rice, interpolative, Elias–Fano.

/// Writes bits, the low ones of a byte first.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits of the last byte that are taken; 0 when a new one has to begin.
    taken: u32,
}

impl BitWriter {
    /// Writes the low `count` bits of a number, up to 57.
    pub fn bits(&mut self, mut value: u64, mut count: u32) {
        while count > 0 {
            if self.taken == 0 {
                self.bytes.push(0);
            }
            let last = self.bytes.last_mut().expect("a byte was begun");
            let fits = count.min(8 - self.taken);
            *last |= ((value & ((1 << fits) - 1)) as u8) << self.taken;
            self.taken = (self.taken + fits) % 8;
            value >>= fits;
            count -= fits;
        }
    }

    /// So many ones, then a zero.
    pub fn unary(&mut self, value: u64) {
        for _ in 0..value {
            self.bits(1, 1);
        }
        self.bits(0, 1);
    }

    /// The quotient by 2^`parameter` in unary, then the remainder.
    pub fn rice(&mut self, value: u64, parameter: u32) {
        self.unary(value >> parameter);
        self.bits(value, parameter);
    }

    /// A number below `range` in as many bits as that takes, or one less for some (truncated binary).
    pub fn truncated(&mut self, value: u64, range: u64) {
        let bits = 63 - range.max(1).leading_zeros();
        let short = (1 << (bits + 1)) - range;
        if value < short {
            self.bits(value, bits);
        } else {
            self.bits((value + short) >> 1, bits);
            self.bits((value + short) & 1, 1);
        }
    }

    /// Ascending numbers of `low..high`, each once, of which the reader knows how many there are.
    pub fn interpolative(&mut self, numbers: &[u64], low: u64, high: u64) {
        if numbers.is_empty() {
            return;
        }
        let middle = numbers.len() / 2;
        let (before, after) = (middle as u64, (numbers.len() - middle - 1) as u64);
        let number = numbers[middle];
        self.truncated(number - low - before, high - low - before - after);
        self.interpolative(&numbers[..middle], low, number);
        self.interpolative(&numbers[middle + 1..], number + 1, high);
    }

    /// Ascending numbers below `range`: their low bits, then the distances of the high ones in unary.
    pub fn elias_fano(&mut self, numbers: &[u64], range: u64) {
        let low = low_bits(numbers.len(), range);
        for number in numbers {
            self.bits(*number, low);
        }
        let mut before = 0;
        for number in numbers {
            self.unary((number >> low) - before);
            before = number >> low;
        }
    }

    /// The bytes, and begins anew.
    pub fn take(&mut self) -> Vec<u8> {
        self.taken = 0;
        std::mem::take(&mut self.bytes)
    }
}

fn low_bits(count: usize, range: u64) -> u32 {
    (range / (count as u64).max(1)).checked_ilog2().unwrap_or(0)
}

/// The parameter of a Rice code for distances whose mean is `sum / count`.
pub fn rice_parameter(sum: u64, count: u64) -> u32 {
    // The best one is about the logarithm of the mean times ln 2 (Witten, Moffat, Bell, "Managing Gigabytes", 3.3).
    (sum * 69 / (count.max(1) * 100)).checked_ilog2().unwrap_or(0)
}

/// Reads what [`BitWriter`] wrote; behind the end are zeros.
#[derive(Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Starts at the front of some bytes.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn window(&self) -> u64 {
        let from = self.at / 8;
        let mut window = [0; 8];
        let rest = self.bytes.get(from..).unwrap_or_default();
        let count = rest.len().min(8);
        window[..count].copy_from_slice(&rest[..count]);
        u64::from_le_bytes(window) >> (self.at % 8)
    }

    /// See [`BitWriter::bits`].
    pub fn bits(&mut self, count: u32) -> u64 {
        let value = self.window() & ((1 << count) - 1);
        self.at += count as usize;
        value
    }

    /// See [`BitWriter::unary`].
    pub fn unary(&mut self) -> u64 {
        let mut value = 0;
        loop {
            let ones = u64::from(self.window().trailing_ones()).min(56);
            value += ones;
            self.at += ones as usize;
            if ones < 56 {
                self.at += 1;
                return value;
            }
        }
    }

    /// See [`BitWriter::rice`].
    pub fn rice(&mut self, parameter: u32) -> u64 {
        let high = self.unary();
        high << parameter | self.bits(parameter)
    }

    /// See [`BitWriter::truncated`].
    pub fn truncated(&mut self, range: u64) -> u64 {
        let bits = 63 - range.max(1).leading_zeros();
        let short = (1 << (bits + 1)) - range;
        let value = self.bits(bits);
        if value < short { value } else { (value << 1 | self.bits(1)) - short }
    }

    /// See [`BitWriter::interpolative`].
    pub fn interpolative(&mut self, numbers: &mut [u64], low: u64, high: u64) {
        if numbers.is_empty() {
            return;
        }
        let middle = numbers.len() / 2;
        let (before, after) = (middle as u64, (numbers.len() - middle - 1) as u64);
        let number = low + before + self.truncated(high - low - before - after);
        numbers[middle] = number;
        self.interpolative(&mut numbers[..middle], low, number);
        self.interpolative(&mut numbers[middle + 1..], number + 1, high);
    }

    /// See [`BitWriter::elias_fano`].
    pub fn elias_fano(&mut self, count: usize, range: u64) -> Vec<u64> {
        let low = low_bits(count, range);
        let mut numbers: Vec<u64> = (0..count).map(|_| self.bits(low)).collect();
        let mut high = 0;
        for number in &mut numbers {
            high += self.unary();
            *number |= high << low;
        }
        numbers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_round_trip() {
        for numbers in [&[][..], &[0], &[7], &[0, 1, 2, 3], &[3, 9, 10, 99, 4000]] {
            let mut writer = BitWriter::default();
            for number in numbers {
                writer.rice(*number, 3);
                writer.truncated(*number, 4001);
            }
            writer.interpolative(numbers, 0, 4001);
            writer.elias_fano(numbers, 4001);
            let bytes = writer.take();
            let mut reader = BitReader::new(&bytes);
            for number in numbers {
                assert_eq!([reader.rice(3), reader.truncated(4001)], [*number; 2]);
            }
            let mut read = vec![0; numbers.len()];
            reader.interpolative(&mut read, 0, 4001);
            assert_eq!(read, numbers);
            assert_eq!(reader.elias_fano(numbers.len(), 4001), numbers);
        }
    }
}
