// Sends each row to the first port whose condition it fulfils, the others to `rest`. And the random
// splitter: each key falls to a port by a share, decided by a seeded hash of the key, so that the
// same lab decides the same on every desk and after every crash.
import type { CompiledExpression, Row } from '@shared/expr'
import { z } from 'zod'
import type { Emit, StreamType } from '../../../model/batch'
import type { Operator } from '../../../model/operator'
import { BindContext, defineNode } from '../../../model/define-node'
import { keysOf } from '../../../model/rows'

const REST = 'rest'
const PORTS_MAX = 16
/** `dead` is where the engine puts what a node could not take: rows of another shape. */
const portName = z.string().regex(/^(?!dead$)[a-z][a-zA-Z0-9_-]{0,30}$/, 'lab-form-port')

const splitConfig = z.strictObject({
  /** Port → condition, tried in this order. */
  ports: z
    .record(portName, z.string())
    .refine(ports => Object.keys(ports).length <= PORTS_MAX, 'lab-form-ports'),
})

export const splitNode = defineNode({
  type: 'split',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'git-fork',
  title: { en: 'Split', 'pt-BR': 'Dividir', es: 'Dividir' },
  doc: {
    en: 'Sends each row to the first port whose condition is true; the others to `rest`.',
    'pt-BR': 'Envia cada linha à primeira porta cuja condição for verdadeira; as outras, a `rest`.',
    es: 'Envía cada fila al primer puerto cuya condición sea verdadera; las demás, a `rest`.',
  },
  inputs: 'one',
  outputs: [REST],
  config: splitConfig,
  initial: { ports: { big: 'amount > 100' } },
  live: ['ports'],
  bind(context, { ports }) {
    const tests: { port: string; test: CompiledExpression }[] = []
    for (const [port, text] of Object.entries(ports)) {
      const test = context.expression(`ports.${port}`, text)
      if (test && test.type.kind !== 'boolean' && test.type.kind !== 'null')
        context.problem(`ports.${port}`, 'lab-not-a-condition', { text, found: test.type.kind })
      if (test) tests.push({ port, test })
    }
    const portOf = (row: Row) => tests.find(({ test }) => test.evaluate(row) === true)?.port ?? REST
    return splitter(context, Object.keys(ports), portOf)
  },
})

const routeConfig = z.strictObject({
  /** What decides: an expression, usually the record's id. */
  by: z.string().min(1),
  /** Port → share between 0 and 1; what is left goes to `rest`. */
  shares: z
    .record(portName, z.number().min(0).max(1))
    .refine(s => Object.values(s).reduce((a, b) => a + b, 0) <= 1.0000001, 'lab-form-shares'),
  seed: z.number().int().min(0).optional(),
})

export const routeNode = defineNode({
  type: 'route',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'dices',
  title: { en: 'Random route', 'pt-BR': 'Rota aleatória', es: 'Ruta aleatoria' },
  doc: {
    en: 'Sends each key to a port by chance, with given shares and a seed: the same key always goes the same way.',
    'pt-BR':
      'Envia cada chave a uma porta ao acaso, com proporções e semente: a mesma chave segue sempre o mesmo caminho.',
    es: 'Envía cada clave a un puerto al azar, con proporciones y semilla: la misma clave sigue siempre el mismo camino.',
  },
  inputs: 'one',
  outputs: [REST],
  config: routeConfig,
  initial: { by: 'id', shares: { yes: 0.5 } },
  live: ['shares', 'by', 'seed'],
  bind(context, { by, shares, seed = context.lab.seed ?? 0 }) {
    const key = context.expression('by', by)
    const ports = Object.entries(shares)
    const portOf = (row: Row) => {
      let chance = chanceOf(`${seed}:${String(key?.evaluate(row) ?? null)}`)
      for (const [port, share] of ports) {
        if (chance < share) return port
        chance -= share
      }
      return REST
    }
    return splitter(
      context,
      ports.map(([port]) => port),
      portOf,
    )
  },
})

/** FNV-1a over UTF-16 units, then a finaliser (murmur3's), as a number in [0, 1). */
export function chanceOf(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ (text.charCodeAt(i) & 0xff), 0x01000193)
    h = Math.imul(h ^ (text.charCodeAt(i) >>> 8), 0x01000193)
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return ((h ^ (h >>> 16)) >>> 0) / 4294967296
}

function splitter(context: BindContext, ports: readonly string[], portOf: (row: Row) => string) {
  const { input } = context
  const all = [...ports.filter(port => port !== REST), REST]
  const outputs: Record<string, StreamType> = Object.fromEntries(all.map(port => [port, input]))
  return {
    outputs,
    ...(context.failed ? {} : { create: () => splitOperator(all, portOf, input.keys) }),
  }
}

function splitOperator(
  ports: readonly string[],
  portOf: (row: Row) => string,
  keys: readonly string[] | undefined,
): Operator {
  const keyOf = keys ? keysOf(keys) : undefined
  return {
    batch(_input, { rows, removed = [] }, emit: Emit) {
      const byPort = new Map<string, Row[]>()
      for (const row of rows) {
        const port = portOf(row)
        const list = byPort.get(port)
        if (list) list.push(row)
        else byPort.set(port, [row])
      }
      if (!keyOf) {
        for (const [port, list] of byPort) emit(port, { rows: list })
        return
      }
      // A row of a table under change may have moved from another port: it is taken back there.
      for (const port of ports) {
        const others = rows.filter(row => portOf(row) !== port).map(keyOf)
        emit(port, { rows: byPort.get(port) ?? [], removed: [...removed, ...others] })
      }
    },
  }
}
