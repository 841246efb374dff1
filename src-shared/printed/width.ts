// Width counts as a terminal does: combining marks take no place, East Asian wide characters and emoji
// take two.

export const padLeft = (cell: string, width: number) =>
  ' '.repeat(Math.max(0, width - widthOf(cell))) + cell
export const padRight = (cell: string, width: number) =>
  cell + ' '.repeat(Math.max(0, width - widthOf(cell)))

const ASCII = /^[\x20-\x7e]*$/
const NO_WIDTH = /^[\p{Mn}\p{Me}\p{Cf}]$/u
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$/u

export function widthOf(text: string): number {
  if (ASCII.test(text)) return text.length
  let width = 0
  for (const character of text) width += NO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}
