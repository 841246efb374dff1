// Lines of a text that something else points at, such as the function of the selected node: they have
// a ground of their own, and are scrolled into view when they change.
import { StateEffect, StateField, type EditorState } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'

/** From 1, both included. */
export interface Lines {
  readonly from: number
  readonly to: number
}

const mark = StateEffect.define<Lines | undefined>()
const line = Decoration.line({ class: 'cm-marked' })

export const markedLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { effects, changes, state }) {
    const asked = effects.findLast(effect => effect.is(mark))
    return asked?.is(mark) ? decorationsOf(state, asked.value) : marks.map(changes)
  },
  provide: field => EditorView.decorations.from(field),
})

function decorationsOf({ doc }: EditorState, lines: Lines | undefined): DecorationSet {
  if (lines === undefined || lines.to > doc.lines) return Decoration.none
  const numbers = Array.from({ length: lines.to - lines.from + 1 }, (_, n) => lines.from + n)
  return Decoration.set(numbers.map(number => line.range(doc.line(number).from)))
}

/** The caret and the focus stay where they are; so does a text whose lines are in view. */
export function markLines(view: EditorView, lines: Lines | undefined): void {
  const { doc } = view.state
  const first = lines !== undefined && lines.to <= doc.lines ? doc.line(lines.from).from : undefined
  view.dispatch({
    effects: [
      mark.of(lines),
      ...(first === undefined || isInView(view, first)
        ? []
        : [EditorView.scrollIntoView(first, { y: 'center' })]),
    ],
  })
}

function isInView(view: EditorView, at: number): boolean {
  const { top, bottom } = view.lineBlockAt(at)
  const { scrollTop, clientHeight } = view.scrollDOM
  return top >= scrollTop && bottom <= scrollTop + clientHeight
}
