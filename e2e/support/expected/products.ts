// R0 and R1: totals per product, recomputed from the topic's records in one pass.
import { addTo, cents, field, list, parseRaw, whole } from './cents'

/** sum(quantidade × preco_unitario) by nome. */
export function r0Totals(values: readonly string[]): Map<string, bigint> {
  const totals = new Map<string, bigint>()
  for (const value of values)
    for (const item of list(field(parseRaw(value), 'produtos_comprados')))
      addTo(
        totals,
        String(field(item, 'nome')),
        whole(field(item, 'quantidade')) * cents(field(item, 'preco_unitario')),
      )
  return totals
}

/** sum(quantity × price) by name; the document's own sample calls the quantity `cantidad`. */
export function r1Totals(values: readonly string[]): Map<string, bigint> {
  const totals = new Map<string, bigint>()
  for (const value of values)
    for (const item of list(field(parseRaw(value), 'products')))
      addTo(
        totals,
        String(field(item, 'name')),
        whole(field(item, 'quantity') ?? field(item, 'cantidad')) * cents(field(item, 'price')),
      )
  return totals
}
