// The names of the functions that make a lab's records and the objects in them, each of its own:
// `order` with an object `items` and a record `order-items` would else share one. All records of the
// lab are named at once, so that two sources with one record have the same name for it.
import type { FieldSpec, LabFile, RecordSchema } from '@shared/lab'
import { pyName, PyNames } from '../../../../model/targets/python'

type Fields = Readonly<Record<string, FieldSpec>>

export class FunctionNames {
  private readonly names = new Map<Fields | RecordSchema, string>()
  private readonly distinct = new PyNames()

  constructor(records: LabFile['records'] = {}) {
    const all = Object.entries(records)
    for (const [name, { fields }] of all) this.give(fields, `make_${pyName(name)}`)
    for (const [, { fields }] of all) this.within(fields)
    for (const [, schema] of all) this.give(schema, `${this.of(schema.fields)}_whole`)
  }

  /** Of fields as the lab has them; of a schema, the function that leaves its hidden fields in. */
  of(made: Fields | RecordSchema): string {
    return this.names.get(made) ?? 'make_record'
  }

  private within(fields: Fields): void {
    for (const [name, spec] of Object.entries(fields)) {
      let inner = spec
      while (typeof inner === 'object' && inner !== null && 'list' in inner) inner = inner.list
      if (typeof inner !== 'object' || inner === null || !('object' in inner)) continue
      this.give(inner.object, `${this.of(fields)}_${pyName(name)}`)
      this.within(inner.object)
    }
  }

  private give(made: Fields | RecordSchema, wanted: string): void {
    this.names.set(made, this.distinct.give(wanted))
  }
}
