// Compares two versions of a lab, setting by setting, and says what each change needs:
// nothing (a running run takes it over), a restart (positions and totals are kept), or a clean
// start (a node's memory was added up under other rules). Descriptors say which of their
// settings are `live` and on which their memory depends (`remembers`); everything else follows from
// the graph.
import type { LabChange } from '@shared/contract'
import type { ErrorParams } from '@shared/errors'
import { printType } from '@shared/expr'
import type { LabFile, LabNode } from '@shared/lab'
import { bindLab, type BoundLab } from './check-lab'
import { planTasks } from './tasks'
import { nodeTypes } from '../nodes'
import { growthOf, rememberedSettings, signatureOf } from './signature'

type Needs = LabChange['needs']

export function changesOf(before: LabFile, after: LabFile): LabChange[] {
  const changes = [...labChanges(before, after)]
  const [old, now] = [bindLab(before, () => 0), bindLab(after, () => 0)]
  const ids = new Set([...Object.keys(before.nodes), ...Object.keys(after.nodes)])
  for (const id of ids) changes.push(...nodeChanges(id, before, after, old, now))
  for (const id of ids)
    if (!changes.some(c => c.node === id && c.needs === 'clean'))
      changes.push(...memoryChanges(id, old, now))
  return [...changes, ...movedJobs(before, after)]
}

/** While another engine does the jobs, it takes a change over when it starts again. */
export const changesOutside = (before: LabFile, after: LabFile): LabChange[] =>
  changesOf(before, after).map(change => {
    const type = change.node === undefined ? undefined : before.nodes[change.node]?.type
    // Sources are this program's own, and titles are nobody's.
    const isOurs = change.code === 'change-shown' || nodeTypes.get(type ?? '')?.kind === 'source'
    if (change.needs !== 'live' || isOurs) return change
    return { ...change, needs: 'restart', code: 'change-outside' }
  })

/** The new lab as far as it can be had live: everything else stays as it was. */
export function withLive(before: LabFile, after: LabFile, changes: readonly LabChange[]): LabFile {
  const refused = new Set(changes.filter(c => c.needs !== 'live').map(c => c.path))
  const shown = { title: after.title, summary: after.summary, notes: after.notes }
  const dashboard = (after.dashboard ?? []).every(
    ({ node }) => node === undefined || before.nodes[node],
  )
    ? after.dashboard
    : before.dashboard
  const framed = Object.values(after.frames ?? {}).flatMap(frame => frame.nodes)
  const frames = framed.every(id => before.nodes[id]) ? after.frames : before.frames
  const nodes = Object.entries(before.nodes).map(([id, old]): [string, LabNode] => {
    const now = after.nodes[id]
    if (!now || now.type !== old.type) return [id, old]
    const names = new Set([...Object.keys(old.with ?? {}), ...Object.keys(now.with ?? {})])
    const settings = [...names].flatMap(name => {
      const value = refused.has(`nodes.${id}.with.${name}`) ? old.with?.[name] : now.with?.[name]
      return value === undefined ? [] : [[name, value] as const]
    })
    const { title, notes, at } = now
    return [
      id,
      {
        ...old,
        title,
        notes,
        at,
        ...(settings.length > 0 ? { with: Object.fromEntries(settings) } : {}),
      },
    ]
  })
  const { speed } = refused.has('speed') ? before : after
  return { ...before, ...shown, speed, dashboard, frames, nodes: Object.fromEntries(nodes) }
}

function* labChanges(before: LabFile, after: LabFile): Generator<LabChange> {
  const change = (
    path: string,
    needs: Needs,
    code: string,
    params: ErrorParams = {},
  ): LabChange => ({
    path,
    needs,
    code,
    params: { setting: path, ...params },
  })
  for (const name of ['title', 'summary', 'notes', 'dashboard', 'frames'] as const)
    if (!same(before[name], after[name])) yield change(name, 'live', 'change-shown')
  if (before.id !== after.id) yield change('id', 'clean', 'change-other-lab', { id: after.id })
  if ((before.seed ?? 0) !== (after.seed ?? 0)) yield change('seed', 'clean', 'change-seed')
  if (before.clock !== after.clock) yield change('clock', 'clean', 'change-clock')
  if ((before.speed ?? 1) !== (after.speed ?? 1)) yield change('speed', 'live', 'change-live')
  if (before.timezone !== after.timezone) {
    const windowed = Object.values(after.nodes).some(
      node => nodeTypes.get(node.type)?.remembersInWindows && node.with?.window !== undefined,
    )
    yield change(
      'timezone',
      windowed ? 'clean' : 'restart',
      windowed ? 'change-zone' : 'change-at-start',
    )
  }
  for (const part of ['records', 'catalogs'] as const)
    for (const name of differing(before[part], after[part]))
      yield change(`${part}.${name}`, 'restart', 'change-record', { name })
  for (const name of differing(before.connections, after.connections)) {
    const reads = Object.values(before.nodes).some(
      node => isTopic(node) && node.with?.connection === name,
    )
    yield change(
      `connections.${name}`,
      reads ? 'clean' : 'restart',
      reads ? 'change-other-topic' : 'change-at-start',
      { name },
    )
  }
}

