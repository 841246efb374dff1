// The states of a record as their form changes them, and where its picture draws them.
import { lifeStates, type Delay, type States } from '@shared/lab'
import { freeName } from '../../editing/lab-edit'

type Step = States[string][string]

const FIRST: States = {
  cart: { paid: { share: 0.7, after: ['10 s', '5 min'] } },
  paid: { shipped: { after: '10 min' } },
}
export const firstStates = (): States => structuredClone(FIRST)

/** Undefined takes a part of a step away. */
export function withStep(
  states: States,
  from: string,
  to: string,
  change: { readonly share?: number | undefined; readonly after?: Delay | undefined },
): States {
  const next = Object.entries({ ...states[from]?.[to], ...change }).filter(
    ([, value]) => value !== undefined,
  )
  return { ...states, [from]: { ...states[from], [to]: Object.fromEntries(next) as Step } }
}

/** Goes on to a state of a name that is free. */
export function addStep(states: States, from: string): States {
  const to = freeName(
    lifeStates(states).map(({ name }) => name),
    'state',
  )
  return { ...states, [from]: { ...states[from], [to]: { after: '1 min' } } }
}

/** Undefined when no state is left. */
export function removeStep(states: States, from: string, to: string): States | undefined {
  const { [to]: _gone, ...steps } = states[from] ?? {}
  return reachable({ ...states, [from]: steps })
}

/** Everywhere; undefined where the name is taken. */
export function renameState(states: States, name: string, to: string): States | undefined {
  if (to === '' || to === name || lifeStates(states).some(each => each.name === to))
    return undefined
  const other = (each: string) => (each === name ? to : each)
  return Object.fromEntries(
    Object.entries(states).map(([from, steps]) => [
      other(from),
      Object.fromEntries(Object.entries(steps).map(([target, step]) => [other(target), step])),
    ]),
  )
}

/** Another target of a step, in its place. */
export function aimStep(states: States, from: string, to: string, target: string): States {
  if (target === '' || states[from]?.[target]) return states
  const steps = Object.entries(states[from] ?? {}).map(([name, step]) => [
    name === to ? target : name,
    step,
  ])
  return reachable({ ...states, [from]: Object.fromEntries(steps) as States[string] }) ?? states
}

/** What nobody gets to any more is gone. */
function reachable(states: States): States | undefined {
  const [first] = Object.keys(states)
  if (first === undefined) return undefined
  const seen = new Set([first])
  for (const name of seen) for (const to of Object.keys(states[name] ?? {})) seen.add(to)
  const kept = Object.entries(states).filter(
    ([name, steps]) => seen.has(name) && (name === first || Object.keys(steps).length > 0),
  )
  return Object.values(states[first] ?? {}).length === 0 ? undefined : Object.fromEntries(kept)
}

/** How many end in each state that has steps, of those that come there. */
export const endsIn = (states: States): { readonly state: string; readonly share: number }[] =>
  lifeStates(states).flatMap(({ name, steps }) => {
    const share = 1 - steps.reduce((sum, step) => sum + step.share, 0)
    return steps.length > 0 && share > 1e-9 ? [{ state: name, share }] : []
  })

export interface DrawnState {
  readonly name: string
  readonly x: number
  readonly y: number
}
export interface DrawnStep {
  readonly id: string
  readonly path: string
  readonly share: number
  readonly label: { readonly x: number; readonly y: number }
}
export const BOX = { width: 84, height: 24 }
const GAP = { x: 16, y: 26 }
/** To the right of the boxes, for the ways back. */
const SIDE = 34

/** From top to bottom by how many steps away from the first a state is: a form is narrow. */
export function drawn(states: States) {
  const all = lifeStates(states)
  const depth = new Map<string, number>()
  let row = all[0] ? [all[0].name] : []
  for (let at = 0; row.length > 0; at++) {
    for (const name of row) depth.set(name, at)
    const next = all.filter(({ name }) => row.includes(name)).flatMap(({ steps }) => steps)
    row = [...new Set(next.map(({ to }) => to))].filter(to => !depth.has(to))
  }
  const placed = new Map<number, number>()
  const boxes = all.map(({ name }): DrawnState => {
    const at = depth.get(name) ?? 0
    const before = placed.get(at) ?? 0
    placed.set(at, before + 1)
    return { name, x: before * (BOX.width + GAP.x), y: at * (BOX.height + GAP.y) }
  })
  const right = Math.max(...boxes.map(({ x }) => x)) + BOX.width
  const boxOf = new Map(boxes.map(box => [box.name, box]))
  const steps = all.flatMap(({ name, steps: out }) =>
    out.flatMap(({ to, share }) => {
      const [a, b] = [boxOf.get(name), boxOf.get(to)]
      return a && b ? [arrow(a, b, share, right)] : []
    }),
  )
  const isBack = steps.some(({ path }) => path.includes('Q'))
  return {
    ...{ boxes, steps, width: right + (isBack ? SIDE : 0) },
    height: Math.max(...boxes.map(({ y }) => y)) + BOX.height,
  }
}

/** Down from box to box; up, or to itself, on the right of all boxes. */
function arrow(a: DrawnState, b: DrawnState, share: number, right: number): DrawnStep {
  const id = `${a.name} > ${b.name}`
  if (b.y > a.y) {
    const [x1, y1] = [a.x + BOX.width / 2, a.y + BOX.height]
    const [x2, y2] = [b.x + BOX.width / 2, b.y - 4]
    const half = (y1 + y2) / 2
    return {
      ...{ id, share, path: `M${x1},${y1} C${x1},${half} ${x2},${half} ${x2},${y2}` },
      label: { x: x2 + 20, y: y2 - 4 },
    }
  }
  const [x1, y1] = [a.x + BOX.width, a.y + BOX.height * 0.35]
  const [x2, y2] = [b.x + BOX.width + 4, b.y + BOX.height * 0.65]
  // The middle of such a curve is half as far out as its control point.
  const side = 2 * (right + SIDE * 0.4) - (x1 + x2) / 2
  return {
    ...{ id, share, path: `M${x1},${y1} Q${side},${(y1 + y2) / 2} ${x2},${y2}` },
    label: { x: right + SIDE * 0.6, y: (y1 + y2) / 2 - 6 },
  }
}
