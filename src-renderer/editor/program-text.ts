// Colours for the programs that an export writes: comments, texts, keywords and the names of
// functions. One small reader of tokens serves Python, shells and SQL, since a person reads these
// texts and does not write them here.
import { StreamLanguage, type StreamParser } from '@codemirror/language'

const KEYWORDS =
  'and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield ' +
  'echo esac exec export fi set then ' +
  'create into insert key keyspace primary select table union values where'
const WORDS = new Set(KEYWORDS.split(' '))
const ATOMS = new Set(['False', 'None', 'True', 'false', 'null', 'true'])

interface State {
  /** The quotes of a text that goes on over lines. */
  quote?: string
  wasDef?: boolean
}

const program: StreamParser<State> = {
  startState: () => ({}),
  token(stream, state) {
    if (state.quote !== undefined) return textToken(stream, state)
    if (stream.eatSpace()) return null
    const long = stream.match(/^[a-z]{0,2}("""|''')/i)
    if (long && long !== true) {
      state.quote = long[1]
      return textToken(stream, state)
    }
    if (stream.match(/^(#|--|\/\/).*/)) return 'comment'
    if (stream.match(/^[a-z]{0,2}("([^"\\]|\\.)*"|'([^'\\]|\\.)*')/i)) return 'string'
    if (stream.match(/^\d[\d_]*(\.\d+)?/)) return 'number'
    const word = stream.match(/^[A-Za-z_]\w*/)
    if (!word || word === true) {
      stream.next()
      return null
    }
    const wasDef = state.wasDef === true
    state.wasDef = word[0] === 'def' || word[0] === 'class'
    if (wasDef) return 'typeName'
    if (ATOMS.has(word[0])) return 'atom'
    return WORDS.has(word[0].toLowerCase()) ? 'keyword' : null
  },
}

function textToken(stream: Parameters<typeof program.token>[0], state: State): string {
  const end = state.quote ?? ''
  while (!stream.eol()) {
    if (stream.match(end)) {
      state.quote = undefined
      return 'string'
    }
    stream.next()
  }
  return 'string'
}

export const programText = StreamLanguage.define(program)
