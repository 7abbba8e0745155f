import { type Paper } from "./form.ts";

/** The line that every sheet about a child carries. */
export const childCaution = "含未成年人个人信息：不拍照、不发群、不张贴，用后锁存";
/** The line on sheets about a grown-up who helps. */
export const helperCaution = "含个人信息：不拍照、不外传，用后锁存";

/** A sheet as most forms have it: one upright A4 page with the common head, about a child. */
export function paper(over: Partial<Paper> & Pick<Paper, "title" | "pages">): Paper {
  return {
    id: "sheet",
    orientation: "portrait",
    up: 1,
    row: 9,
    header: ["编号：", "填报单位：", "填表日期："],
    caution: childCaution,
    signatures: [],
    seal: false,
    slips: [],
    ...over,
  };
}
