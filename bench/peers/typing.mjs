// What stands in the box while a text is typed: after each key the state that an input method shows. Hangul on the two-set
// layout is composed, so that 가다 passes through 갇; everything else comes letter by letter.

const LEADS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
const TAILS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
/** Letters of two keys, by what the first key alone shows. */
const FIRST_KEY = new Map(
  [..."ㅘㅗ ㅙㅗ ㅚㅗ ㅝㅜ ㅞㅜ ㅟㅜ ㅢㅡ ㄳㄱ ㄵㄴ ㄶㄴ ㄺㄹ ㄻㄹ ㄼㄹ ㄽㄹ ㄾㄹ ㄿㄹ ㅀㄹ ㅄㅂ".split(" ")].map(([both, first]) => [both, first]),
);
const SECOND_KEY = new Map([..."ㄳㅅ ㄵㅈ ㄶㅎ ㄺㄱ ㄻㅁ ㄼㅂ ㄽㅅ ㄾㅌ ㄿㅍ ㅀㅎ ㅄㅅ".split(" ")].map(([both, second]) => [both, second]));
const SECOND_VOWEL = new Map([..."ㅘㅏ ㅙㅐ ㅚㅣ ㅝㅓ ㅞㅔ ㅟㅣ ㅢㅣ".split(" ")].map(([both, second]) => [both, second]));

const BASE = 0xac00;
const isSyllable = (/** @type {string} */ sign) => sign >= "가" && sign <= "힣";

/** @param {string} syllable */
function parts(syllable) {
  const at = syllable.charCodeAt(0) - BASE;
  return { lead: LEADS[Math.floor(at / 588)], vowel: VOWELS[Math.floor(at / 28) % 21], tail: TAILS[at % 28] };
}

/**
 * @param {string} lead
 * @param {string} vowel
 * @param {string} tail
 */
const compose = (lead, vowel, tail) =>
  String.fromCharCode(BASE + LEADS.indexOf(lead) * 588 + VOWELS.indexOf(vowel) * 28 + TAILS.indexOf(tail));

/**
 * @param {string} text
 * @returns {string[]} a state for each key, the last of them the text
 */
export function typed(text) {
  /** @type {string[]} */
  const states = [];
  let before = "";
  for (const sign of text) {
    if (!isSyllable(sign)) {
      states.push(before + sign);
    } else {
      const { lead, vowel, tail } = parts(sign);
      states.push(withConsonant(before, lead));
      for (const shown of keysOf(vowel)) states.push(before + compose(lead, shown, ""));
      if (tail) for (const shown of keysOf(tail)) states.push(before + compose(lead, vowel, shown));
    }
    before += sign;
  }
  return states;
}

/** @param {string} letter */
const keysOf = (letter) => (FIRST_KEY.has(letter) ? [/** @type {string} */ (FIRST_KEY.get(letter)), letter] : [letter]);

/**
 * A consonant goes below the syllable before it, where it can, until a vowel takes it away.
 *
 * @param {string} before
 * @param {string} consonant
 */
function withConsonant(before, consonant) {
  const last = before.at(-1);
  if (!last || !isSyllable(last)) return before + consonant;
  const { lead, vowel, tail } = parts(last);
  const joined = tail
    ? [...SECOND_KEY].find(([both, second]) => FIRST_KEY.get(both) === tail && second === consonant)?.[0]
    : TAILS.includes(consonant) && consonant;
  return joined ? before.slice(0, -1) + compose(lead, vowel, joined) : before + consonant;
}

/**
 * The keys that type a text: letters of Hangul on the two-set layout, others as they are.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function keys(text) {
  return [...text].flatMap((sign) => {
    if (!isSyllable(sign)) return [sign];
    const { lead, vowel, tail } = parts(sign);
    return [lead, vowel, tail].filter(Boolean).flatMap((letter) => {
      const second = SECOND_KEY.get(letter) ?? SECOND_VOWEL.get(letter);
      return second ? [/** @type {string} */ (FIRST_KEY.get(letter)), second] : [letter];
    });
  });
}

/** What an input method makes of keys. */
export const composed = (/** @type {string[]} */ all) =>
  all.reduce((before, key) => (isVowel(key) ? withVowel(before, key) : LEADS.includes(key) ? withConsonant(before, key) : before + key), "");

export const isVowel = (/** @type {string} */ key) => VOWELS.includes(key);

/**
 * A vowel takes the last consonant of the syllable before it, or stands under a consonant or beside a vowel.
 *
 * @param {string} before
 * @param {string} vowel
 */
function withVowel(before, vowel) {
  const last = before.at(-1);
  const rest = before.slice(0, -1);
  if (last && LEADS.includes(last)) return rest + compose(last, vowel, "");
  if (!last || !isSyllable(last)) return before + vowel;
  const { lead, vowel: own, tail } = parts(last);
  if (tail) return rest + compose(lead, own, FIRST_KEY.get(tail) ?? "") + compose(SECOND_KEY.get(tail) ?? tail, vowel, "");
  const both = [...SECOND_VOWEL].find(([one, second]) => FIRST_KEY.get(one) === own && second === vowel)?.[0];
  return both ? rest + compose(lead, both, "") : before + vowel;
}
