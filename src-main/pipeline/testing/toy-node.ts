// A node type that no screen has ever heard of. Tests register it by a parameter and look for it in
// the catalogue, the checks, the help, and (through its catalogue entry) the screens.
import { z } from 'zod'
import { defineNode } from '../model/define-node'

export const toyNode = defineNode({
  type: 'shout',
  version: 1,
  kind: 'step',
  group: 'shape',
  icon: 'zap',
  title: { en: 'Shout', 'pt-BR': 'Gritar', es: 'Gritar' },
  doc: {
    en: 'Writes a field in capital letters.',
    'pt-BR': 'Escreve um campo em letras maiúsculas.',
    es: 'Escribe un campo en mayúsculas.',
  },
  inputs: 'one',
  outputs: ['out'],
  config: z.strictObject({
    field: z.string().describe('The field that is written in capitals'),
    times: z.number().int().min(1).default(1),
  }),
  initial: { field: 'name' },
  summary: [
    [{ setting: 'field', show: 'upper' }],
    [
      {
        setting: 'times',
        otherwise: 1,
        words: {
          en: { one: '{n} time', other: '{n} times' },
          'pt-BR': { one: '{n} vez', other: '{n} vezes' },
          es: { one: '{n} vez', other: '{n} veces' },
        },
      },
    ],
  ],
  tips: [
    {
      text: {
        en: 'Capitals are loud.',
        'pt-BR': 'Maiúsculas são altas.',
        es: 'Las mayúsculas son ruidosas.',
      },
    },
  ],
  firstSettings({ initial, row }) {
    const text = row?.fields.find(({ type }) => type.kind === 'string')
    return { initial: text === undefined ? initial : { field: text.name } }
  },
  bind(context, { field }) {
    context.field('field', field)
    return { outputs: { out: context.input } }
  },
})
