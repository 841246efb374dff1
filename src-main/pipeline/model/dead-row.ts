// The row that comes out of a `dead` port: every step and sink has one, and all look alike, so that
// one sink can take the dead letters of a whole lab.
import { STRING, type StructType } from '@shared/expr'

export const deadRow: StructType = {
  kind: 'struct',
  fields: [
    { name: 'node', type: STRING },
    { name: 'reason', type: STRING },
    { name: 'partition', type: { kind: 'int' } },
    { name: 'offset', type: { kind: 'long' } },
    { name: 'timestamp', type: { kind: 'timestamp' } },
    { name: 'key', type: STRING },
    { name: 'value', type: STRING },
  ],
}
