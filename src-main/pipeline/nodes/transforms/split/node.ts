// Sends each row to the first port whose condition it fulfils, the others to `rest`.
import type { CompiledExpression, Row } from '@shared/expr'
import { z } from 'zod'
import { defineNode } from '../../../model/define-node'
import { portName, REST, splitter } from '../ports'
import { splitInFlink } from './flink'
import { splitInPySpark } from './pyspark'

const PORTS_MAX = 16

const config = z.strictObject({
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
  config,
  initial: { ports: { big: 'amount > 100' } },
  live: ['ports'],
  portsFrom: 'ports',
  targets: { pyspark: splitInPySpark, flink: splitInFlink },
  bind(context, { ports }) {
    const tests: { port: string; test: CompiledExpression }[] = []
    for (const [port, text] of Object.entries(ports)) {
      const test = context.condition(`ports.${port}`, text)
      if (test) tests.push({ port, test })
    }
    const portOf = (row: Row) => tests.find(({ test }) => test.evaluate(row) === true)?.port ?? REST
    return splitter(context, Object.keys(ports), portOf)
  },
})
