// Stored values in the same form in every language: a decimal with two places shows two, whatever
// its number is.
const DECIMAL = /^decimal\(\d+,\s*(\d+)\)$/i
const PLAIN = /^-?\d+(\.\d+)?$/

export function storedText(
  value: string | number | boolean | null | undefined,
  type: string,
): string | null {
  if (value === null || value === undefined) return null
  const text = String(value)
  const scale = Number(DECIMAL.exec(type)?.[1] ?? 0)
  if (scale === 0 || !PLAIN.test(text)) return text
  const [whole = '', part = ''] = text.split('.')
  return `${whole}.${part.padEnd(scale, '0')}`
}
