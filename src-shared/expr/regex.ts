// Regular expressions in linear time (RE2's way, in Java's syntax): a pattern is data that a person or
// a lab file brings, and one that backtracks without end would stop the host and every run. Therefore
// look-around and back references, which Java knows, are refused, and so are classes inside classes.
import { RE2JS } from 're2js'

const CACHE_MAX = 200
const cache = new Map<string, RE2JS | undefined>()

/** Undefined when the pattern is not one that we can read. */
export function regex(pattern: string): RE2JS | undefined {
  if (cache.has(pattern)) return cache.get(pattern)
  const compiled = compile(pattern)
  if (cache.size >= CACHE_MAX) cache.clear()
  cache.set(pattern, compiled)
  return compiled
}

/** Java's classes inside classes and their `&&`: RE2 reads them as something else. */
const CLASS_IN_CLASS = /\[(?:[^\]\\]|\\.)*(?:&&|\[(?!:))/

function compile(pattern: string): RE2JS | undefined {
  if (CLASS_IN_CLASS.test(pattern)) return undefined
  try {
    return RE2JS.compile(inRe2(pattern))
  } catch {
    return undefined
  }
}

/** Escapes of Java that RE2 writes otherwise. Inside a class `\\h` stays what RE2 makes of it. */
const JAVA: Readonly<Record<string, string>> = {
  '\\e': '\\x1b',
  '\\h': '[ \\t\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{202F}\\x{205F}\\x{3000}]',
  '\\R': '(?:\\r\\n|[\\n\\x0B\\f\\r\\x{85}\\x{2028}\\x{2029}])',
  '\\p{Alpha}': '[A-Za-z]',
  '\\p{Digit}': '[0-9]',
  '\\p{Alnum}': '[A-Za-z0-9]',
  '\\p{Upper}': '[A-Z]',
  '\\p{Lower}': '[a-z]',
  '\\p{Punct}': '[!-/:-@\\[-`{-~]',
  '\\p{IsAlphabetic}': '\\p{L}',
}

function inRe2(pattern: string): string {
  return pattern
    .replace(/\\(?:p\{\w+\}|[^])/g, escape => JAVA[escape] ?? escape)
    .replace(/\\u([0-9a-fA-F]{4})/g, '\\x{$1}')
}

/**
 * Whether the pattern matches somewhere. Without repetitions the engine's own expressions are linear
 * too, and faster.
 */
export function regexTest(pattern: string): ((text: string) => boolean) | undefined {
  const compiled = regex(pattern)
  if (!compiled) return undefined
  const own = /[*+?{\\]/.test(pattern) ? undefined : ownRegex(pattern)
  return own ? text => own.test(text) : text => compiled.matcher(text).find()
}

function ownRegex(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u')
  } catch {
    return undefined
  }
}

/** The parts between matches, as Spark's split. */
export function splitBy(text: string, pattern: string, limit: number): string[] | undefined {
  if (pattern !== '') return regex(pattern)?.split(text, limit > 0 ? limit : -1)
  if (text === '') return ['']
  const all = [...text]
  return limit > 0 ? all.slice(0, limit) : all
}
