// Where the bench of scale runs R1's job, with other partitions, keys and nodes: on the built-in engine
// in this process, or exported in a Spark session that stays.
import { spawnSync } from 'node:child_process'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { plainKafka } from '@main/connections'
import { sparkProject } from '@main/export'
import { checkLab, startRun } from '@main/pipeline'
import type { LabFile } from '@shared/lab'
import { parseDocument } from 'yaml'
import { startSpark, type Spark } from '../../support/spark'
import { repoPath } from '../../support/stamped'
import { labOf } from './labs'
import { peerFile } from './peers'
import { familyOf } from './processes'

const PRODUCING = ['sales', 'ventas-events']

export interface Case {
  readonly topic: string
  readonly partitions: number
  readonly orders: number
  /** Of the totals: this many customers in the place of 15 products. */
  readonly keys?: number
  /** Filters in a row before the totals, that let all through. */
  readonly nodes?: number
  readonly shuffle?: number
  /** One, of all that is there, when absent. */
  readonly batches?: number
  readonly withoutDead?: boolean
}

export interface Answer {
  readonly seconds: number
  /** The median, without the first. */
  readonly batchMs: number | null
  readonly keys: number
  readonly stateBytes: number
}

export class ScalePlace {
  private runs = 0

  constructor(
    private readonly address: string,
    private readonly dir: string,
  ) {}

  /** This process, the broker and all Sparks, on the first core alone or on both. */
  pin(cores: 1 | 2): void {
    for (const pid of familyOf(process.pid)) {
      const words = ['-a', '-c', '-p', cores === 1 ? '0' : '0,1', String(pid)]
      const { error } = spawnSync('taskset', words)
      if (error) throw error
    }
  }

  async fill(of: Case): Promise<void> {
    await this.run(labOf(await labFor(of), this.name(), PRODUCING), of.orders)
  }

  /** On the built-in engine; seconds from the start of the run to its end. */
  async here(of: Case): Promise<number> {
    const lab = await labFor(of)
    const names = Object.keys(lab.nodes).filter(name => name !== 'sales' && name !== 'console')
    const topic = lab.nodes['ventas-events']
    const started = performance.now()
    const changes = { 'ventas-events': { ...topic, from: undefined } }
    const { nodes } = await this.run(labOf(lab, this.name(), names, changes))
    if (nodes.sale?.in !== of.orders)
      throw new Error(`${nodes.sale?.in} of ${of.orders} orders were read`)
    return (performance.now() - started) / 1000
  }

  async onSpark(spark: Spark, of: Case): Promise<Answer> {
    const dir = join(this.dir, this.name())
    await mkdir(dir)
    for (const { path, text } of sparkProject(await labFor(of), { language: 'en', spark: '3.5' })
      .files)
      await writeFile(join(dir, path), text)
    const answer = await spark.ask({
      dir,
      queries: of.withoutDead ? ['total'] : [],
      settings: {
        BROKER_BOOTSTRAP_SERVERS: this.address,
        TRIGGER: 'available-now',
        CHECKPOINTS: join(dir, 'checkpoints'),
        SHUFFLE_PARTITIONS: String(of.shuffle ?? 2),
        MAX_OFFSETS_PER_TRIGGER: String(Math.ceil(of.orders / (of.batches ?? 1))),
      },
    })
    // scale.py makes it.
    const told = answer as Answer & { readonly error?: string; readonly rows: number }
    if (told.error !== undefined) throw new Error(told.error)
    if (told.rows !== of.orders) throw new Error(`${told.rows} of ${of.orders} orders were read`)
    return told
  }

  private name(): string {
    return `scale-${this.runs++}`
  }

  private async run(lab: LabFile, events?: number) {
    return startRun({
      lab,
      dataDir: this.dir,
      connections: { broker: plainKafka(this.address) },
      durability: 'fast',
      endWhenDrained: true,
      overrides: { rate: 'max', ...(events === undefined ? {} : { events }) },
    }).done
  }
}

/** A session on a master, with the connector at hand. */
export const sparkSession = (master: string, jars: string): Promise<Spark> => {
  const conf = {
    ...{ 'spark.ui.enabled': 'false', 'spark.executor.memory': '600m' },
    ...{ 'spark.driver.host': '127.0.0.1', 'spark.driver.bindAddress': '127.0.0.1' },
  }
  const env = { SCALE_MASTER: master, SCALE_CONF: JSON.stringify(conf) }
  return startSpark(peerFile('scale.py').slice(repoPath('').length), { jars, env })
}

/** R1 with another topic, and with what the case asks for. */
async function labFor({ topic, partitions, keys, nodes = 0 }: Case): Promise<LabFile> {
  const text = await readFile(repoPath('resources/labs/r1-ventas-events.yaml'), 'utf8')
  const document = parseDocument(text)
  document.setIn(['nodes', 'ventas-events', 'with'], {
    ...{ connection: 'broker', topic, partitions },
  })
  document.deleteIn(['dashboard'])
  if (keys !== undefined) {
    document.setIn(['records', 'sale', 'fields', 'customer'], { int: [1, keys] })
    const fields = document.getIn(['nodes', 'sale', 'with', 'fields', 'products'])
    document.setIn(['nodes', 'sale', 'with', 'fields'], { products: fields, customer: 'int' })
    document.setIn(['nodes', 'total', 'with', 'by'], { product_name: 'cast(customer as string)' })
    // The table of all customers is not what is measured.
    document.setIn(['nodes', 'total', 'with', 'mode'], 'update')
  }
  let from = 'items'
  for (let at = 0; at < nodes; at++) {
    const where = `length(product.name) > ${-at}`
    document.setIn(['nodes', `pass-${at}`], { type: 'filter', from, with: { where } })
    from = `pass-${at}`
  }
  document.setIn(['nodes', 'total', 'from'], from)
  const { lab, problems } = checkLab(document.toString())
  if (!lab) throw new Error(`a lab of the bench does not parse: ${JSON.stringify(problems)}`)
  return lab
}
