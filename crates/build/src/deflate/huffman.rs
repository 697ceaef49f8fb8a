//! How often symbols occur → how many bits each has, and which.

/// Number of bits of each symbol such that all together are the fewest, at most `most`; none for those that do not occur.
pub(super) fn lengths(counts: &[u32], most: usize, lengths: &mut [u8]) {
    lengths.fill(0);
    // The count above, the symbol below: they are sorted as numbers.
    let mut sorted = [0u64; 288];
    let mut used = 0;
    for (symbol, count) in (0u64..).zip(counts) {
        if *count > 0 {
            sorted[used] = u64::from(*count) << 16 | symbol;
            used += 1;
        }
    }
    let sorted = &mut sorted[..used];
    if let [symbol] = sorted {
        lengths[*symbol as usize & 0xFFFF] = 1;
        return;
    }
    sorted.sort_unstable();
    let numbers = limited(depths(sorted), used, most);
    let mut rarest = sorted.iter();
    for length in (1..=most).rev() {
        for symbol in rarest.by_ref().take(numbers[length]) {
            lengths[*symbol as usize & 0xFFFF] = length as u8;
        }
    }
}

/// More bits than any symbol has: of 2³² symbols the rarest has 46, as counts grow at least as Fibonacci numbers do.
const DEEP: usize = 64;

/// How many symbols have each number of bits in Huffman's code: the two rarest nodes become one until one is left, and nodes are
/// made in the order of their counts.
fn depths(sorted: &[u64]) -> [usize; DEEP] {
    let used = sorted.len();
    let mut numbers = [0; DEEP];
    if used < 2 {
        return numbers;
    }
    // Of inner nodes the count, later the depth; of symbols and inner nodes the inner node above.
    let mut nodes = [0u64; 288];
    let mut above_symbols = [0u16; 288];
    let mut above_nodes = [0u16; 288];
    let (mut symbol, mut node) = (0, 0);
    for made in 0..used - 1 {
        let mut sum = 0;
        for _ in 0..2 {
            if symbol < used && (node >= made || sorted[symbol] >> 16 <= nodes[node]) {
                sum += sorted[symbol] >> 16;
                above_symbols[symbol] = made as u16;
                symbol += 1;
            } else {
                sum += nodes[node];
                above_nodes[node] = made as u16;
                node += 1;
            }
        }
        nodes[made] = sum;
    }
    nodes[used - 2] = 0;
    for node in (0..used - 2).rev() {
        nodes[node] = nodes[usize::from(above_nodes[node])] + 1;
    }
    for above in &above_symbols[..used] {
        numbers[nodes[usize::from(*above)] as usize + 1] += 1;
    }
    numbers
}

/// The same with at most `most` bits: longer ones are cut, and as many others are made longer as that takes.
fn limited(numbers: [usize; DEEP], used: usize, most: usize) -> [usize; 16] {
    let mut limited = [0; 16];
    limited[..=most].copy_from_slice(&numbers[..=most]);
    limited[most] = used - limited[..most].iter().sum::<usize>();
    let taken = |limited: &[usize; 16]| (1..=most).map(|bits| limited[bits] << (most - bits)).sum::<usize>();
    let mut over = taken(&limited).saturating_sub(1 << most);
    while over > 0 {
        // The longest that is shorter than all becomes longer, and has room below it for one of those.
        let Some(bits) = (1..most).rev().find(|bits| limited[*bits] > 0) else { break };
        limited[bits] -= 1;
        limited[bits + 1] += 2;
        limited[most] -= 1;
        over -= 1;
    }
    limited
}

/// The bits of each symbol, the first lowest, by their numbers (RFC 1951, 3.2.2).
pub(super) fn codes(lengths: &[u8], codes: &mut [u16]) {
    let mut numbers = [0u16; 16];
    for length in lengths {
        numbers[usize::from(*length)] += 1;
    }
    numbers[0] = 0;
    let mut next = [0u16; 16];
    for bits in 1..16 {
        next[bits] = next[bits - 1].wrapping_add(numbers[bits - 1]) << 1;
    }
    for (length, code) in lengths.iter().zip(codes) {
        let next = &mut next[usize::from(*length)];
        *code = next.reverse_bits() >> (16 - u32::from(*length)).min(15);
        *next = next.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::super::lengths::Chooser;
    use super::*;
    use proptest::prelude::*;

    /// The shares of a code that lengths take, of 2¹⁵.
    fn taken(lengths: &[u8]) -> u32 {
        lengths.iter().filter(|bits| **bits > 0).map(|bits| 1 << 15 >> bits).sum()
    }

    fn sum(counts: &[u32], lengths: &[u8]) -> u32 {
        counts.iter().zip(lengths).map(|(count, bits)| count * u32::from(*bits)).sum()
    }

    #[test]
    fn the_rarer_the_longer() {
        let check = |counts: &[u32], most: usize, expected: &[u8]| {
            let mut found = vec![9; counts.len()];
            lengths(counts, most, &mut found);
            assert_eq!(found, expected, "{counts:?}");
        };
        check(&[0, 0], 15, &[0, 0]);
        check(&[0, 7], 15, &[0, 1]);
        check(&[5, 0, 7], 15, &[1, 0, 1]);
        check(&[1, 1, 2, 4, 8], 15, &[4, 4, 3, 2, 1]);
        check(&[1, 1, 2, 4, 8], 3, &[3, 3, 3, 3, 1]);
    }

    #[test]
    fn codes_are_those_of_the_standard() {
        let mut found = [0; 8];
        codes(&[3, 3, 3, 3, 3, 2, 4, 4], &mut found);
        assert_eq!(found, [0b010, 0b110, 0b001, 0b101, 0b011, 0b00, 0b0111, 0b1111]);
    }

    proptest! {
        #[test]
        fn codes_are_whole_and_limited(mut counts in prop::collection::vec(0..9u32, 2..286), rare in 0..20usize) {
            for (at, count) in counts.iter_mut().enumerate().skip(rare) {
                // Counts that grow like these make the longest codes.
                *count = if at < rare + 20 { 1 << ((at - rare) * 5 / 6) } else { *count };
            }
            (counts[0], counts[1]) = (1, 1);
            let mut best = vec![0; counts.len()];
            lengths(&counts, 15, &mut best);
            let mut limited = vec![0; counts.len()];
            lengths(&counts, 9, &mut limited);
            let mut chosen = vec![0; counts.len()];
            prop_assert!(Chooser::default().choose(&counts, &mut chosen));
            for lengths in [&best, &limited, &chosen] {
                prop_assert_eq!(taken(lengths), 1 << 15);
                prop_assert!(counts.iter().zip(lengths).all(|(count, bits)| *count == 0 || *bits > 0));
                prop_assert!(sum(&counts, &best) <= sum(&counts, lengths));
            }
            prop_assert!(limited.iter().all(|bits| *bits <= 9));
        }
    }
}
