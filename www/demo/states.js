/** The states that the gallery shows: what the box is told, and what is done to it. */

/**
 * @typedef {object} State
 * @property {{ en: [string, string], ko: [string, string] }} text a heading and a sentence
 * @property {Record<string, string>} [attributes]
 * @property {string} [query] what is searched for; empty opens the panel before anything is typed
 * @property {string} [className]
 */

/** @type {State[]} */
export const STATES = [
  {
    text: { en: ["At rest", "One tag. Nothing but its own script is loaded until somebody comes near."], ko: ["쉬고 있을 때", "태그 하나입니다. 다가가기 전에는 자기 스크립트밖에 내려받지 않습니다."] },
    className: "closed",
  },
  {
    text: { en: ["As a button", "modal opens a dialog, as do Ctrl+K, ⌘K and /."], ko: ["버튼", "modal을 적으면 대화 상자가 열립니다. Ctrl+K, ⌘K, /로도 열립니다."] },
    attributes: { modal: "" },
    className: "closed",
  },
  {
    text: { en: ["A first look", "Recent searches, which stay on the device, and what there is much of."], ko: ["치기 전", "이 기기에만 남는 최근 검색과, 많이 쓰인 태그가 보입니다."] },
    attributes: { filters: "tags" },
    query: "",
    className: "short",
  },
  {
    text: { en: ["Results", "Title, path, date and the place that was found; sections are options of their own."], ko: ["결과", "제목, 경로, 날짜, 찾은 대목이 나오고, 절은 따로 고를 수 있습니다."] },
    query: "fst 색인",
  },
  {
    text: { en: ["Chips", "filters names columns whose values narrow down what was found."], ko: ["칩", "filters에 적은 열의 값으로 결과를 좁힙니다."] },
    attributes: { filters: "tags,lang" },
    query: "index",
  },
  {
    text: { en: ["A half-typed syllable", "Each keystroke is answered, while the input method composes."], ko: ["치다 만 글자", "한글을 조합하는 동안에도 키를 누를 때마다 답합니다."] },
    query: "검새",
  },
  {
    text: { en: ["Completions", "Offered while the last word is none of the index."], ko: ["자동 완성", "마지막 낱말이 아직 색인에 없는 말일 때 나옵니다."] },
    query: "dicti",
  },
  {
    text: { en: ["A typing error", "What was searched instead is said, and what was typed is one click away."], ko: ["오타", "무엇으로 찾았는지 알리고, 친 그대로 찾을 수도 있습니다."] },
    query: "webasembly",
  },
  {
    text: { en: ["The wrong layout", "검색, typed on a Latin keyboard."], ko: ["한영 전환", "영문 자판으로 친 ‘검색’입니다."] },
    query: "rjator",
  },
  {
    text: { en: ["Initial consonants", "A reading that surprises is said."], ko: ["초성", "뜻밖의 방법으로 찾았으면 알립니다."] },
    query: "ㄱㅅ",
  },
  {
    text: { en: ["Nothing found", "Words of the index that begin alike are options."], ko: ["결과가 없을 때", "비슷하게 시작하는 색인의 말을 고를 수 있습니다."] },
    query: '"keystrok"',
    className: "short",
  },
  {
    text: { en: ["A file is missing", "A plain message, and a button that tries again."], ko: ["파일이 없을 때", "쉬운 말로 알리고, 다시 시도할 수 있습니다."] },
    attributes: { index: "/nowhere/" },
    query: "index",
    className: "short",
  },
  {
    text: { en: ["From right to left", "The box follows the page’s direction."], ko: ["오른쪽에서 왼쪽으로", "페이지의 글쓰기 방향을 따릅니다."] },
    attributes: { dir: "rtl" },
    query: "index",
  },
  {
    text: { en: ["Japanese", "The box speaks English, Korean, Japanese and Chinese; a page can add languages."], ko: ["일본어", "영어, 한국어, 일본어, 중국어로 말하고, 다른 언어도 더할 수 있습니다."] },
    attributes: { lang: "ja" },
    query: "webasembly",
  },
  {
    text: { en: ["Chinese", "The nearest lang decides."], ko: ["중국어", "가장 가까운 lang을 따릅니다."] },
    attributes: { lang: "zh" },
    query: '"keystrok"',
    className: "short",
  },
  {
    text: { en: ["In other colours", "--keyseek-accent, --keyseek-mark and --keyseek-radius."], ko: ["다른 색", "--keyseek-accent, --keyseek-mark, --keyseek-radius를 바꾼 모습입니다."] },
    query: "색인",
    className: "violet",
  },
  {
    text: { en: ["As on paper", "--keyseek-font-family, --keyseek-border and no shadow."], ko: ["종이처럼", "--keyseek-font-family와 --keyseek-border를 바꾸고 그림자를 없앴습니다."] },
    query: "postings",
    className: "paper",
  },
];
