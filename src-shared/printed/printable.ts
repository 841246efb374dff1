// Makes foreign data safe to print: control characters could clear the terminal, rename it, or type
// into it.
export function printable(text: string): string {
  return text.replace(
    /[\x00-\x08\x0b-\x1f\x7f-\x9f]/g,
    character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/** The same for a cell of a table, which is one line. */
export const printableCell = (text: string) =>
  printable(text).replaceAll('\t', '\\t').replaceAll('\n', '\\n')
