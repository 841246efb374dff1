// Parses JSON into nodes that keep the text of every number: 9007199254740993 and 1.10 are shown as
// stored, which JSON.parse cannot do. A text that is not JSON gives undefined. The depth is
// bounded, so that no message can exhaust the stack.
export type JsonNode =
  | { readonly kind: 'object'; readonly entries: readonly (readonly [string, JsonNode])[] }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'string' | 'number' | 'word'; readonly text: string }

const DEPTH_MAX = 200
const TOKEN =
  /\s*("(?:[^"\\\u0000-\u001f]|\\.)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:])/y

export function parseJson(text: string): JsonNode | undefined {
  let at = 0
  const next = (): string | undefined => {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(text)
    if (!found) return undefined
    at = TOKEN.lastIndex
    return found[1]
  }

  function value(token: string | undefined, depth: number): JsonNode | undefined {
    if (token === undefined || depth > DEPTH_MAX) return undefined
    if (token === '{') return object(depth)
    if (token === '[') return list(depth)
    if (token.startsWith('"')) return isText(token) ? { kind: 'string', text: token } : undefined
    if (/^[-\d]/.test(token)) return { kind: 'number', text: token }
    return /^[tfn]/.test(token) ? { kind: 'word', text: token } : undefined
  }
  function object(depth: number): JsonNode | undefined {
    const entries: (readonly [string, JsonNode])[] = []
    let token = next()
    if (token === '}') return { kind: 'object', entries }
    for (;;) {
      if (!token?.startsWith('"') || !isText(token) || next() !== ':') return undefined
      const found = value(next(), depth + 1)
      if (!found) return undefined
      entries.push([JSON.parse(token) as string, found])
      const mark = next()
      if (mark === '}') return { kind: 'object', entries }
      if (mark !== ',') return undefined
      token = next()
    }
  }
  function list(depth: number): JsonNode | undefined {
    const items: JsonNode[] = []
    let token = next()
    if (token === ']') return { kind: 'list', items }
    for (;;) {
      const found = value(token, depth + 1)
      if (!found) return undefined
      items.push(found)
      const mark = next()
      if (mark === ']') return { kind: 'list', items }
      if (mark !== ',') return undefined
      token = next()
    }
  }

  const root = value(next(), 0)
  return root && text.slice(at).trim() === '' ? root : undefined
}

function isText(token: string): boolean {
  try {
    JSON.parse(token)
    return true
  } catch {
    return false
  }
}

/** A node as one line for a column: a text without quotes, a list by its items. */
export function nodeText(node: JsonNode | undefined): string | null {
  if (!node) return null
  if ('text' in node) {
    if (node.kind === 'string') return JSON.parse(node.text) as string
    return node.text === 'null' ? null : node.text
  }
  if (node.kind === 'list') return node.items.map(item => nodeText(item) ?? 'null').join(', ')
  return node.entries.map(([, item]) => nodeText(item) ?? 'null').join(' · ')
}

export function fieldOf(node: JsonNode | undefined, path: string): JsonNode | undefined {
  let at = node
  for (const part of path.split('.')) {
    if (at?.kind !== 'object') return undefined
    at = at.entries.find(([name]) => name === part)?.[1]
  }
  return at
}

/**
 * Fields worth a column: those of the first level that most messages have, in the order of the
 * first messages.
 */
export function commonFields(nodes: readonly (JsonNode | undefined)[], max = 12): string[] {
  const counts = new Map<string, number>()
  for (const node of nodes.slice(0, 50)) {
    if (node?.kind !== 'object') continue
    for (const [name] of node.entries) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts.keys()].slice(0, max)
}
