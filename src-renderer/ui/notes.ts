// The markup that notes may have: paragraphs, lists, and names between backticks.
export interface NotesBlock {
  readonly kind: 'p' | 'ul' | 'ol'
  readonly lines: readonly string[]
}

const ITEM = /^(?:(-)|(\d+)\.)\s+(.*)$/

export function blocksOf(text: string): NotesBlock[] {
  const blocks: { kind: NotesBlock['kind']; lines: string[] }[] = []
  let fresh = true
  for (const line of text.split('\n').map(each => each.trim())) {
    const last = blocks.at(-1)
    const item = ITEM.exec(line)
    const kind = item === null ? 'p' : item[1] === undefined ? 'ol' : 'ul'
    if (line === '') fresh = true
    else if (item !== null && last?.kind === kind && !fresh) last.lines.push(item[3] ?? '')
    else if (item !== null) blocks.push({ kind, lines: [item[3] ?? ''] })
    else if (last === undefined || fresh) blocks.push({ kind, lines: [line] })
    // The line continues the paragraph or the last item of a list.
    else last.lines[last.lines.length - 1] = `${last.lines.at(-1)} ${line}`
    if (line !== '') fresh = false
  }
  return blocks
}

export function piecesOf(line: string): { readonly text: string; readonly code: boolean }[] {
  return line
    .split('`')
    .map((text, index) => ({ text, code: index % 2 === 1 }))
    .filter(piece => piece.text !== '')
}

/**
 * Lets long names break after dots, underscores and slashes, where a reader would break them. A
 * copied text shows nothing of it.
 */
export function soft(text: string): string {
  return text.replace(/(?<=[\p{L}\p{N}])[._/](?=[\p{L}\p{N}])/gu, '$&\u200B')
}
