/** What the widget says, in each language. The first one stands in for every language that is not here. */

/**
 * @typedef {object} Strings
 * @property {string} search
 * @property {string} clear
 * @property {string} results
 * @property {string} hint
 * @property {string} hintMore
 * @property {(total: number) => string} total
 * @property {(query: string) => string} understood
 * @property {(query: string) => string} nothing
 * @property {string} nothingMore
 * @property {string} error
 * @property {string} errorMore
 * @property {string} retry
 * @property {string} more
 * @property {string} loading
 * @property {string} move
 * @property {string} open
 * @property {string} close
 */

/**
 * The particle that goes with a word: 로 after a vowel or ㄹ, 으로 after any other final consonant.
 * @param {string} word
 */
function by(word) {
  const syllable = (word.codePointAt(word.length - 1) ?? 0) - 0xac00;
  if (syllable < 0 || syllable >= 11172) return "(으)로";
  return [0, 8].includes(syllable % 28) ? "로" : "으로";
}

/** @type {Record<string, Strings>} */
const LANGUAGES = {
  en: {
    search: "Search",
    clear: "Clear",
    results: "Search results",
    hint: "Start typing",
    hintMore: "Results appear as you type. Part of a word is enough.",
    total: (total) => (total === 1 ? "1 result" : `${total.toLocaleString("en")} results`),
    understood: (query) => `Showing results for “${query}”`,
    nothing: (query) => `No results for “${query}”`,
    nothingMore: "Try another word, or a shorter one.",
    error: "Search could not be loaded",
    errorMore: "Check your connection and try again.",
    retry: "Try again",
    more: "Show more",
    loading: "Loading…",
    move: "move",
    open: "open",
    close: "close",
  },
  ko: {
    search: "검색",
    clear: "지우기",
    results: "검색 결과",
    hint: "찾을 말을 입력하세요",
    hintMore: "입력하는 대로 결과가 나옵니다. 끝까지 치지 않아도 됩니다.",
    total: (total) => `결과 ${total.toLocaleString("ko")}건`,
    understood: (query) => `‘${query}’${by(query)} 찾았습니다`,
    nothing: (query) => `‘${query}’ 검색 결과가 없습니다`,
    nothingMore: "다른 말이나 더 짧은 말로 찾아보세요.",
    error: "검색을 불러오지 못했습니다",
    errorMore: "네트워크 연결을 확인하고 다시 시도해 주세요.",
    retry: "다시 시도",
    more: "더 보기",
    loading: "불러오는 중…",
    move: "이동",
    open: "열기",
    close: "닫기",
  },
};

/**
 * The language of an element: its own `lang`, else the nearest one above it, through shadow roots, else the
 * browser's.
 * @param {Element} element
 * @returns {string} as written, such as `ko-KR`
 */
export function languageOf(element) {
  for (let at = element; ; ) {
    const lang = at.closest("[lang]")?.getAttribute("lang");
    if (lang) return lang;
    const root = at.getRootNode();
    if (!(root instanceof ShadowRoot)) return navigator.language;
    at = root.host;
  }
}

/**
 * @param {string} lang
 * @returns {Strings}
 */
export function stringsFor(lang) {
  return LANGUAGES[lang.toLowerCase().split("-")[0]] ?? LANGUAGES.en;
}
