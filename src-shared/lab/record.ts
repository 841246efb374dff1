// A record schema: what one generated event looks like, in the lab file's `records:`. Field order
// is the order of the keys in the JSON. (src-main/generator compiles it; record-fields.ts lists
// what a field may be.)
//
//   venda:
//     locale: pt_BR
//     ascii: true
//     key: id_ordem
//     fields:
//       id_ordem: uuid
//       documento_cliente: cpf
//       produtos:
//         list: { object: { nome: { pick: produtos }, quantidade: { int: [1, 3] }, preco: { number: [5, 50], decimals: 2 } } }
//         length: [1, 5]
//       total: = round(array_sum(transform(produtos, p -> p.quantidade * p.preco)), 2)
//       quando: { time: '%d/%m/%Y %H:%M:%S' }
import { z } from 'zod'
import { faultsSchema } from './faults'
import { fieldSchema } from './record-fields'
import { statesSchema } from './states'

export { lifeStates, type States } from './states'
export { FAULT_NAMES, faultSettings, type FaultName, type Faults } from './faults'

export const recordSchema = z.strictObject({
  locale: z.string().optional().describe('Of names, cities, words: pt_BR, es, en …'),
  fields: z.record(z.string(), fieldSchema),
  /** An expression over the fields: a field's name mostly. */
  key: z.string().optional(),
  /** Texts; an expression after `=`. */
  headers: z.record(z.string(), z.string()).optional(),
  /**
   * As Python's json.dumps writes it: non-ASCII as \u escapes, a blank after : and , and floats
   * with their .0
   */
  ascii: z.boolean().optional(),
  faults: faultsSchema.optional(),
  /** Each of its records is a step of an entity's life. */
  states: statesSchema.optional(),
})
export type RecordSchema = z.infer<typeof recordSchema>

export * from './record-fields'
