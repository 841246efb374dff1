// The page loads its words in one language. In `src-shared/text` the three languages of a phrase lie
// side by side, which is right for people and three times too much for the wire. A build takes the
// phrases out of these modules, leaves `phrase(17)` where each was, and writes a file per language,
// which `src-renderer/ui/load-words.ts` loads before anything is drawn. The dev server and the tests
// keep all languages.
import { readdir, readFile } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { parseAst, type Plugin } from 'vite'
import { words as errorWords } from '../src-shared/text/errors/words'

const LANGUAGES = ['en', 'pt-BR', 'es'] as const
type Said = Readonly<Record<string, unknown>>
interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [part: string]: unknown
}
interface Leaf {
  readonly start: number
  readonly end: number
  readonly said: Said
}
interface Module {
  readonly code: string
  readonly leaves: readonly (Leaf & { readonly number: number })[]
}

const NOTHING = Symbol('not constant')
const isNode = (part: unknown): part is Node =>
  typeof part === 'object' && part !== null && 'type' in part && typeof part.type === 'string'
const partsOf = (node: Node, name: string): Node[] => {
  const parts = node[name]
  return Array.isArray(parts) ? parts.filter(isNode) : []
}

/** What the source says, if it says it without computing anything. */
function constant(node: unknown): unknown {
  if (!isNode(node)) return NOTHING
  if (node.type === 'Literal') return typeof node['value'] === 'string' ? node['value'] : NOTHING
  if (node.type === 'ArrayExpression') {
    const items = partsOf(node, 'elements').map(constant)
    return items.includes(NOTHING) ? NOTHING : items
  }
  if (node.type !== 'ObjectExpression') return NOTHING
  const entries = partsOf(node, 'properties').map(({ key, value }) => {
    const name = isNode(key) ? (key['name'] ?? key['value']) : undefined
    return [String(name), constant(value)] as const
  })
  return entries.some(([, value]) => value === NOTHING) ? NOTHING : Object.fromEntries(entries)
}

/** A phrase in the three languages, or an error’s words in the short way of writing them. */
function phraseOf(node: Node): Said | undefined {
  if (node.type === 'ObjectExpression') {
    const value = constant(node)
    if (value === NOTHING || typeof value !== 'object' || value === null) return undefined
    const names = Object.keys(value)
    return names.length === 3 && LANGUAGES.every(name => names.includes(name))
      ? (value as Said)
      : undefined
  }
  const isShort =
    node.type === 'CallExpression' && isNode(node['callee']) && node['callee']['name'] === 'words'
  const pairs = isShort ? partsOf(node, 'arguments').map(constant) : []
  if (pairs.length !== 3 || pairs.includes(NOTHING)) return undefined
  return errorWords(...(pairs as Parameters<typeof errorWords>))
}

function leavesOf(node: Node, found: Leaf[]): void {
  const said = phraseOf(node)
  if (said !== undefined) found.push({ start: node.start, end: node.end, said })
  else for (const part of Object.values(node).flat()) if (isNode(part)) leavesOf(part, found)
}

async function readModules(dir: string): Promise<ReadonlyMap<string, Module>> {
  const modules = new Map<string, Module>()
  let number = 0
  const names = await readdir(dir, { recursive: true })
  // The search looks for a term in every language, and loads them when it is used. A page that cannot
  // start has to say so without a file.
  for (const name of names
    .sort()
    .filter(name => /\.ts$/.test(name) && !/\.test\.ts$|^(glossary|page-start)\.ts$/.test(name))) {
    const id = join(dir, name)
    const code = await readFile(id, 'utf8')
    const leaves: Leaf[] = []
    leavesOf(parseAst(code, { lang: 'ts' }) as unknown as Node, leaves)
    if (leaves.length === 0) continue
    modules.set(id, { code, leaves: leaves.map(leaf => ({ ...leaf, number: number++ })) })
  }
  return modules
}

const PHRASES = 'virtual:phrases'
const WORDS = 'virtual:words/'
const mark = (language: string) => `@@words ${language}@@`

/** The module that keeps what was loaded; a phrase is an object that the languages fill. */
const phrasesCode = `
const all = []
export const phrase = n => (all[n] ??= {})
export const take = (language, said) => {
  for (const [n, words] of said) phrase(n)[language] = words
}`
const loaderCode = `
import { take } from '${PHRASES}'
const files = {${LANGUAGES.map(name => `'${name}': () => import('${WORDS}${name}')`).join()}}
const there = new Set()
export const missingWords = language =>
  there.has(language)
    ? undefined
    : files[language]().then(({ said }) => {
        take(language, said)
        there.add(language)
      })`

function withoutPhrases({ code, leaves }: Module): string {
  let rest = `import { phrase as phrase$ } from '${PHRASES}';`
  let at = 0
  for (const { start, end, number } of leaves) {
    rest += `${code.slice(at, start)}/*#__PURE__*/phrase$(${number})`
    at = end
  }
  return rest + code.slice(at)
}

export function wordsByLanguage(root: string): Plugin {
  const loader = join(root, 'src-renderer/ui/load-words.ts')
  let modules: ReadonlyMap<string, Module> = new Map()
  return {
    name: 'words-by-language',
    apply: 'build',
    enforce: 'pre',
    async buildStart() {
      modules = await readModules(join(root, 'src-shared/text'))
    },
    resolveId: { filter: { id: /^virtual:(phrases|words)/ }, handler: id => `\0${id}` },
    load: {
      filter: { id: /src-shared.text|load-words|virtual:(phrases|words)/ },
      handler(id) {
        const path = id.replaceAll('/', sep)
        if (path === loader) return loaderCode
        if (id === `\0${PHRASES}`) return phrasesCode
        if (id.startsWith(`\0${WORDS}`))
          return `export const said = '${mark(id.slice(WORDS.length + 1))}'`
        const module = modules.get(path)
        return module && { code: withoutPhrases(module), moduleType: 'ts' }
      },
    },
    // By now it is known which modules the page has.
    renderChunk(code) {
      const language = LANGUAGES.find(name => code.includes(mark(name)))
      if (language === undefined) return null
      const ids = new Set([...this.getModuleIds()].map(id => id.replaceAll('/', sep)))
      const said = [...modules]
        .filter(([id]) => ids.has(id))
        .flatMap(([, { leaves }]) => leaves)
        .map(leaf => [leaf.number, leaf.said[language]])
      return code.replace(new RegExp(`(['"\`])${mark(language)}\\1`), () => JSON.stringify(said))
    },
  }
}
