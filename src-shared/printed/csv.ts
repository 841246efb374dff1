// Rows as CSV (RFC 4180). Null is an empty field, so an empty text is quoted to differ from it.
export function csvText(lines: readonly (readonly (string | null)[])[]): string {
  return lines.map(line => `${line.map(field).join(',')}\r\n`).join('')
}

function field(text: string | null): string {
  if (text === null) return ''
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
