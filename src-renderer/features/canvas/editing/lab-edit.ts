// Every change that the canvas and the inspector make, as a change of the YAML text, because the
// text is the lab. Each one edits the parsed document, so that comments, order and style survive
// wherever nothing changes. All are pure: text in, text out.
import {
  edgesOf,
  labFileSchema,
  MAIN_PORT,
  slugSchema,
  type LabEdge,
  type LabFile,
} from '@shared/lab'
import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  Scalar,
  stringify,
  YAMLMap,
  YAMLSeq,
  type Document,
} from 'yaml'
import { frameWith, framesIn, joinFrame, leaveFrames, membersIn } from './frame-document'

export type Path = readonly (string | number)[]

const LINE_WIDTH = 150

/** Undefined when the text is not YAML with a map at its top: then the canvas does not edit it. */
export function readDocument(text: string): Document | undefined {
  const document = parseDocument(text)
  return document.errors.length === 0 && isMap(document.contents) ? document : undefined
}

/** The lab of a text, as far as the canvas can draw it. Undefined when it cannot. */
export function readLab(text: string): LabFile | undefined {
  const document = readDocument(text)
  return document === undefined ? undefined : labFileSchema.safeParse(document.toJS()).data
}

export function edit(text: string, change: (document: Document) => void): string {
  const document = readDocument(text)
  if (document === undefined) return text
  change(document)
  return document.toString({ lineWidth: LINE_WIDTH, flowCollectionPadding: true })
}

export function setAt(text: string, path: Path, value: unknown): string {
  return edit(text, document => put(document, path, value))
}

