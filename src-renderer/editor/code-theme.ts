// CodeMirror in the colours of the tokens. One theme serves dark, light and contrast, because it
// names only variables.
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

const look = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--well)', color: 'var(--text)', fontSize: '12.5px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '20px', fontVariantLigatures: 'none' },
  '.cm-content': { caretColor: 'var(--water)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--water)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--well)', color: 'var(--text-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 8px 0 12px', minWidth: '32px' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 35%, transparent)' },
  '.cm-marked': {
    backgroundColor: 'var(--water-soft)',
    boxShadow: 'inset 2px 0 0 var(--gate)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground':
    {
      backgroundColor: 'color-mix(in srgb, var(--water) 26%, transparent)',
    },
  '.cm-matchingBracket': { backgroundColor: 'var(--press)', outline: '1px solid var(--line-3)' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-2)',
    borderRadius: 'var(--r-2)',
    boxShadow: 'var(--shadow-2)',
    color: 'var(--text)',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '12px' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '3px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--press)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--text-3)', fontStyle: 'normal', marginLeft: '12px' },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--water)' },
  '.cm-diagnostic': { padding: '4px 8px', fontFamily: 'var(--ui)' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--bad)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--warn)' },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--bad) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--warn) 1px',
    textUnderlineOffset: '3px',
  },
  '.cm-placeholder': { color: 'var(--text-3)' },
  '.cm-panels': {
    backgroundColor: 'var(--panel)',
    color: 'var(--text)',
    borderColor: 'var(--line-2)',
  },
})

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.bool, tags.null], color: 'var(--water)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--warn)' },
  { tag: tags.number, color: 'var(--sink)' },
  {
    tag: [
      tags.propertyName,
      tags.definition(tags.propertyName),
      tags.typeName,
      tags.standard(tags.name),
      tags.function(tags.variableName),
    ],
    color: 'var(--info)',
  },
  { tag: [tags.comment, tags.lineComment, tags.blockComment], color: 'var(--text-3)' },
  { tag: tags.invalid, color: 'var(--bad)' },
])

export const codeTheme = [look, syntaxHighlighting(colours)]
