// Posts rows to a web service as JSON, each or some at a time.
import { defineNode } from '../../../model/define-node'
import { config } from './config'
import { httpInFlink } from './flink'
import { HttpSink } from './operator'
import { httpInPySpark } from './pyspark'

/** Headers that carry secrets: a lab file is shown and shared. */
const SECRET_HEADER = /authorization|cookie|token|secret|password|api-?key/i
/** Set by the node itself. */
const OWN_HEADER = /^(?:content-type|content-length|host|idempotency-key|transfer-encoding)$/i

export const httpNode = defineNode({
  type: 'http-out',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'send',
  title: { en: 'HTTP out', 'pt-BR': 'Saída HTTP', es: 'Salida HTTP' },
  doc: {
    en: 'Posts rows to a web service as JSON, at least once, each request with an Idempotency-Key.',
    'pt-BR':
      'Envia linhas a um serviço web como JSON, ao menos uma vez, cada requisição com uma Idempotency-Key.',
    es: 'Envía filas a un servicio web como JSON, al menos una vez, cada petición con una Idempotency-Key.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { connection: 'service', path: '', rowsPerRequest: 1 },
  summary: [
    [{ setting: 'method', otherwise: 'POST' }, { setting: 'path' }],
    [
      {
        figure: 'requests',
        words: {
          en: { one: '{n} request', other: '{n} requests' },
          'pt-BR': { one: '{n} requisição', other: '{n} requisições' },
          es: { one: '{n} petición', other: '{n} peticiones' },
        },
      },
    ],
  ],
  tips: [
    {
      text: {
        en: 'After a crash or a lost answer a request goes out again, with the same Idempotency-Key. A receiver that does not look at it may take it twice.',
        'pt-BR':
          'Após uma queda ou uma resposta perdida, a requisição sai de novo, com a mesma Idempotency-Key. Quem não olha para ela pode aceitá-la duas vezes.',
        es: 'Tras una caída o una respuesta perdida, la petición sale otra vez, con la misma Idempotency-Key. Quien no la mira puede aceptarla dos veces.',
      },
    },
  ],
  targets: { pyspark: httpInPySpark, flink: httpInFlink },
  bind(context, settings) {
    context.connection('connection', settings.connection, 'http')
    for (const name of settings.fields ?? []) context.field('fields', name)
    for (const name of Object.keys(settings.headers)) {
      if (SECRET_HEADER.test(name)) context.problem('headers', 'lab-http-secret', { name })
      if (OWN_HEADER.test(name)) context.problem('headers', 'lab-http-header', { name })
    }
    const { row } = context.input
    return { outputs: {}, again: 'twice', create: env => new HttpSink(env, settings, row) }
  },
})
