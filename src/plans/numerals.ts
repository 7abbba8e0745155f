const digits = "零一二三四五六七八九";

/** 一百二十三 → 123; 十 → 10; 〇 and 零 are 0. Up to 999, which is more than any statute or plan has. */
export function readChineseNumber(text: string): number {
  let sum = 0;
  let digit = 0;
  for (const character of text.replaceAll("〇", "零")) {
    if (character === "百") sum += (digit || 1) * 100;
    else if (character === "十") sum += (digit || 1) * 10;
    else {
      digit = digits.indexOf(character);
      continue;
    }
    digit = 0;
  }
  return sum + digit;
}

/** 123 → 一百二十三; the inverse of the above for 1 to 999. */
export function writeChineseNumber(number: number): string {
  const [hundreds, tens, ones] = [Math.floor(number / 100), Math.floor(number / 10) % 10, number % 10];
  const digit = (it: number) => digits.charAt(it);
  const hundred = hundreds > 0 ? `${digit(hundreds)}百` : "";
  const ten = tens > 0 ? `${tens === 1 && hundreds === 0 ? "" : digit(tens)}十` : hundreds > 0 && ones > 0 ? "零" : "";
  return hundred + ten + (ones > 0 ? digit(ones) : "");
}
