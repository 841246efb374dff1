// The catalogue is the only thing that the screens know of nodes. They are tested with copies of it
// that this test writes: `vitest -u` renews them after a descriptor has changed.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { nodeInfo } from '../model/define-node'
import { nodes, typesOf } from '../nodes'
import { toyNode } from '../testing/toy-node'
import { nodeCatalog } from './catalogue'
import { checkLab } from './check-lab'
import { firstSettings } from './first-settings'

const renderer = fileURLToPath(new URL('../../../src-renderer', import.meta.url))
const asFile = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

describe('the catalogue of nodes', () => {
  it('is plain data', () => {
    const catalog = nodeCatalog()
    expect(catalog.map(info => info.type)).toEqual(nodes.map(node => node.type))
    expect(JSON.parse(JSON.stringify(catalog))).toEqual(catalog)
  })

  it('is the one that the screens are tested with', async () => {
    await expect(asFile(nodeCatalog())).toMatchFileSnapshot(
      join(renderer, 'testing', 'node-catalog.json'),
    )
    await expect(asFile(nodeInfo(toyNode))).toMatchFileSnapshot(
      join(renderer, 'testing', 'toy-node.json'),
    )
  })
})

describe('a new node type', () => {
  const types = typesOf([...nodes, toyNode])
  const lab = (settings: string) => `sluice: 1
id: toys
title: Toys
connections: { broker: { type: kafka } }
records: { toy: { fields: { name: commerce.product } } }
nodes:
  source: { type: fake-data, with: { record: toy } }
  toys: { type: topic, from: source, with: { connection: broker, topic: toys } }
  parse: { type: parse, from: toys, with: { format: json, fields: { name: string } } }
  loud: { type: shout, from: parse, with: ${settings} }
  view: { type: live, from: loud }
`

  it('is in the catalogue, with a form', () => {
    const info = nodeCatalog(types).find(({ type }) => type === 'shout')
    expect(info?.config).toMatchObject({ required: ['field'], properties: { times: {} } })
    expect(nodeCatalog().some(({ type }) => type === 'shout')).toBe(false)
  })

  it('is checked by its own rules, where it is registered', () => {
    expect(checkLab(lab('{ field: name }'), types).problems).toEqual([])
    expect(checkLab(lab('{ field: nam }'), types).problems).toMatchObject([
      { code: 'lab-no-field', path: 'nodes.loud.with.field', node: 'loud' },
    ])
    expect(checkLab(lab('{ field: name, tims: 2 }'), types).problems).toMatchObject([
      { code: 'lab-unknown-setting', path: 'nodes.loud.with.tims' },
    ])
    expect(checkLab(lab('{ field: name }')).problems).toMatchObject([
      { code: 'lab-unknown-node-type', path: 'nodes.loud.type' },
    ])
  })

  it('begins with what suits its input', () => {
    const { lab: read } = checkLab(lab('{ field: name }'), types)
    if (read === undefined) throw new Error('not a lab')
    expect(firstSettings(read, 'shout', 'parse', types).with([])).toEqual({
      initial: { field: 'name' },
    })
  })
})

/** Words that are node types, and mean something else in these files. */
const OTHER_MEANINGS: readonly {
  readonly words: string
  readonly files: RegExp
  readonly why: string
}[] = [
  { words: 'cassandra sql opensearch', files: /^features\/connections\//, why: 'kinds of server' },
  { words: 'cassandra', files: /^features\/query\/SchemaPane/, why: 'kind of a connection' },
  { words: 'console', files: /^client\/run-output|^features\/engines\//, why: 'a place to print' },
  { words: 'topic', files: /^features\/(engines|groups|topics)\//, why: 'a column, a parameter' },
  { words: 'topic', files: /^features\/canvas\/follow\//, why: 'a kind of node, and its card' },
  { words: 'topic select', files: /^ui\//, why: 'the kit knows no lab' },
  { words: 'aggregate', files: /^features\/canvas\/palette\/PalettePanel/, why: 'a group' },
  { words: 'live', files: /^features\/live\/index|^features\/topics\//, why: 'a screen, a mode' },
  { words: 'live', files: /^features\/canvas\/editing\/live-changes/, why: 'needs no restart' },
  { words: 'select', files: /^features\/query\//, why: 'a statement of CQL' },
  { words: 'sql', files: /^features\/query\//, why: 'a language, a kind of server' },
  { words: 'parse', files: /^features\/query\/trace/, why: 'a step of a statement' },
]

describe('src-renderer', () => {
  it('names no node type outside its tests', async () => {
    const types = nodes.map(node => node.type).join('|')
    // In code a text has single quotes or backquotes; in a template's attribute, double ones. A
    // topic is also a kind of node, and components emit events.
    const named = new RegExp(`(?<!kind === |emit\\()['\`](${types})['\`]|\\stype="(${types})"`, 'g')
    const found: string[] = []
    for (const file of await readdir(renderer, { recursive: true })) {
      const path = file.replaceAll('\\', '/')
      if (!/\.(ts|vue)$/.test(path) || /\.test\.ts$|^testing\//.test(path)) continue
      const text = withoutComments(await readFile(join(renderer, file), 'utf8'))
      for (const [, quoted, attribute] of text.matchAll(named)) {
        const word = quoted ?? attribute ?? ''
        const isOther = OTHER_MEANINGS.some(
          ({ words, files }) => words.split(' ').includes(word) && files.test(path),
        )
        if (!isOther) found.push(`${path}: ${word}`)
      }
    }
    expect(found).toEqual([])
  })
})

const withoutComments = (text: string) =>
  text
    .replaceAll(/\/\*[^]*?\*\/|<!--[^]*?-->/g, '')
    .split('\n')
    .filter(line => !/^\s*\/\//.test(line))
    .join('\n')
