// Checks of a lab that need no node's own knowledge: the YAML and the shape of the file; the graph is
// in graph-checks.ts. Each problem has a path; `place` gives it a line and a column in the text. No
// more than the first problems are listed: a person mends one after the other, and a list without
// end would keep the host busy.
import {
  isAlias,
  isCollection,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml'
import type { z } from 'zod'
import { issueWords } from './issues'
import { labFileSchema, type LabFile } from './lab-file'
import { placed } from './places'
import { problemAt, PROBLEMS_MAX, type Problem } from './problem'

const ALIASES_MAX = 100

export interface ParsedLab {
  readonly lab?: LabFile
  readonly problems: readonly Problem[]
  /** Adds line and column to problems that have none. */
  readonly place: (problems: readonly Problem[]) => Problem[]
}

export function parseLab(text: string): ParsedLab {
  const lines = new LineCounter()
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    // The parser compares each key with all before it; wrongKeys looks once.
    uniqueKeys: false,
  })
  const place = (problems: readonly Problem[]) =>
    problems.map(problem => placed(problem, document, lines))
  const at = (offset: number, problem: Problem): Problem => {
    const { line, col } = lines.linePos(offset)
    return { ...problem, line, column: col }
  }
  const errors = [
    ...document.errors.map(({ message, code, pos }) =>
      at(pos[0], problemAt('', 'lab-yaml', { message, yaml: code })),
    ),
    ...wrongKeys(document).map(({ offset, problem }) => at(offset, problem)),
  ]
  if (errors.length > 0) return { problems: errors.slice(0, PROBLEMS_MAX), place }
  const { json, alias } = valueOf(document)
  if (alias) return { problems: [at(alias.offset, alias.problem)], place }
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return { problems: [problemAt('', 'lab-no-lab')], place }
  const { lab, problems } = readLab(json)
  return { ...(lab ? { lab } : {}), problems: place(problems), place }
}

/** A problem where the text has it. */
interface PlacedProblem {
  readonly problem: Problem
  readonly offset: number
}

/** Keys that come twice, and keys that are maps or lists: `{{ name }}` is one, by its braces. */
function wrongKeys(document: Document): PlacedProblem[] {
  const found: PlacedProblem[] = []
  const collections = new Set<string>()
  visit(document, {
    Collection(_key, { anchor }) {
      if (anchor !== undefined) collections.add(anchor)
    },
  })
  visit(document, {
    Map(_key, { items }) {
      const seen = new Set<unknown>()
      for (const { key } of items) {
        if (isCollection(key) || (isAlias(key) && collections.has(key.source)))
          found.push({ problem: problemAt('', 'lab-key-collection'), offset: key.range?.[0] ?? 0 })
        if (!isScalar(key)) continue
        // In the words of the parser for what it finds itself.
        const params = { message: 'Map keys must be unique', yaml: 'DUPLICATE_KEY' }
        if (seen.has(key.value))
          found.push({ problem: problemAt('', 'lab-yaml', params), offset: key.range?.[0] ?? 0 })
        seen.add(key.value)
      }
    },
  })
  return found
}

interface DocumentValue {
  readonly json?: unknown
  /** The alias that cannot be resolved. */
  readonly alias?: PlacedProblem
}

function valueOf(document: Document): DocumentValue {
  try {
    const json: unknown = document.toJS({ maxAliasCount: ALIASES_MAX })
    return { json }
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    let alias: DocumentValue['alias']
    let offset = 0
    visit(document, {
      Alias(_key, node) {
        offset = node.range?.[0] ?? 0
        if (node.resolve(document) !== undefined) return undefined
        alias = { problem: problemAt('', 'lab-alias', { name: node.source }), offset }
        return visit.BREAK
      },
    })
    return { alias: alias ?? { problem: problemAt('', 'lab-alias-bomb'), offset } }
  }
}

/**
 * A lab that is already an object (from the canvas) is checked for its shape too; it has no places.
 */
export function readLab(json: unknown): ParsedLab {
  const place = (problems: readonly Problem[]) => [...problems]
  const reserved = first(reservedNames(json, ''))
  if (reserved.length > 0) return { problems: reserved, place }
  const parsed = labFileSchema.safeParse(json)
  if (parsed.success) return { lab: parsed.data, problems: [], place }
  const { issues } = parsed.error
  return { problems: first(issues.flatMap(issue => shapeProblems(issue, json))), place }
}

/** The first problems, and how many there are besides. */
export function first(problems: Iterable<Problem>): Problem[] {
  const list: Problem[] = []
  let more = 0
  for (const problem of problems)
    if (list.length < PROBLEMS_MAX) list.push(problem)
    else more += 1
  return more === 0 ? list : [...list, problemAt('', 'lab-more-problems', { count: more })]
}

/** A field of this name would be lost on the way, in silence: it is not a property like others. */
const RESERVED = '__proto__'

function* reservedNames(json: unknown, path: string): Generator<Problem> {
  if (typeof json !== 'object' || json === null) return
  for (const [name, value] of Object.entries(json)) {
    const inside = path === '' ? name : `${path}.${name}`
    if (name === RESERVED) yield problemAt(inside, 'lab-reserved-name', { name })
    else yield* reservedNames(value, inside)
  }
}

function shapeProblems(issue: z.core.$ZodIssue, json: unknown): Problem[] {
  const path = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key =>
      problemAt(path === '' ? key : `${path}.${key}`, 'lab-unknown-setting', { name: key }),
    )
  }
  if (path === 'sluice') {
    const found = valueAt(json, issue.path)
    return [
      found === undefined
        ? problemAt(path, 'lab-not-one', {})
        : problemAt(path, 'lab-format', { found: String(found) }),
    ]
  }
  const { code, params } = issueWords(issue, path !== '' && valueAt(json, issue.path) === undefined)
  return [problemAt(path, code, params)]
}

function valueAt(json: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined,
    json,
  )
}
