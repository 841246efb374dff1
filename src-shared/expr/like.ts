// LIKE, ILIKE and RLIKE. A pattern is compiled once and kept; in LIKE's, `\` escapes.
import { regexTest } from './regex'

type Test = (text: string) => boolean
const CACHE_MAX = 200

/** Compiles and keeps patterns; undefined when the pattern is not a regular expression. */
export function likePattern(op: 'like' | 'ilike' | 'rlike'): (pattern: string) => Test | undefined {
  const cache = new Map<string, Test | undefined>()
  return pattern => {
    if (cache.has(pattern)) return cache.get(pattern)
    const test = op === 'rlike' ? regexTest(pattern) : likeTest(pattern, op === 'ilike')
    if (cache.size >= CACHE_MAX) cache.clear()
    cache.set(pattern, test)
    return test
  }
}

function likeTest(pattern: string, ignoreCase: boolean): Test {
  if (!ignoreCase && !/[_\\]/.test(pattern)) {
    const inner = pattern.replace(/^%/, '').replace(/%$/, '')
    if (!inner.includes('%')) {
      const [open, close] = [pattern.startsWith('%'), pattern.endsWith('%') && pattern.length > 1]
      if (open && close) return text => text.includes(inner)
      if (open) return text => text.endsWith(inner)
      if (close) return text => text.startsWith(inner)
      return text => text === inner
    }
  }
  return wildcard(pattern, ignoreCase)
}

/**
 * Greedy matching with one backtrack point: linear, where a regular expression with many % could
 * take for ever.
 */
function wildcard(pattern: string, ignoreCase: boolean): Test {
  const parts: (string | typeof ANY | typeof ONE)[] = []
  const characters = [...(ignoreCase ? pattern.toLowerCase() : pattern)]
  for (let i = 0; i < characters.length; i++) {
    const ch = characters[i] ?? ''
    const next = characters[i + 1]
    if (ch === '\\' && next !== undefined) {
      parts.push(next)
      i++
    } else parts.push(ch === '%' ? ANY : ch === '_' ? ONE : ch)
  }
  return text => {
    const chars = [...(ignoreCase ? text.toLowerCase() : text)]
    let [p, t, star, mark] = [0, 0, -1, 0]
    while (t < chars.length) {
      const part = parts[p]
      if (part === ANY) {
        star = p++
        mark = t
      } else if (part !== undefined && (part === ONE || part === chars[t])) {
        p++
        t++
      } else if (star >= 0) {
        p = star + 1
        t = ++mark
      } else return false
    }
    while (parts[p] === ANY) p++
    return p === parts.length
  }
}

const ANY = Symbol('any run')
const ONE = Symbol('one character')
