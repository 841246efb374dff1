// What the newest messages of a topic hold, field by field: types, missing values, how many different
// ones, the smallest, the largest, and the most frequent. It is what one looks at before a pipeline
// is built, and where a skewed key shows.
import type { Contract, FieldProfile, InputOf, TopicProfile } from '@shared/contract'
import { inTopic, type QuestionParts } from './sql-questions'

/** `_key`, `_partition` and `_bytes` stay: they tell of skew and size. */
const LEFT_OUT = new Set(['_offset', '_time', '_value', '_headers'])
const TOP = 5
const FIELDS_MAX = 200

export async function profileTopic(
  parts: QuestionParts,
  asked: InputOf<Contract['queries']['profile']>,
  signal: AbortSignal,
): Promise<TopicProfile> {
  const table = quoted(asked.topic)
  const { value: fields, read } = await inTopic(parts, asked, signal, async ask => {
    const { columns } = await ask(`SELECT * FROM ${table} LIMIT 0`, 1)
    const wanted = columns.filter(({ name }) => !LEFT_OUT.has(name)).slice(0, FIELDS_MAX)
    const facts = await ask(wanted.map(factsOf(table)).join(' UNION ALL '), wanted.length)
    const tops = await ask(wanted.map(topOf(table)).join(' UNION ALL '), wanted.length * TOP)
    return wanted.map(({ name, type }, at): FieldProfile => {
      const [, rows, present, distinct, min, max] =
        facts.rows.find(([index]) => Number(index) === at) ?? []
      return {
        ...{ name, type },
        rows: Number(rows),
        nulls: Number(rows) - Number(present),
        distinct: Number(distinct),
        ...{ min: min ?? null, max: max ?? null },
        top: tops.rows
          .filter(([index]) => Number(index) === at)
          .map(([, value, count]) => ({ value: value ?? null, rows: Number(count) }))
          .sort((a, b) => b.rows - a.rows),
      }
    })
  })
  return { fields, read }
}

const factsOf = (table: string) => (column: { readonly name: string }, at: number) => {
  const name = quoted(column.name)
  return `SELECT ${at}, count(*), count(${name}), count(DISTINCT ${name}),
    CAST(min(${name}) AS VARCHAR), CAST(max(${name}) AS VARCHAR) FROM ${table}`
}

const topOf = (table: string) => (column: { readonly name: string }, at: number) => {
  const name = quoted(column.name)
  return `(SELECT ${at}, CAST(${name} AS VARCHAR), count(*) AS n FROM ${table}
    GROUP BY ${name} ORDER BY n DESC, ${name} LIMIT ${TOP})`
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`
