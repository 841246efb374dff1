// A node type as everyone outside the pipeline knows it: palette, canvas, inspector, docs and the
// CLI's help. The pipeline makes it from the node's descriptor, so that a new node needs no change
// in any of them. All of it is plain data: it crosses to the window as JSON.
import type { LocalText } from '../lab'
import type { Phrases } from '../text/ui/words'

export type NodeKind = 'source' | 'topic' | 'step' | 'sink'

export type NodeWords = Required<Exclude<LocalText, string>>

/**
 * One piece of a line on a node's card. A piece that has nothing to say is left out. `words` put
 * the value where they have `{n}`.
 */
export type SummaryPart =
  | {
      readonly setting: string
      /** `values` and `count` are of a map or a list; `file` is the last part of a path. */
      readonly show?: 'upper' | 'file' | 'values' | 'count'
      /** Said in place of these values. */
      readonly names?: Readonly<Record<string, NodeWords>>
      /** Said when the setting is absent. */
      readonly otherwise?: string | number
      readonly words?: Phrases
    }
  /** A figure of the running node; `keys` is the number of keys that it keeps. */
  | { readonly figure: string; readonly unlessZero?: boolean; readonly words?: Phrases }
  /** The rate that the run was asked for; else the one that the setting has. */
  | { readonly rate: string; readonly otherwise: string }
  /** What the lab says of the node's records. */
  | { readonly lab: 'seed' | 'locale'; readonly words?: Phrases }
  /** The setting named by `nameFrom`, where a title takes its place as the node's name. */
  | { readonly below: 'title' }
  /** The first of these that has something to say. */
  | { readonly first: readonly SummaryLine[] }

/** The pieces of one line, separated by commas. */
export type SummaryLine = readonly SummaryPart[]

export interface NodeTip {
  readonly text: NodeWords
  /** Only while this setting has this value. */
  readonly when?: { readonly setting: string; readonly is: string }
}

export interface NodeInfo {
  readonly type: string
  readonly version: number
  readonly kind: NodeKind
  /** Its part of the palette. There, nodes keep the order of the catalogue. */
  readonly group: 'sources' | 'shape' | 'aggregate' | 'sinks'
  readonly icon: string
  readonly title: NodeWords
  readonly doc: NodeWords
  readonly inputs: 'none' | 'one' | 'many'
  /** What its inputs are called, where it matters which comes first. */
  readonly sides?: readonly NodeWords[]
  readonly outputs: readonly string[]
  /** JSON Schema of `with`; the form is drawn from it. */
  readonly config: Readonly<Record<string, unknown>>
  /** A fresh node's `with`, when nothing is known of what flows in. */
  readonly initial: Readonly<Record<string, unknown>>
  /** Settings that act at once when they are changed in a running lab (`runs.patch`). */
  readonly live: readonly string[]

  /** The lines on its card; its first settings when absent. */
  readonly summary?: readonly SummaryLine[]
  /** Said under the canvas while the node is selected: the first one that holds. */
  readonly tips?: readonly NodeTip[]
  /** The setting that names it in the world outside: a topic, a table. */
  readonly nameFrom?: string
  /** The setting that has its rate, which a person may change while it runs. */
  readonly rate?: string
  /** The setting that names the record schema of what it makes. */
  readonly record?: string
  /** The setting whose keys are the names of its ports, before those of `outputs`. */
  readonly portsFrom?: string
  /** Takes requests of other programs: the settings that have its port and path, and the login asked for. */
  readonly receives?: { readonly port: string; readonly path: string; readonly login: string }
  /** Gives out records as they are in a topic: rows come from a step that parses them. */
  readonly givesRecords?: boolean
  /** Shows rows, on its card and on the Live screen, and stores none. */
  readonly isView?: boolean
  /** Writes text to files: each one `whole`, or a `log` that grows at its end. */
  readonly writesFiles?: 'whole' | 'log'
  /** A person may choose, for each run, whether it writes or the console shows the rows instead. */
  readonly isOptional?: boolean
  /** Problems of another node that go away when this one is put before it, with the reason. */
  readonly mends?: Readonly<Record<string, NodeWords>>
}
