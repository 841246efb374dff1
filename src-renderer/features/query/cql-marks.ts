// The marks in the editor: colours from CQL's own lexer (keywords, texts, numbers, functions,
// comments), a band behind the statement that Ctrl+Enter runs, and a red underline at the last
// error until the text there changes.
import { RangeSetBuilder, StateEffect, StateField, type Extension } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  ViewPlugin,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view'
import { tokenize, type CqlToken } from '@shared/cql'
import { statementAt, statementsOf } from './statements'

const HIGHLIGHT_MAX = 200_000
const mark = (name: string) => Decoration.mark({ class: name })
const marks = {
  keyword: mark('k'),
  text: mark('q'),
  number: mark('nmb'),
  call: mark('f'),
  comment: mark('c'),
}
const SHELL_WORDS =
  /^(capture|clear|cls|consistency|copy|desc|describe|expand|help|history|off|paging|serial|show|source|tracing)$/i

export function tokenMark(
  token: CqlToken,
  next: CqlToken | undefined,
): keyof typeof marks | undefined {
  const type = token.tokenType.name
  if (type === 'STRING_LITERAL') return 'text'
  if (/^(INTEGER|FLOAT|DURATION|UUID|HEXNUMBER)$/.test(type)) return 'number'
  if (type === 'BOOLEAN') return 'keyword'
  const isWord = /^\w+$/.test(token.image)
  if (
    isWord &&
    next?.image === '(' &&
    next.startOffset === token.endOffset + 1 &&
    !/^(key|values|in|index)$/i.test(token.image)
  )
    return 'call'
  if (type.startsWith('K_')) return 'keyword'
  return SHELL_WORDS.test(token.image) && token.startColumn === 0 ? 'keyword' : undefined
}

function highlight(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  const text = view.state.doc.toString()
  if (text.length > HIGHLIGHT_MAX) return builder.finish()
  const { tokens, hidden } = tokenize(text)
  const spans: { from: number; to: number; mark: Decoration }[] = []
  tokens.forEach((token, index) => {
    const kind = tokenMark(token, tokens[index + 1])
    if (kind) spans.push({ from: token.startOffset, to: token.endOffset + 1, mark: marks[kind] })
  })
  for (const span of hidden) {
    if (span.kind === 'comment')
      spans.push({ from: span.start, to: Math.min(span.end, text.length), mark: marks.comment })
  }
  // The lexer stops at an open comment or text; we colour the rest of the line all the same.
  const lexedTo = Math.max(tokens.at(-1)?.endOffset ?? -1, (hidden.at(-1)?.end ?? 0) - 1) + 1
  if (lexedTo < text.length) {
    const rest = text.slice(lexedTo)
    spans.push({
      from: lexedTo,
      to: text.length,
      mark: /^\s*(--|\/\/|\/\*)/.test(rest) ? marks.comment : marks.text,
    })
  }
  spans.sort((a, b) => a.from - b.from)
  for (const span of spans) if (span.to > span.from) builder.add(span.from, span.to, span.mark)
  return builder.finish()
}

const colours = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = highlight(view)
    }
    update(update: ViewUpdate) {
      if (update.docChanged) this.decorations = highlight(update.view)
    }
  },
  { decorations: plugin => plugin.decorations },
)

const bandLine = Decoration.line({ class: 'cql-band' })

function band(view: EditorView): DecorationSet {
  const { state } = view
  const builder = new RangeSetBuilder<Decoration>()
  if (state.doc.length > HIGHLIGHT_MAX) return builder.finish()
  const statement = statementAt(statementsOf(state.doc.toString()), state.selection.main.head)
  if (!statement || !state.selection.main.empty) return builder.finish()
  const last = state.doc.lineAt(Math.min(state.doc.length, statement.to)).number
  for (let line = state.doc.lineAt(statement.from).number; line <= last; line++) {
    const { from } = state.doc.line(line)
    builder.add(from, from, bandLine)
  }
  return builder.finish()
}

const currentStatement = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet
    constructor(view: EditorView) {
      this.decorations = band(view)
    }
    update(update: ViewUpdate) {
      if (update.docChanged || update.selectionSet) this.decorations = band(update.view)
    }
  },
  { decorations: plugin => plugin.decorations },
)

export const showError = StateEffect.define<{ from: number; to: number } | undefined>()
const errorMark = Decoration.mark({ class: 'cql-error' })

const errors = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = shown.map(transaction.changes)
    // A change within the mark removes it, because the text is no longer the one that failed.
    transaction.changes.iterChangedRanges((_fromA, _toA, from, to) => {
      next = next.update({ filter: (start, end) => end < from || start > to })
    })
    for (const effect of transaction.effects) {
      if (!effect.is(showError)) continue
      const to = Math.min(transaction.newDoc.length, effect.value?.to ?? 0)
      const from = Math.min(effect.value?.from ?? 0, to)
      next =
        effect.value && to > from ? Decoration.set([errorMark.range(from, to)]) : Decoration.none
    }
    return next
  },
  provide: field => EditorView.decorations.from(field),
})

export const cqlMarks: Extension = [colours, currentStatement, errors]
