// Flink as the engine of a run that ends: when the topics are full, it reads them once by the
// statements of the exported job, and tells the rows that each sink ends with. The lab's own sinks
// write those, since Flink SQL has no connector for some of them.
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { LabError } from '@shared/errors'
import { flinkProject, type FlinkProject } from '@main/export'
import type {
  FlinkPlace,
  OutsideBatch,
  OutsideEar,
  OutsideEngine,
  OutsideWork,
} from '@main/pipeline'
import { appRoot } from '@main/platform'
import { Lines, settingsOf, startTree, type OnText, type Tree, type WarmProgram } from '@main/spark'

const TAIL_CHARS = 20_000

const reportSchema = z.discriminatedUnion('sluice', [
  z.object({ sluice: z.literal('started'), version: z.string() }),
  z.object({ sluice: z.literal('count'), node: z.string(), n: z.number() }),
  z.object({ sluice: z.literal('rows'), node: z.string(), rows: z.array(z.string()) }),
  z.object({ sluice: z.literal('ended') }),
])

export class FlinkEngine implements OutsideEngine {
  readonly facts
  private tree: Tree | undefined
  private stopped = false
  private tail = ''
  private hasEnded = false
  private begin: () => void = () => {}
  private readonly full = new Promise<void>(resolve => (this.begin = resolve))

  constructor(
    private readonly place: FlinkPlace,
    private readonly warm?: WarmProgram,
  ) {
    this.facts = { engine: 'flink', version: place.version, master: 'local' } as const
  }

  /** It always reads from the beginning. */
  async past(): Promise<readonly OutsideBatch[]> {
    return []
  }

  async work({ lab, dir, connections, ear }: OutsideWork): Promise<void> {
    const project = flinkProject(lab)
    const read = Object.entries(connections).filter(
      ([name, { type }]) => type === 'kafka' || type === 'registry' || project.asks.includes(name),
    )
    const settings = settingsOf(Object.fromEntries(read))
    await write(project, dir)
    await this.full
    if (this.stopped) return
    const { python, jars, version } = this.place
    const env = { ...process.env, ...settings, FLINK_JARS: jars, TRIGGER: 'available-now' }
    const command = { file: python, words: ['runner.py', version], env }
    const lines = new Lines(line => this.take(line, project, ear))
    const onText: OnText = (from, text) => {
      if (from === 'stdout') lines.add(text)
      else this.tail = withoutStack(this.tail + text).slice(-TAIL_CHARS)
    }
    const tree = this.warm
      ? await this.warm.start(command, dir, onText)
      : startTree(command, dir, onText)
    this.tree = tree
    if (this.stopped) tree.kill()
    try {
      await tree.ended
      lines.end()
    } finally {
      tree.kill()
    }
    if (!this.stopped && !this.hasEnded)
      throw new LabError('flink-failed', { kind: 'remote', params: { text: lastWords(this.tail) } })
  }

  private take(line: string, { queries }: FlinkProject, ear: OutsideEar): void {
    if (!line.startsWith('{"sluice"')) return
    const report = reportSchema.parse(JSON.parse(line))
    if (report.sluice === 'ended') this.hasEnded = true
    if (report.sluice === 'rows')
      ear.rows(
        report.node,
        report.rows.map((text): unknown => JSON.parse(text)),
      )
    if (report.sluice === 'count') {
      const { node, n } = report
      const counts = Object.fromEntries((queries.counted[node] ?? []).map(key => [key, n]))
      ear.batch({ query: node, batch: 0, counts })
    }
  }

  async drain(): Promise<void> {
    this.begin()
  }

  async stop(): Promise<void> {
    this.stopped = true
    this.begin()
    this.tree?.kill()
    await this.tree?.ended.catch(() => {})
  }
}

async function write({ files, queries }: FlinkProject, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true })
  for (const { path, text } of files) await writeFile(join(dir, path), text)
  await writeFile(join(dir, 'queries.json'), JSON.stringify(queries))
  await copyFile(join(appRoot(), 'resources', 'flink', 'runner.py'), join(dir, 'runner.py'))
}

/** Java's stacks are longer than what is kept, and say nothing to a reader. */
const withoutStack = (text: string) => text.replaceAll(/^\s+(at |\.\.\. \d+ more).*\n/gm, '')

/** What Java says to be the cause, or else the last line. */
function lastWords(tail: string): string {
  const lines = tail.split('\n').filter(line => line.trim() !== '')
  const cause = lines.findLast(line => /^(Caused by: |: )/.test(line)) ?? lines.at(-1) ?? ''
  return cause.replace(/^(Caused by)?: /, '').slice(0, 300)
}
