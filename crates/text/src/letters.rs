//! Letters: the lower case of a letter, and the letter under its diacritics.
//!
//! Owns the tables. Latin is made from the names and decompositions of Unicode: an ASCII letter with a mark, hook or
//! stroke is that letter. Greek, Cyrillic, Armenian and Georgian have arithmetic. The standard library's lower case would
//! be complete, but brings 12 kB (5.8 kB gzipped) into the browser module for scripts that stand in no post.

/// The base letters of U+00AA..=U+02AF in lower case, `.` where that is no ASCII letter or digit, a capital for two letters: see
/// [`second`].
const LATIN: &[u8; 518] = b"\
    a.......23.u...1o.....\
    aaaaaaAceeeeiiiidnooooo.ouuuuyTSaaaaaaAceeeeiiiidnooooo.ouuuuyTy\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll\
    lllnnnnnn.nnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    bbbb...ccdddd....ffg...ikkl..nnooo..pp.....ttttuu.vyyzz.........\
    ....DDDLLLNNNaaiioouuuuuuuuuu.aaaaAAggggkkoooo..jDDDgg..nnaaAAoo\
    aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj..acclts\
    z..bu.eejjqqrryy...b.cdd.......jg.....h.i..lll...mnn.o......rrr.\
    ..s.j...tu.v....zz...........j..q...............";

/// The base letters of U+1E00..=U+1EFF in lower case.
const LATIN_ADDITIONAL: &[u8; 256] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwyasssS.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy....yy";

/// Letters that follow no order, in ascending order, and the lower case of each or the letter under its diacritics.
#[rustfmt::skip]
const OTHERS: [(u16, u16); 53] = units([
    ('Ƅ', 'ƅ'), ('Ɔ', 'ɔ'), ('Ǝ', 'ǝ'), ('Ə', 'ə'), ('Ɛ', 'ɛ'), ('Ɣ', 'ɣ'), ('Ɩ', 'ɩ'), ('Ɯ', 'ɯ'), ('Ƣ', 'ƣ'), ('Ʀ', 'ʀ'),
    ('Ƨ', 'ƨ'), ('Ʃ', 'ʃ'), ('Ʊ', 'ʊ'), ('Ʒ', 'ʒ'), ('Ƹ', 'ƹ'), ('Ƽ', 'ƽ'), ('Ǯ', 'ʒ'), ('ǯ', 'ʒ'), ('Ƕ', 'ƕ'), ('Ƿ', 'ƿ'),
    ('Ȝ', 'ȝ'), ('Ȣ', 'ȣ'), ('Ɂ', 'ɂ'), ('Ʌ', 'ʌ'),
    ('Ά', 'α'), ('Έ', 'ε'), ('Ή', 'η'), ('Ί', 'ι'), ('Ό', 'ο'), ('Ύ', 'υ'), ('Ώ', 'ω'), ('ΐ', 'ι'), ('ά', 'α'), ('έ', 'ε'),
    ('ή', 'η'), ('ί', 'ι'), ('ΰ', 'υ'), ('ς', 'σ'), ('ϊ', 'ι'), ('ϋ', 'υ'), ('ό', 'ο'), ('ύ', 'υ'), ('ώ', 'ω'),
    ('й', 'и'), ('ѐ', 'е'), ('ё', 'е'), ('ѓ', 'г'), ('ї', 'і'), ('ќ', 'к'), ('ѝ', 'и'), ('ў', 'у'),
    ('ⱥ', 'a'), ('ⱦ', 't'),
]);

/// Characters of the first plane as what they are stored as.
#[allow(clippy::indexing_slicing)] // It runs in the compiler.
const fn units<const N: usize>(pairs: [(char, char); N]) -> [(u16, u16); N] {
    let mut units = [(0, 0); N];
    let mut at = 0;
    while at < N {
        units[at] = (pairs[at].0 as u16, pairs[at].1 as u16);
        at += 1;
    }
    units
}

