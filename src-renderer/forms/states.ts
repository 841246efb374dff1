// The values that a node keeps for each key, as a form edits them: name, type, the first value, and
// what each row makes of it. What begins a value and what changes it are two settings of the lab
// file; here they are one, so that a new name is known in both.
export interface StateRow {
  readonly name: string
  readonly type: string
  readonly start: string
  /** Empty: the value stays as it began. */
  readonly becomes: string
}
type Settings = Readonly<Record<string, unknown>>

const mapOf = (value: unknown): Settings =>
  typeof value === 'object' && value !== null ? { ...value } : {}
const textOf = (value: unknown) => (value === undefined ? '' : String(value))

export function statesOf(states: unknown, changes: unknown): StateRow[] {
  const becomes = mapOf(changes)
  return Object.entries(mapOf(states)).map(([name, state]) => {
    const { type, start } = mapOf(state)
    return { name, type: textOf(type), start: textOf(start), becomes: textOf(becomes[name]) }
  })
}

export interface StatesPlace {
  /** The setting with types and first values, and the one with what changes them. */
  readonly states: string
  readonly changes: string
}

export function withStates(among: Settings, at: StatesPlace, rows: readonly StateRow[]): Settings {
  return {
    ...among,
    [at.states]: Object.fromEntries(rows.map(({ name, type, start }) => [name, { type, start }])),
    [at.changes]: Object.fromEntries(
      rows.flatMap(({ name, becomes }) => (becomes === '' ? [] : [[name, becomes]])),
    ),
  }
}

/** `state.<name>`; texts and quoted names are found first, so that they stay as they are. */
const READ_OR_TEXT = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|\bstate\.([\w$]+)/g

/** Every expression of the node that reads `state.<name>` reads the new name. */
export function renamed(among: Settings, at: StatesPlace, name: string, to: string): Settings {
  const told = (text: string) =>
    text.replaceAll(READ_OR_TEXT, (found, read?: string) => (read === name ? `state.${to}` : found))
  const rows = statesOf(among[at.states], among[at.changes]).map(row => ({
    ...row,
    name: row.name === name ? to : row.name,
    becomes: told(row.becomes),
  }))
  const others = Object.fromEntries(
    Object.entries(among).map(([each, value]) => [
      each,
      typeof value === 'string' ? told(value) : value,
    ]),
  )
  return withStates(others, at, rows)
}
