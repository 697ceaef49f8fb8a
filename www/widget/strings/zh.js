/** Chinese, in simplified characters. */

import { written } from "../numbers.js";

/** @type {import("../strings.js").PanelStrings} */
export default {
  results: "搜索结果",
  hint: "请输入要查找的内容",
  hintMore: "边输入边显示结果，不必输完整个词。",
  loading: "正在加载…",
  total: (total, atLeast) => `${atLeast ? "至少 " : ""}${written(total, "zh")} 条结果`,
  errorMore: "文件缺失或未能送达。",
  offlineMore: "恢复连接后会继续搜索。",
  more: "显示更多",
};

/** @type {import("../strings.js").BesideStrings} */
export const beside = {
  found: (query) => `已显示“${query}”的结果。`,
  exactly: (query) => `只搜索“${query}”`,
  readings: {
    synonym: "按近义词找到。",
    initials: "按韩文首辅音找到。",
    segments: "拆分词语后找到。",
    scattered: "按词的一部分找到。",
  },
  nothing: (query) => (query ? `没有找到“${query}”` : "没有找到结果"),
  nothingMore: "请换一个词，或缩短一些。",
  instead: "可以试试",
  missing: "部分索引未能加载，结果可能不全。",
  recent: "最近搜索",
  forget: (query) => `删除“${query}”`,
  forgetAll: "全部删除",
  completions: "自动补全",
  sort: "排序",
  relevance: "相关度",
  newest: "最新",
  columns: { tags: "标签", lang: "语言", date: "日期" },
  others: (count) => `还有 ${count} 个`,
  unfiltered: "清除筛选",
  move: "移动",
  open: "打开",
};
