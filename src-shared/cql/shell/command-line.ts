/**
 * Commands of cqlsh that end with their line, as observed (COPY and UNICODE wait for `;`). DESCRIBE
 * is sent to the server.
 */
const LINE_COMMANDS = new Set(
  'HELP ? EXIT QUIT CONSISTENCY SERIAL PAGING EXPAND TRACING SOURCE CAPTURE SHOW LOGIN DESCRIBE DESC'.split(
    ' ',
  ),
)
/** Up to the line's end or a `;`, but not one inside quotes. */
const LINE = /^(?:'[^'\r\n]*'|"[^"\r\n]*"|[^;\r\n])*/

/** The line of a command that `text` begins with; undefined when a statement begins there. */
export function commandLine(text: string): string | undefined {
  const word = /^(\?|[a-z]+)/i.exec(text)?.[0].toUpperCase() ?? ''
  return LINE_COMMANDS.has(word) ? LINE.exec(text)?.[0] : undefined
}
