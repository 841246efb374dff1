// The type of a bare literal when its surroundings do not give it one
// (Constants.Type.getPreferedTypeFor).
import type { Expr } from '@shared/cql'
import { type CqlType, native } from '../types'
import { compareDecimals, parseDecimal } from '../types/java-numbers'

export function preferredType(expr: Extract<Expr, { kind: 'constant' }>): CqlType {
  switch (expr.type) {
    case 'STRING':
      return native(/^[\u0000-\u007f]*$/.test(expr.text) ? 'ascii' : 'text')
    case 'INTEGER': {
      const n = BigInt(expr.text)
      if (BigInt.asIntN(32, n) === n) return native('int')
      return native(BigInt.asIntN(64, n) === n ? 'bigint' : 'varint')
    }
    case 'FLOAT': {
      if (/NaN|Infinity/.test(expr.text)) return native('double')
      const exact = parseDecimal(expr.text)
      const rounded = parseDecimal(String(Number(expr.text)))
      return native(
        exact && rounded && compareDecimals(exact, rounded) === 0 ? 'double' : 'decimal',
      )
    }
    case 'BOOLEAN':
      return native('boolean')
    case 'DURATION':
      return native('duration')
    case 'UUID':
      return native(expr.text[14] === '1' ? 'timeuuid' : 'uuid')
    case 'HEX':
      // Cassandra's ByteType, which is tinyint: bytes prefer no other type.
      return native('tinyint')
  }
}
