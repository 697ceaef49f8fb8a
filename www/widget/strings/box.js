/** What the box itself says, before its panel is loaded, in each language. */

/** @type {Record<string, import("../strings.js").BoxStrings>} */
export default {
  en: { search: "Search", clear: "Clear", close: "Close", error: "Search could not be loaded", offline: "You are offline", retry: "Try again" },
  ko: { search: "검색", clear: "지우기", close: "닫기", error: "검색을 불러오지 못했습니다", offline: "오프라인입니다", retry: "다시 시도" },
  ja: { search: "検索", clear: "消去", close: "閉じる", error: "検索を読み込めませんでした", offline: "オフラインです", retry: "再試行" },
  zh: { search: "搜索", clear: "清除", close: "关闭", error: "搜索无法加载", offline: "当前离线", retry: "重试" },
};
