// The CodeMirror extension for CQL: look, completion, warnings while typing, and the keys of the
// console. It asks for schema and keyspace when it needs them, so one extension serves as long as
// the page lives.
import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete'
import { linter, type Diagnostic } from '@codemirror/lint'
import { Prec, type Extension } from '@codemirror/state'
import { EditorView, keymap } from '@codemirror/view'
import type { SchemaTree } from '@shared/contract'
import { t } from '@renderer/ui'
import { completeCql, type Suggestion } from './cql-complete'
import { cqlMarks } from './cql-marks'
import { warningsOf, type ConsoleWarning } from './warnings'

export interface EditorHost {
  schema(): SchemaTree | undefined
  keyspace(): string | undefined
  run(what: 'statement' | 'all'): void
  older(): boolean
  newer(): boolean
  clear(): void
  moved(view: EditorView): void
}

const ICONS = {
  keyspace: 'namespace',
  table: 'class',
  column: 'property',
  keyword: 'keyword',
  type: 'type',
  function: 'function',
} as const

export function cqlExtension(host: EditorHost): Extension {
  return [
    cqlMarks,
    autocompletion({
      override: [context => complete(context, host)],
      icons: false,
      maxRenderedOptions: 60,
    }),
    linter(
      view => warningsOf(view.state.doc.toString(), host.schema(), host.keyspace()).map(diagnostic),
      { delay: 600 },
    ),
    consoleKeys(host),
  ]
}

/** SQL has the same look; the engine alone knows its tables and its mistakes. */
export const sqlExtension = (host: EditorHost): Extension => [cqlMarks, consoleKeys(host)]

function consoleKeys(host: EditorHost): Extension {
  const does = (act: () => void) => () => {
    act()
    return true
  }
  return [
    Prec.highest(
      keymap.of([
        { key: 'Mod-Enter', run: does(() => host.run('statement')) },
        { key: 'Mod-Shift-Enter', run: does(() => host.run('all')) },
        { key: 'Mod-ArrowUp', run: () => host.older() },
        { key: 'Mod-ArrowDown', run: () => host.newer() },
        { key: 'Mod-l', run: does(() => host.clear()) },
      ]),
    ),
    EditorView.updateListener.of(update => {
      if (update.selectionSet || update.docChanged) host.moved(update.view)
    }),
  ]
}

function complete(context: CompletionContext, host: EditorHost): CompletionResult | null {
  const typed = context.matchBefore(/"?[\w]+$|\.$/)
  if (!context.explicit && !typed) return null
  const found = completeCql(
    context.state.doc.toString(),
    context.pos,
    host.schema(),
    host.keyspace(),
  )
  if (!found) return null
  return { from: found.from, options: found.items.map(option), validFor: /^"?\w*$/ }
}

function option(item: Suggestion) {
  return {
    label: item.label,
    type: ICONS[item.kind],
    boost: item.rank * 10,
    ...(item.detail === undefined ? {} : { detail: item.detail }),
  }
}

function diagnostic(warning: ConsoleWarning): Diagnostic {
  return {
    from: warning.from,
    to: Math.max(warning.to, warning.from + 1),
    severity: warning.kind === 'syntax' ? 'error' : 'warning',
    message: warningWords(warning),
  }
}

export function warningWords(warning: ConsoleWarning): string {
  switch (warning.kind) {
    case 'syntax':
      return warning.detail ?? ''
    case 'filtering':
      return t('query.warnFiltering')
    case 'no-partition-key':
      return t('query.warnNoPartitionKey', { columns: warning.detail ?? '' })
    case 'truncate':
      return t('query.warnTruncate')
    case 'drop':
      return t('query.warnDrop')
  }
}
