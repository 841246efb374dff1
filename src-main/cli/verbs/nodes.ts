// `sluice nodes [TYPE]`: the catalogue of nodes as the pipeline declares it; the same descriptors
// draw the palette and the forms.
import { z } from 'zod'
import type { NodeInfo } from '@shared/contract'
import { LabError } from '@shared/errors'
import { textIn } from '@shared/lab/local-text'
import { cli } from '@shared/text/ui/cli'
import { text } from '../options'
import { formatTable } from '../print/table'
import { defineVerb, type VerbContext } from '../verb'

export const nodes = defineVerb({
  name: 'nodes',
  options: z.strictObject({ type: text('TYPE').optional() }),
  places: ['type'],
  examples: ['nodes', 'nodes aggregate'],
  async run({ type }, context) {
    const { open, print, say, language } = context
    const { client } = await open({ needs: [] })
    const catalog = await client.labs.catalog({})
    if (type !== undefined) {
      const node = catalog.find(n => n.type === type)
      if (!node) throw new LabError('cli-node-unknown', { kind: 'usage', params: { type } })
      return print.one(node, () => nodePage(node, context))
    }
    await print.list(
      catalog,
      [
        { title: say(cli.colType), cell: node => node.type },
        { title: say(cli.colGroup), cell: node => node.group },
        {
          title: say(cli.colMeaning),
          cell: node => textIn(node.doc, language).split('\n')[0] ?? '',
        },
      ],
      '',
    )
  },
})

interface FieldSchema {
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly FieldSchema[]
  readonly items?: FieldSchema
  readonly default?: unknown
  readonly description?: string
}

function nodePage(node: NodeInfo, { say, language }: VerbContext): string {
  // Parse boundary: a JSON Schema made by zod.
  const schema = node.config as { properties?: Record<string, FieldSchema>; required?: string[] }
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => [
    schema.required?.includes(name) && field.default === undefined
      ? say(cli.needed, { name })
      : name,
    typeOf(field),
    field.default === undefined ? '' : JSON.stringify(field.default),
    field.description ?? '',
  ])
  const columns = [cli.colField, cli.colType, cli.colDefault, cli.colMeaning].map(title => ({
    title: say(title),
  }))
  const ports = say(cli.inputs, { inputs: node.inputs, outputs: node.outputs.join(', ') || '-' })
  return `${node.type}  ${textIn(node.title, language)}\n\n${textIn(node.doc, language)}\n${ports}\n\n${formatTable(columns, rows)}`
}

function typeOf(field: FieldSchema): string {
  if (field.enum) return field.enum.map(String).join('|')
  if (field.const !== undefined) return String(field.const)
  if (field.anyOf) return [...new Set(field.anyOf.map(typeOf))].join('|')
  if (field.type === 'array') return `${field.items ? typeOf(field.items) : ''}[]`
  return Array.isArray(field.type) ? field.type.join('|') : String(field.type ?? '')
}
