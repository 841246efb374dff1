// A topic's record as a row: what steps see that read a topic without parsing it. The checks and
// the canvas both ask whether a row is still that, because a person who looks for a field in it has
// left out a Parse.
import { STRING, type StructType } from '../expr'

export const recordRow: StructType = {
  kind: 'struct',
  fields: [
    { name: 'key', type: STRING },
    { name: 'value', type: STRING },
    { name: 'partition', type: { kind: 'int' } },
    { name: 'offset', type: { kind: 'long' } },
    { name: 'timestamp', type: { kind: 'timestamp' } },
  ],
}

export const isRecordRow = ({ fields }: StructType): boolean =>
  fields.length === recordRow.fields.length &&
  fields.every(({ name }, at) => name === recordRow.fields[at]?.name)

/** Problems that only say that such a row has no such field. */
export const MISSING_FIELD: ReadonlySet<string> = new Set([
  'expr-no-columns',
  'expr-unknown-column',
  'expr-unknown-column-near',
  'lab-no-field',
])
