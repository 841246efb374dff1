// A live view: rows for a table or chart on the screen. A table under change is shown as it stands;
// of a list of events, the last rows. It holds nothing that must survive: after a restart it is
// given the whole table again.
import { z } from 'zod'
import { VIEW_CHARTS } from '@shared/lab'
import { defineNode } from '../../../model/define-node'
import { viewOperator, viewBack } from './operator'
import { liveInFlink } from './flink'
import { liveInPySpark } from './pyspark'

const config = z.strictObject({
  chart: z.enum(VIEW_CHARTS).default('table'),
  x: z.string().optional(),
  y: z.union([z.string(), z.array(z.string())]).optional(),
  /** One series for each of its values, or the rows of a heat map. */
  by: z.string().optional(),
  columns: z.array(z.string()).optional(),
  rows: z.number().int().min(1).max(100_000).default(10_000),
})

export const liveNode = defineNode({
  type: 'live',
  version: 1,
  kind: 'sink',
  group: 'sinks',
  icon: 'activity',
  title: { en: 'Live view', 'pt-BR': 'Visão ao vivo', es: 'Vista en vivo' },
  doc: {
    en: 'Shows rows on the screen as they change: a table or a chart.',
    'pt-BR': 'Mostra as linhas na tela conforme mudam: tabela ou gráfico.',
    es: 'Muestra las filas en pantalla según cambian: tabla o gráfico.',
  },
  inputs: 'one',
  outputs: [],
  config,
  initial: { chart: 'table' },
  live: ['chart', 'x', 'y', 'by', 'columns', 'rows'],
  forgets: true,
  isView: true,
  summary: [
    [
      {
        setting: 'chart',
        names: {
          table: { en: 'Table', 'pt-BR': 'Tabela', es: 'Tabla' },
          bar: { en: 'Bars', 'pt-BR': 'Barras', es: 'Barras' },
          line: { en: 'Line', 'pt-BR': 'Linha', es: 'Línea' },
          area: { en: 'Area', 'pt-BR': 'Área', es: 'Área' },
          pie: { en: 'Donut', 'pt-BR': 'Rosca', es: 'Dona' },
          heat: { en: 'Heat map', 'pt-BR': 'Mapa de calor', es: 'Mapa de calor' },
          map: { en: 'World map', 'pt-BR': 'Mapa-múndi', es: 'Mapamundi' },
          figure: { en: 'Figure', 'pt-BR': 'Número', es: 'Cifra' },
          gauge: { en: 'Gauge', 'pt-BR': 'Medidor', es: 'Medidor' },
        },
      },
    ],
  ],
  targets: { pyspark: liveInPySpark, flink: liveInFlink },
  bind(context, { chart, x, y, by, columns, rows }) {
    const { input } = context
    const ys = y === undefined ? undefined : Array.isArray(y) ? y : [y]
    if (x !== undefined) context.field('x', x)
    if (by !== undefined) context.field('by', by)
    for (const name of [...(ys ?? []), ...(columns ?? [])])
      context.field(ys?.includes(name) ? 'y' : 'columns', name)
    const shown = columns ?? input.row.fields.map(f => f.name)
    const info = {
      chart,
      ...(x === undefined ? {} : { x }),
      ...(ys ? { y: ys } : {}),
      ...(by === undefined ? {} : { by }),
    }
    return {
      outputs: {},
      create: env => {
        const view = viewOperator(input, shown, rows, info)
        // The last few of a list of events are no table.
        return input.keys
          ? { ...view, readBack: async () => viewBack(env.node, view, shown) }
          : view
      },
    }
  },
})
