// CSV by RFC 4180: quotes, doubled quotes, separators and line ends within quotes. No guessing.

export function parseCsvLine(line: string, separator = ','): string[] {
  const cells: string[] = []
  let at = 0
  for (;;) {
    if (line[at] === '"') {
      let text = ''
      at += 1
      for (;;) {
        const quote = line.indexOf('"', at)
        if (quote === -1) {
          text += line.slice(at)
          at = line.length
          break
        }
        text += line.slice(at, quote)
        at = quote + 1
        if (line[at] !== '"') break
        text += '"'
        at += 1
      }
      cells.push(text)
      const next = line.indexOf(separator, at)
      if (next === -1) return cells
      at = next + 1
    } else {
      const next = line.indexOf(separator, at)
      cells.push(next === -1 ? line.slice(at) : line.slice(at, next))
      if (next === -1) return cells
      at = next + 1
    }
  }
}

export function csvCell(value: unknown, separator = ','): string {
  const text =
    value === null || value === undefined
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value)
  return text.includes(separator) || /["\r\n]/.test(text) || /^\s|\s$/.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text
}
