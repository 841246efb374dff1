// Sends each key to a port by chance, with given shares. A seeded hash of the key decides, so the
// same lab decides the same on every desk and after every crash.
import type { Row } from '@shared/expr'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { portName, REST, splitter } from '../ports'
import { chanceOf } from './chance'
import { routeInPySpark } from './pyspark'

const config = z.strictObject({
  /** What decides: an expression, usually the record's id. */
  by: z.string().min(1),
  /** Port → share between 0 and 1; what is left goes to `rest`. */
  shares: z
    .record(portName, z.number().min(0).max(1))
    .refine(s => Object.values(s).reduce((a, b) => a + b, 0) <= 1.0000001, 'lab-form-shares')
    .meta({ format: 'shares' }),
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
  config,
  initial: { by: 'id', shares: { yes: 0.5 } },
  live: ['shares', 'by', 'seed'],
  portsFrom: 'shares',
  targets: {
    pyspark: routeInPySpark,
    flink: { code: 'export-flink-route', severity: 'error' },
  },
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
