// Made-up records of a schema of the lab, at a rate, up to a limit, from a seed: the same seed
// makes the same records.
import { defineNode } from '../../../model/define-node'
import { openGenerator } from './source'
import { recordRow } from '@shared/lab'
import { config } from './config'

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
  bind(context, settings) {
    const known = Object.keys(context.lab.records ?? {})
    if (!known.includes(settings.record))
      context.problem('record', 'lab-no-record', { name: settings.record, known: known.join(', ') })
    return {
      outputs: { out: { row: recordRow, raw: true } },
      source: (env, options) => openGenerator(env, settings, options),
    }
  },
})