/// The one or two folded letters of a letter that is not ASCII, if folding changes it.
pub(crate) fn fold_letter(ch: char) -> Option<(char, Option<char>)> {
    let code = ch as u32;
    let table = match code {
        0xAA..=0x2AF => LATIN.get(code as usize - 0xAA),
        0x1E00..=0x1EFF => LATIN_ADDITIONAL.get(code as usize - 0x1E00),
        0xFB00 => return Some(('f', Some('f'))),
        0xFB01 => return Some(('f', Some('i'))),
        0xFB02 => return Some(('f', Some('l'))),
        _ => None,
    };
    if let Some(&letter) = table.filter(|&&letter| letter != b'.') {
        return Some((char::from(letter.to_ascii_lowercase()), second(letter)));
    }
    let lower = lower(code);
    let folded = other(code).or_else(|| other(lower)).unwrap_or(lower);
    char::from_u32(folded).filter(|&folded| folded != ch).map(|folded| (folded, None))
}

/// The second letter that a capital of the tables stands for.
fn second(letter: u8) -> Option<char> {
    Some(match letter {
        b'A' | b'O' => 'e',
        b'D' => 'z',
        b'I' | b'L' | b'N' => 'j',
        b'S' => 's',
        b'T' => 'h',
        _ => return None,
    })
}

/// What a letter that follows no order folds to.
fn other(code: u32) -> Option<u32> {
    let at = OTHERS.binary_search_by_key(&code, |other| u32::from(other.0)).ok()?;
    OTHERS.get(at).map(|other| u32::from(other.1))
}

/// The lower case of the letters whose order makes it arithmetic.
fn lower(code: u32) -> u32 {
    match code {
        // Greek, with the archaic and Coptic pairs.
        0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 0x20,
        0x370..=0x373 | 0x376 | 0x3D8..=0x3EF => code | 1,
        0x1F08..=0x1FAF if code & 8 != 0 && !matches!(code, 0x1F70..=0x1F7F) => code - 8,
        // Cyrillic.
        0x400..=0x40F => code + 0x50,
        0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F => code | 1,
        0x4C0 => 0x4CF,
        0x4C1..=0x4CE => code + code % 2,
        // Armenian and Georgian.
        0x531..=0x556 => code + 0x30,
        0x1C90..=0x1CBF => code - 0xBC0,
        // Roman numerals and letters in circles.
        0x2160..=0x216F => code + 0x10,
        0x24B6..=0x24CF => code + 0x1A,
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use crate::fold;

    #[test]
    fn letters_lose_their_marks() {
        let check = |text: &str, expect: &str| assert_eq!(fold(text), expect, "{text}");
        check("Café Über naïve", "cafe uber naive");
        check("Łódź Škoda Đorđe", "lodz skoda dorde");
        check("Straße œuvre Ærø", "strasse oeuvre aero");
        check("Việt Nam ơ ư", "viet nam o u");
        check("İstanbul ılık", "istanbul ilik");
        check("Ώρα ΣΊΣΥΦΟΣ Σίσυφος", "ωρα σισυφοσ σισυφοσ");
        check("Ёлка Киї́в", "елка киів");
        check("100µs 10m² ﬁle", "100us 10m2 file");
        check("Əli Ɔ ǅ ǂ", "əli ɔ dz ǂ");
        check("ՀԱՅ ᲐᲑ Ⅳ", "հայ აბ ⅳ");
    }

    #[test]
    fn composed_and_decomposed_agree() {
        for (composed, decomposed) in
            [("é", "e\u{301}"), ("й", "и\u{306}"), ("ώ", "ω\u{301}"), ("ế", "e\u{302}\u{301}")]
        {
            assert_eq!(fold(composed), fold(decomposed));
        }
    }

    /// The lower case of the standard library is the measure, but for letters of no living use.
    #[test]
    fn upper_and_lower_case_agree() {
        let blocks = [0..0x530, 0x530..0x590, 0x1C90..0x1CC0, 0x1E00..0x1F00, 0x2150..0x2200, 0x24B0..0x2500];
        for ch in blocks.into_iter().flatten().filter_map(char::from_u32) {
            let lower: String = ch.to_lowercase().collect();
            let archaic = matches!(ch, 'Ϳ' | 'Ϗ' | 'ϴ' | 'Ϸ' | 'Ϲ' | 'Ϻ' | 'Ͻ' | 'Ͼ' | 'Ͽ' | 'Ↄ' | 'Ỻ' | 'Ỽ');
            assert!(archaic || fold(&ch.to_string()) == fold(&lower), "{ch} {lower}");
        }
        for ch in ('\u{1F00}'..'\u{1F70}').filter(|ch| ch.is_alphabetic()) {
            assert_eq!(fold(&ch.to_string()), ch.to_lowercase().to_string());
        }
    }
}