function* nodeChanges(
  id: string,
  before: LabFile,
  after: LabFile,
  old: BoundLab,
  now: BoundLab,
): Generator<LabChange> {
  const [was, is] = [before.nodes[id], after.nodes[id]]
  const change = (setting: string, needs: Needs, code: string): LabChange => {
    const path = setting === '' ? `nodes.${id}` : `nodes.${id}.${setting}`
    return {
      node: id,
      path,
      needs,
      code,
      params: { node: id, setting: setting.replace(/^with\./, '') },
    }
  }
  if (!was || !is) {
    yield change('', 'restart', was ? 'change-node-gone' : 'change-node-new')
    return
  }
  const descriptor = nodeTypes.get(was.type)
  const remembered = descriptor ? rememberedSettings(descriptor, was.with) : []
  if (was.type !== is.type) {
    const remembers = remembered.length > 0
    yield change(
      'type',
      remembers ? 'clean' : 'restart',
      remembers ? 'change-memory' : 'change-at-start',
    )
    return
  }
  for (const name of ['title', 'notes', 'at'] as const)
    if (!same(was[name], is[name])) yield change(name, 'live', 'change-shown')
  if (!same(was.from, is.from)) {
    const remembers = remembered.includes('from')
    yield change(
      'from',
      remembers ? 'clean' : 'restart',
      remembers ? 'change-memory' : 'change-at-start',
    )
  }
  const fits = sameShape(id, old, now)
  const grows = descriptor?.grows?.(is.with ?? {})
  const isGrowth = grows !== undefined && growthOf(now, id, signatureOf(old, id)) !== undefined
  for (const name of differing(was.with, is.with)) {
    const setting = `with.${name}`
    if (isGrowth && name === grows) yield change(setting, 'restart', 'change-memory-grows')
    else if (remembered.includes(name))
      yield change(setting, 'clean', isTopic(was) ? 'change-other-topic' : 'change-memory')
    else if (!descriptor?.live?.includes(name) || isOriginalPace(was.with?.[name], is.with?.[name]))
      yield change(setting, 'restart', 'change-at-start')
    else if (!fits) yield change(setting, 'restart', 'change-shape')
    else yield change(setting, 'live', 'change-live')
  }
}

const isTopic = (node: LabNode) => nodeTypes.get(node.type)?.kind === 'topic'

/** A replay at the pace of its data is bound to its clock from the start on. */
const isOriginalPace = (...rates: readonly unknown[]) => rates.includes('original')

/** A node's memory also depends on the types of the rows that flow in. */
function* memoryChanges(id: string, old: BoundLab, now: BoundLab): Generator<LabChange> {
  const [was, is] = [old.nodes.get(id), now.nodes.get(id)]
  if (
    !was ||
    !is ||
    was.descriptor.remembers === undefined ||
    was.descriptor.type !== is.descriptor.type
  )
    return
  if (!growthOf(now, id, signatureOf(old, id)))
    yield {
      node: id,
      path: `nodes.${id}`,
      needs: 'clean',
      code: 'change-input-type',
      params: { node: id, setting: 'from' },
    }
}

/**
 * A job that falls apart, or two that become one, cannot go on from what was saved as one. Nor can
 * one whose topic is read by a node of another name: positions are kept by edge.
 */
function* movedJobs(before: LabFile, after: LabFile): Generator<LabChange> {
  const [old, now] = [planTasks(before).jobs, planTasks(after).jobs]
  for (const job of now) {
    const from = old.filter(o => o.nodes.some(node => job.nodes.includes(node)))
    const [only] = from
    const shared =
      from.length === 1 &&
      now.filter(n => n.nodes.some(node => only?.nodes.includes(node))).length > 1
    const gone = only?.inputs.filter(edge => !job.inputs.some(e => e.id === edge.id)) ?? []
    const renamed = job.inputs.find(
      edge => gone.some(e => e.from === edge.from) && !only?.inputs.some(e => e.id === edge.id),
    )
    const change = (node: string, code: string): LabChange => ({
      node,
      path: `nodes.${node}.from`,
      needs: 'clean',
      code,
      params: { node, setting: 'from' },
    })
    if (from.length > 1 || shared) yield change(job.id, 'change-job-split')
    else if (renamed) yield change(renamed.to, 'change-reader')
  }
}

function sameShape(id: string, old: BoundLab, now: BoundLab): boolean {
  const shape = (lab: BoundLab) =>
    Object.entries(lab.nodes.get(id)?.bound.outputs ?? {}).map(([port, { row, keys, mode }]) => [
      port,
      printType(row),
      keys,
      mode,
    ])
  return now.nodes.has(id) && same(shape(old), shape(now))
}

function differing(
  a: Readonly<Record<string, unknown>> = {},
  b: Readonly<Record<string, unknown>> = {},
): string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    name => !same(a[name], b[name]),
  )
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
