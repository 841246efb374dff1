// A source for tests: record n is a function of n alone, cheap to recompute by an independent path.
import type { Source, SourceOptions, SourceRecord } from '../model/source'

export interface CountingOrder {
  readonly id: number
  readonly itens: readonly {
    readonly nome: string
    readonly quantidade: number
    readonly preco: number
  }[]
}

export function orderOf(n: number): CountingOrder {
  const itens = Array.from({ length: (n % 4) + 1 }, (_, i) => ({
    nome: `produto ${(n * 7 + i * 3) % 11}`,
    quantidade: ((n + i) % 3) + 1,
    preco: ((n * 1237 + i * 331) % 4500) / 100 + 5,
  }))
  return {
    id: n,
    itens: itens.map(item => ({ ...item, preco: Math.round(item.preco * 100) / 100 })),
  }
}

/** Totals in cents, by product, of the orders 0 … count − 1. */
export function expectedCents(count: number): Map<string, number> {
  const cents = new Map<string, number>()
  for (let n = 0; n < count; n++) {
    for (const { nome, quantidade, preco } of orderOf(n).itens)
      cents.set(nome, (cents.get(nome) ?? 0) + quantidade * Math.round(preco * 100))
  }
  return cents
}

export function countingSource(options: SourceOptions, keyed = false): Source {
  const startedAt = performance.now()
  let rate = options.rate ?? 'max'
  return {
    records(from, count): SourceRecord[] {
      return Array.from({ length: count }, (_, i) => ({
        key: keyed ? `k${(from + i) % 17}` : null,
        value: JSON.stringify(orderOf(from + i)),
      }))
    },
    finished: made => made >= (options.events ?? Infinity),
    save: () => null,
    due: () =>
      Math.min(
        options.events ?? Infinity,
        rate === 'max'
          ? Infinity
          : options.from + Math.floor(((performance.now() - startedAt) / 1000) * rate),
      ),
    nextInMs: () => 5,
    setRate: next => (rate = typeof next === 'number' ? next : 'max'),
    get rate() {
      return rate
    },
    pause: () => {},
    resume: () => {},
    close: async () => {},
  }
}
