// speculative_retry and additional_write_policy: always, never, a percentile, a time, or the lesser
// or greater of both. Kept in the form in which Cassandra prints it.
import { configError } from '../errors'
import { javaDoubleFrom } from './properties'

const refused = (text: string, more = '') =>
  configError(`Invalid value ${text} for option 'speculative_retry'${more}`)

export function retryPolicy(text: string): string {
  return policyOf(text).shown
}

interface Policy {
  readonly kind: 'ALWAYS' | 'NEVER' | 'PERCENTILE' | 'FIXED' | 'HYBRID'
  readonly shown: string
}

function policyOf(text: string): Policy {
  if (/^always$/i.test(text)) return { kind: 'ALWAYS', shown: 'ALWAYS' }
  if (/^(never|none)$/i.test(text)) return { kind: 'NEVER', shown: 'NEVER' }
  const percentile = /^([0-9.]+)p(ercentile)?$/i.exec(text)
  if (percentile) return percentileOf(text, percentile[1] ?? '')
  const fixed = /^([0-9.]+)ms$/i.exec(text)
  if (fixed) {
    const ms = javaDoubleFrom(fixed[1] ?? '')
    if (ms === undefined) throw refused(text)
    return { kind: 'FIXED', shown: `${Math.min(Math.trunc(ms), 2 ** 31 - 1)}ms` }
  }
  const both = /^(MIN|MAX)\(([0-9.]+[a-z]+)\s*,\s*([0-9.]+[a-z]+)\)$/i.exec(text)
  if (both) return hybridOf(text, both)
  throw refused(text)
}

function percentileOf(text: string, digits: string): Policy {
  const n = javaDoubleFrom(digits)
  if (n === undefined) throw refused(text)
  if (n <= 0 || n >= 100)
    throw configError(
      `Invalid value ${text} for PERCENTILE option 'speculative_retry': must be between (0.0 and 100.0)`,
    )
  return { kind: 'PERCENTILE', shown: `${Number(n.toFixed(4))}p` }
}

function hybridOf(text: string, [, fun = '', first = '', second = '']: RegExpExecArray): Policy {
  let parts: Policy[]
  try {
    parts = [policyOf(first), policyOf(second)]
  } catch {
    throw refused(text)
  }
  const [a, b] = parts
  if (a?.kind === b?.kind)
    throw refused(
      text,
      `: MIN()/MAX() arguments should be of different types, but both are of type ${a?.kind}`,
    )
  const [percentile, fixed] = a?.kind === 'PERCENTILE' ? [a, b] : [b, a]
  return { kind: 'HYBRID', shown: `${fun.toUpperCase()}(${percentile?.shown},${fixed?.shown})` }
}
