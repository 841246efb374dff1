// A time pattern of a lab, Python's own (%d/%m/%Y) or Java's (dd/MM/yyyy), as an f-string: strftime
// has no month without its zero on every system.
const JAVA: Readonly<Record<string, (moment: string) => string>> = {
  yyyy: m => `{${m}:%Y}`,
  yy: m => `{${m}:%y}`,
  y: m => `{${m}.year}`,
  MMMM: m => `{${m}:%B}`,
  MMM: m => `{${m}:%b}`,
  MM: m => `{${m}:%m}`,
  M: m => `{${m}.month}`,
  dd: m => `{${m}:%d}`,
  d: m => `{${m}.day}`,
  HH: m => `{${m}:%H}`,
  H: m => `{${m}.hour}`,
  hh: m => `{${m}:%I}`,
  mm: m => `{${m}:%M}`,
  ss: m => `{${m}:%S}`,
  a: m => `{${m}:%p}`,
  E: m => `{${m}:%a}`,
  EEE: m => `{${m}:%a}`,
}

/**
 * Undefined for a pattern with letters that are not known here, and for one that could end the text
 * and go on as code.
 */
export function strftime(written: string, pattern: string): string | undefined {
  if (/["\\\r\n]/.test(pattern) || /['\\]/.test(written)) return undefined
  // Before Python 3.12 an f-string may not have its own quotes within.
  const moment = written.replaceAll('"', "'")
  if (pattern.includes('%')) return /[{}]/.test(pattern) ? undefined : `f"{${moment}:${pattern}}"`
  let text = ''
  for (const [token] of pattern.matchAll(/'[^']*'|([A-Za-z])\1*|[^A-Za-z']+/g)) {
    if (token.startsWith("'")) text += token === "''" ? "'" : plain(token.slice(1, -1))
    else if (/^S+$/.test(token)) {
      if (token.length > 3) return undefined
      text += `{${moment}.microsecond // ${10 ** (6 - token.length)}:0${token.length}d}`
    } else if (/^[A-Za-z]/.test(token)) {
      const write = JAVA[token]
      if (write === undefined) return undefined
      text += write(moment)
    } else text += plain(token)
  }
  return `f"${text}"`
}

/** A brace as itself in an f-string. */
export const plain = (text: string) => text.replaceAll(/[{}]/g, '$&$&')