function put(document: Document, path: readonly unknown[], value: unknown): void {
  if (value === undefined) {
    document.deleteIn(path)
    return
  }
  const old: unknown = document.getIn(path, true)
  // A scalar keeps its quotes and its comment.
  if (
    isScalar(old) &&
    (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
  ) {
    if (typeof old.value !== typeof value) old.type = undefined
    old.value = value
    return
  }
  const node = document.createNode(value)
  if ((isMap(old) || isSeq(old)) && (isMap(node) || isSeq(node))) node.flow = old.flow ?? false
  document.setIn(path, node)
}

/**
 * Makes a part equal to a value by what differs alone, so that comments inside of it stay: a form
 * that gives the whole of a setting writes with it.
 */
export function setPart(text: string, path: Path, value: unknown): string {
  return edit(text, document => merge(document, path, value))
}

export function merge(document: Document, path: readonly unknown[], value: unknown): void {
  const old: unknown = document.getIn(path, true)
  const isList = Array.isArray(value)
  const next: readonly (readonly [string | number, unknown])[] =
    isSeq(old) && isList
      ? value.map((each: unknown, at) => [at, each] as const)
      : isMap(old) && typeof value === 'object' && value !== null && !isList
        ? Object.entries(value)
        : []
  if (next.length === 0) return put(document, path, value)
  const kept = new Set(next.filter(([, each]) => each !== undefined).map(([key]) => String(key)))
  if (isMap(old)) rename(old, [...kept])
  const keys = isSeq(old) ? old.items.map((_, at) => at) : isMap(old) ? old.items.map(valueOf) : []
  for (const key of keys.toReversed()) if (!kept.has(String(key))) document.deleteIn([...path, key])
  // In YAML 5 and "5" are two keys, for a form they are one.
  const own = new Map(keys.map(key => [String(key), key]))
  for (const [key, each] of next)
    if (each !== undefined) merge(document, [...path, own.get(String(key)) ?? key], each)
  if (!isMap(old)) return
  const names = [...kept]
  old.items.sort((a, b) => names.indexOf(keyOf(a)) - names.indexOf(keyOf(b)))
}

type Keyed = { readonly key: unknown }
const valueOf = ({ key }: Keyed): unknown => (isScalar(key) ? key.value : key)
const keyOf = (item: Keyed) => String(valueOf(item))

/** One name that goes while one comes in its place is a new name for the same entry. */
function rename(old: YAMLMap, names: readonly string[]): void {
  const [gone, ...moreGone] = old.items.filter(item => !names.includes(keyOf(item)))
  const [fresh, ...moreFresh] = names.filter(name => !old.items.some(it => keyOf(it) === name))
  if (gone === undefined || fresh === undefined || moreGone.length + moreFresh.length > 0) return
  if (old.items.indexOf(gone) !== names.indexOf(fresh)) return
  if (isScalar(gone.key)) gone.key.value = fresh
  else gone.key = new Scalar(fresh)
}

/**
 * Replaces a part by YAML text of its own, comments included. Undefined when that text is not YAML.
 */
export function setFragment(text: string, path: Path, fragment: string): string | undefined {
  const part = parseDocument(fragment)
  if (part.errors.length > 0) return undefined
  return edit(text, document => document.setIn(path, part.contents))
}

export function fragmentAt(text: string, path: Path): string {
  const node: unknown = readDocument(text)?.getIn(path, true)
  return node === undefined ? '' : stringify(node, { lineWidth: LINE_WIDTH })
}

export interface NewNode {
  readonly type: string
  /** For a node that has no name outside of the lab. */
  readonly title?: string
  readonly initial: Readonly<Record<string, unknown>>
  readonly at?: readonly [number, number]
  readonly from?: string
  /** The frame that it is put into; otherwise that of the node it reads. */
  readonly frame?: string
  /** A record schema that comes with it. */
  readonly record?: { readonly name: string; readonly schema: unknown }
}

export function freeName(taken: Iterable<string>, wanted: string): string {
  const names = new Set(taken)
  const base = slugSchema.safeParse(wanted).success ? wanted : 'node'
  let name = base
  for (let n = 2; names.has(name); n++) name = `${base}-${n}`
  return name
}

export function addNode(
  text: string,
  lab: LabFile,
  node: NewNode,
): { readonly text: string; readonly id: string } {
  const id = freeName(Object.keys(lab.nodes), node.type)
  const added = edit(text, document => {
    write(document, id, node, node.from)
    if (node.frame !== undefined) joinFrame(document, node.frame, id)
    else if (node.from !== undefined) joinFrame(document, frameWith(document, node.from), id)
  })
  return { text: added, id }
}

function write(document: Document, id: string, node: NewNode, from: unknown): void {
  const body = new YAMLMap()
  body.set('type', node.type)
  if (node.title !== undefined) body.set('title', node.title)
  if (from !== undefined) body.set('from', from)
  if (node.at !== undefined) body.set('at', flow(document, node.at))
  if (Object.keys(node.initial).length > 0) body.set('with', flow(document, node.initial))
  nodesOf(document).set(id, body)
  if (node.record !== undefined)
    document.setIn(['records', node.record.name], document.createNode(node.record.schema))
}

/**
 * Puts a new node into an edge. The new one reads what the edge's target read, by the same consumer
 * group and from the same start.
 */
export function spliceNode(
  text: string,
  lab: LabFile,
  edge: LabEdge,
  node: Omit<NewNode, 'from'>,
  port = MAIN_PORT,
): { readonly text: string; readonly id: string } {
  const id = freeName(Object.keys(lab.nodes), node.type)
  const spliced = edit(text, document => {
    const place = placeOf(lab, edge)
    const old: unknown = document.getIn(place, true)
    write(document, id, node, isMap(old) ? old.clone() : nameOf(edge))
    put(document, place, nameOf({ from: id, port }))
    if (frameWith(document, edge.from) === frameWith(document, edge.to))
      joinFrame(document, frameWith(document, edge.from), id)
  })
  return { text: spliced, id }
}

export function flow(document: Document, value: unknown): unknown {
  const node = document.createNode(value)
  if (isMap(node) || isSeq(node)) node.flow = true
  return node
}

/** `nodes: {}` of a new lab becomes a block when the first node comes. */
function nodesOf(document: Document): YAMLMap {
  const nodes: unknown = document.get('nodes', true)
  if (isMap(nodes)) {
    if (nodes.items.length === 0) nodes.flow = false
    return nodes
  }
  const made = new YAMLMap()
  document.set('nodes', made)
  return made
}

export function duplicateNode(
  text: string,
  lab: LabFile,
  id: string,
): { readonly text: string; readonly id: string } {
  const copy = freeName(Object.keys(lab.nodes), id)
  const changed = edit(text, document => {
    const node: unknown = document.getIn(['nodes', id], true)
    if (!isMap(node)) return
    const cloned = node.clone()
    if (isMap(cloned)) cloned.delete('at')
    nodesOf(document).set(copy, cloned)
    joinFrame(document, frameWith(document, id), copy)
  })
  return { text: changed, id: copy }
}

/** Takes a node out, and every `from` that names it. */
export function removeNode(text: string, lab: LabFile, id: string): string {
  return edit(text, document => {
    for (const edge of edgesOf(lab)) if (edge.from === id) unlink(document, lab, edge)
    nodesOf(document).delete(id)
    leaveFrames(document, [id])
    const tiles: unknown = document.get('dashboard', true)
    if (!isSeq(tiles)) return
    tiles.items = tiles.items.filter(tile => !(isMap(tile) && tile.get('node') === id))
    if (tiles.items.length === 0) document.delete('dashboard')
  })
}

export function renameNode(text: string, lab: LabFile, id: string, name: string): string {
  return edit(text, document => {
    const pair = nodesOf(document).items.find(
      item => (isScalar(item.key) ? item.key.value : item.key) === id,
    )
    if (pair === undefined) return
    if (isScalar(pair.key)) pair.key.value = name
    else pair.key = new Scalar(name)
    for (const edge of edgesOf(lab))
      if (edge.from === id)
        relink(document, lab, edge, `${name}${edge.port === MAIN_PORT ? '' : `.${edge.port}`}`)
    for (const [, frame] of framesIn(document))
      for (const member of membersIn(frame)) if (member.value === id) member.value = name
    const tiles: unknown = document.get('dashboard', true)
    if (isSeq(tiles))
      for (const tile of tiles.items)
        if (isMap(tile) && tile.get('node') === id) tile.set('node', name)
  })
}

/** Where in `from` an edge is written: the whole of it, or one of a list. */
function placeOf(lab: LabFile, edge: LabEdge): Path {
  const from = lab.nodes[edge.to]?.from
  const base = ['nodes', edge.to, 'from']
  if (!Array.isArray(from)) return base
  const index = from.findIndex(
    each => (typeof each === 'string' ? each : each.node).split('.').join('.') === nameOf(edge),
  )
  return [...base, Math.max(0, index)]
}

function nameOf(edge: Pick<LabEdge, 'from' | 'port'>): string {
  return edge.port === MAIN_PORT ? edge.from : `${edge.from}.${edge.port}`
}

function relink(document: Document, lab: LabFile, edge: LabEdge, name: string): void {
  const place = placeOf(lab, edge)
  const node: unknown = document.getIn(place, true)
  if (isMap(node)) node.set('node', name)
  else put(document, place, name)
}

function unlink(document: Document, lab: LabFile, edge: LabEdge): void {
  document.deleteIn(placeOf(lab, edge))
  const rest: unknown = document.getIn(['nodes', edge.to, 'from'], true)
  if (isSeq(rest) && rest.items.length === 0) document.deleteIn(['nodes', edge.to, 'from'])
}

export function disconnect(text: string, lab: LabFile, edge: LabEdge): string {
  return edit(text, document => unlink(document, lab, edge))
}

/** `many` keeps what the target reads already; otherwise the new source takes its place. */
export function connect(
  text: string,
  lab: LabFile,
  edge: Pick<LabEdge, 'from' | 'port' | 'to'>,
  many: boolean,
): string {
  return edit(text, document => {
    const path = ['nodes', edge.to, 'from']
    const old = lab.nodes[edge.to]?.from
    const name = nameOf(edge)
    if (old === undefined || !many) {
      insertFrom(document, edge.to, name)
      return
    }
    const node: unknown = document.getIn(path, true)
    if (isSeq(node)) node.add(name)
    else {
      const list = new YAMLSeq()
      list.flow = true
      list.items = [node, document.createNode(name)]
      document.setIn(path, list)
    }
  })
}

/** `from` stands after `type`, where people look for it. */
function insertFrom(document: Document, id: string, name: string): void {
  const node: unknown = document.getIn(['nodes', id], true)
  if (!isMap(node)) return
  if (node.has('from')) {
    put(document, ['nodes', id, 'from'], name)
    return
  }
  const pair = document.createPair('from', name)
  const at = node.items.findIndex(
    item => (isScalar(item.key) ? item.key.value : item.key) === 'type',
  )
  node.items.splice(at + 1, 0, pair)
}

export function moveNodes(
  text: string,
  places: ReadonlyMap<string, readonly [number, number]>,
): string {
  return edit(text, document => {
    for (const [id, [x, y]] of places) {
      const node: unknown = document.getIn(['nodes', id], true)
      if (isMap(node)) node.set('at', flow(document, [Math.round(x), Math.round(y)]))
    }
  })
}

/** Whether this edge would close a circle. */
export function closesCircle(edges: readonly LabEdge[], from: string, to: string): boolean {
  const seen = new Set<string>()
  const walk = (id: string): boolean => {
    if (id === from) return true
    if (seen.has(id)) return false
    seen.add(id)
    return edges.some(edge => edge.from === id && walk(edge.to))
  }
  return walk(to)
}
