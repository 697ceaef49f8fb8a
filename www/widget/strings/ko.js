/** Korean. */

import { written } from "../numbers.js";

/**
 * The particle that goes with a word: 로 after a vowel or ㄹ, 으로 after any other final consonant.
 * @param {string} word
 */
function by(word) {
  const syllable = (word.codePointAt(word.length - 1) ?? 0) - 0xac00;
  if (syllable < 0 || syllable >= 11172) return "(으)로";
  return [0, 8].includes(syllable % 28) ? "로" : "으로";
}

/** @type {import("../strings.js").PanelStrings} */
export default {
  results: "검색 결과",
  hint: "찾을 말을 입력하세요",
  hintMore: "입력하는 대로 결과가 나옵니다. 끝까지 치지 않아도 됩니다.",
  loading: "불러오는 중…",
  total: (total, atLeast) => `결과 ${written(total, "ko")}건${atLeast ? " 이상" : ""}`,
  errorMore: "파일이 없거나 도착하지 않았습니다.",
  offlineMore: "연결되면 바로 이어서 찾습니다.",
  more: "더 보기",
};

/** @type {import("../strings.js").BesideStrings} */
export const beside = {
  found: (query) => `‘${query}’${by(query)} 찾았습니다.`,
  exactly: (query) => `‘${query}’ 그대로 찾기`,
  readings: {
    synonym: "비슷한 말로 찾았습니다.",
    initials: "초성으로 찾았습니다.",
    segments: "낱말을 나누어 찾았습니다.",
    scattered: "낱말의 일부로 찾았습니다.",
  },
  nothing: (query) => (query ? `‘${query}’ 검색 결과가 없습니다` : "검색 결과가 없습니다"),
  nothingMore: "다른 말이나 더 짧은 말로 찾아보세요.",
  instead: "이렇게 찾아보세요",
  missing: "색인 일부를 불러오지 못해 빠진 결과가 있을 수 있습니다.",
  recent: "최근 검색",
  forget: (query) => `‘${query}’ 삭제`,
  forgetAll: "모두 삭제",
  completions: "자동 완성",
  sort: "정렬",
  relevance: "관련도순",
  newest: "최신순",
  columns: { tags: "태그", lang: "언어", date: "날짜" },
  others: (count) => `${count}개 더`,
  unfiltered: "필터 해제",
  move: "이동",
  open: "열기",
};
