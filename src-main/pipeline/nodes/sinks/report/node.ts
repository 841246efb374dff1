// A text report for each value of some fields (a day): head figures and lists out of several
// tables, the file written whole and renamed into place whenever a row of it changes. Fed by tables
// in append mode, a report is written once, when its window is over.
import { defineNode } from '../../../model/define-node'
import { compileTemplate } from '../../text/template'
import { type Part, partOf, Report } from './operator'
import { config } from './config'
import { reportInPySpark } from './pyspark'

export const reportNode = defineNode({
  type: 'report',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'file-text',
  title: { en: 'Text report', 'pt-BR': 'Relatório de texto', es: 'Informe de texto' },
  doc: {
    en: 'Writes a text report for each day (or other key): head figures and lists of several tables.',
    'pt-BR':
      'Grava um relatório de texto por dia (ou outra chave): números principais e listas de várias tabelas.',
    es: 'Escribe un informe de texto por día (u otra clave): cifras principales y listas de varias tablas.',
  },
  inputs: 'many',
  outputs: [],
  config,
  initial: { path: 'reports/{day}.txt', per: ['day'], text: '{day}' },
  remembers: ['from', 'per', 'lists'],
  writesFiles: 'whole',
  targets: {
    pyspark: reportInPySpark,
    flink: { code: 'export-flink-report', severity: 'error' },
  },
  bind(context, settings) {
    const parts: Part[] = []
    for (const [index, input] of context.inputs.entries()) {
      const list = Object.entries(settings.lists).find(([, { from }]) => from === input.edge.from)
      const text = list ? list[1].line : `${settings.path}\n${settings.text}`
      if (list) context.field(`lists.${list[0]}.order`, list[1].order, input.stream.row)
      for (const name of settings.per) context.field('per', name, input.stream.row)
      for (const name of compileTemplate(text, input.stream.row, context.zone).unknown)
        context.field(list ? `lists.${list[0]}.line` : 'text', name, input.stream.row)
      parts.push(partOf(index, input, settings, list, context.zone))
    }
    for (const [name, { from }] of Object.entries(settings.lists))
      if (!context.inputs.some(i => i.edge.from === from))
        context.problem(`lists.${name}.from`, 'lab-no-input-from', { name: from })
    if (!parts.some(part => part.list === undefined)) context.problem('', 'lab-report-without-head')
    return { outputs: {}, create: env => new Report(env, settings, parts) }
  },
})
