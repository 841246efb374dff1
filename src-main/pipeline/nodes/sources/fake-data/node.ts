// Made-up records of a schema of the lab, at a rate, up to a limit, from a seed: the same seed
// makes the same records.
import { defineNode } from '../../../model/define-node'
import { recordRow } from '@shared/lab'
import { config } from './config'
import { contentOf } from './record-content'
import { fakeDataInProducer } from './producer'
import { openGenerator } from './source'

/** Of a lab that has no record schema yet. */
const FIRST_RECORD = {
  fields: {
    id: 'sequence',
    product: { choice: ['Keyboard', 'Mouse', 'Chair', 'Lamp'] },
    quantity: { int: [1, 5] },
    price: { number: [10, 50], decimals: 2 },
  },
}

export const fakeDataNode = defineNode({
  type: 'fake-data',
  version: 1,
  kind: 'source',
  group: 'sources',
  icon: 'wand-sparkles',
  title: { en: 'Fake data', 'pt-BR': 'Dados fictícios', es: 'Datos ficticios' },
  doc: {
    en: 'Makes records of a schema: seeded, at a rate that can be changed while it runs.',
    'pt-BR':
      'Gera registros de um esquema: com semente e a uma taxa que pode mudar durante a execução.',
    es: 'Genera registros de un esquema: con semilla y a un ritmo que puede cambiar en marcha.',
  },
  inputs: 'none',
  outputs: ['out'],
  config,
  initial: { record: 'event', rate: '1/s' },
  live: ['rate'],
  // The times of its events begin there.
  remembers: ['backfill'],
  givesRecords: true,
  datesByClock: true,
  rate: 'rate',
  record: 'record',
  summary: [
    [{ rate: 'rate', otherwise: '1/s' }],
    [
      {
        // The last record that the broker has confirmed, once there is one.
        first: [
          [{ figure: 'lastDelivery', words: { en: '✓ {n}', 'pt-BR': '✓ {n}', es: '✓ {n}' } }],
          [
            { lab: 'locale' },
            { lab: 'seed', words: { en: 'seed {n}', 'pt-BR': 'semente {n}', es: 'semilla {n}' } },
          ],
        ],
      },
    ],
  ],
  tips: [
    {
      text: {
        en: 'The same seed and the same schedule make the same events, byte for byte.',
        'pt-BR': 'Mesma semente e mesmo ritmo geram os mesmos eventos, byte a byte.',
        es: 'La misma semilla y el mismo ritmo generan los mismos eventos, byte a byte.',
      },
    },
  ],
  firstSettings({ lab, initial }) {
    const [known] = Object.keys(lab.records ?? {})
    const name = String(initial['record'])
    if (lab.records?.[name] !== undefined) return { initial }
    return known === undefined
      ? { initial, record: { name, schema: FIRST_RECORD } }
      : { initial: { ...initial, record: known } }
  },
  targets: {
    pyspark: { code: 'export-producer', severity: 'hint' },
    flink: { code: 'export-producer', severity: 'hint' },
    producer: fakeDataInProducer,
  },
  bind(context, settings) {
    const known = Object.keys(context.lab.records ?? {})
    if (!known.includes(settings.record))
      context.problem('record', 'lab-no-record', { name: settings.record, known: known.join(', ') })
    return {
      outputs: {
        out: {
          row: recordRow,
          raw: true,
          content: contentOf(context.lab.records?.[settings.record]),
        },
      },
      source: (env, options) => openGenerator(env, settings, options),
    }
  },
})
