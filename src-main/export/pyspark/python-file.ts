// The parts of a Python file: docstrings, functions, imports in ruff's order.
import { COLUMNS_MAX } from '@main/pipeline'

/** A docstring out of words that a person may have written. */
export function docstring(...words: readonly string[]): string[] {
  const texts = words.map(harmless)
  const [first = '', ...more] = texts
  const whole = `"""${first}"""`
  if (more.length === 0 && whole.length + 4 <= COLUMNS_MAX) return [whole]
  const wrapped = texts.flatMap((text, i) => [...(i > 0 ? [''] : []), ...wrap(text)])
  wrapped[0] = `"""${wrapped[0] ?? ''}`
  return [...wrapped, '"""']
}

/** Nothing in a title may end the docstring or be read as an escape. */
const harmless = (text: string) =>
  text.replaceAll(/\s+/g, ' ').replaceAll('\\', '\\\\').replaceAll('"""', '\\"\\"\\"')

function wrap(text: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/)) {
    if (line !== '' && line.length + word.length + 1 > COLUMNS_MAX - 10) {
      lines.push(line)
      line = ''
    }
    line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

export function functionText(head: string, body: readonly string[]): string[] {
  return [head, ...body.map(line => (line === '' ? '' : `    ${line}`))]
}

const PACKAGES =
  /^(import|from) (fastavro|faker|kafka|pandas|psycopg|pymysql|pyspark|pytest|opensearchpy)\b/
const OWN = /^(import job|from support )/

/** The standard library, packages, then files beside this one. */
export function importLines(asked: readonly string[]): string[] {
  const all = [...new Set(asked)]
  const groups = [
    all.filter(line => !PACKAGES.test(line) && !OWN.test(line)),
    all.filter(line => PACKAGES.test(line)),
    all.filter(line => OWN.test(line)),
  ]
  const written = groups.map(joined).filter(lines => lines.length > 0)
  return ['from __future__ import annotations', ...written.flatMap(lines => ['', ...lines])]
}

/** Names out of one module share a line; `import x` comes before `from x import y`. */
function joined(lines: readonly string[]): string[] {
  const plain = lines.filter(line => line.startsWith('import ')).sort()
  const names = new Map<string, string[]>()
  for (const line of lines) {
    const [, module, name] = /^from (\S+) import (.+)$/.exec(line) ?? []
    if (module === undefined || name === undefined) continue
    const key = name.includes(' as ') ? `${module} as` : module
    names.set(key, [...(names.get(key) ?? []), name])
  }
  const from = [...names].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    ...plain,
    ...from.flatMap(([key, all]) => fromLines(key.replace(/ as$/, ''), all.sort(byCase))),
  ]
}

/** As ruff's isort: CONSTANTS, then Classes, then functions. */
function byCase(a: string, b: string): number {
  const rank = (name: string) => (/^[A-Z0-9_]+$/.test(name) ? 0 : /^[A-Z]/.test(name) ? 1 : 2)
  return rank(a) - rank(b) || (a < b ? -1 : 1)
}

function fromLines(module: string, names: readonly string[]): string[] {
  const one = `from ${module} import ${names.join(', ')}`
  if (one.length <= COLUMNS_MAX) return [one]
  return [`from ${module} import (`, ...names.map(name => `    ${name},`), ')']
}
