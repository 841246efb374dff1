// Row 5 of the floors: how long a person waits for R1's first result after the start command, on a
// topic of 1,000 orders: the built command line against spark-submit to its first batch on the
// console, both on the same embedded broker.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChildProcess } from 'node:child_process'
import { parse, stringify } from 'yaml'
import { firstLine, sluice, startSluice, tempDir } from '../support/cli'
import { repoPath } from '../support/stamped'
import { inTurns, obtained, type Report } from './report'
import { sparkInstalled } from './support/peers'
import { endFamily } from './support/processes'
import { spawnEngine } from './support/spawn-engine'

const ROUNDS = 3
const ORDERS = 1000
const RESULT_MS_MAX = 300_000

export async function bench(report: Report): Promise<void> {
  const spark = await obtained(report, 'PySpark', sparkInstalled)
  const broker = await spawnEngine('kafka', 'fast')
  const dir = await tempDir('bench-first')
  const address = `127.0.0.1:${broker.port}`
  try {
    const labs = await halves(dir.path)
    const filled = await sluice([
      'run',
      labs.producing,
      '--events',
      String(ORDERS),
      '--rate',
      'max',
      '--kafka',
      address,
    ])
    if (filled.code !== 0) throw new Error(`the topic was not filled\n${filled.stderr}`)
    const figures = await inTurns(
      ROUNDS,
      () => firstTotals(labs.reading, address),
      spark && (() => untilFirstBatch(spark.submit('spark_console.py', [address, 'r1']))),
    )
    const row = {
      row: 5,
      unit: 's',
      more: false,
      floor: 12,
      goal: 30,
      peer: 'spark-submit to its first batch',
    } as const
    report.add({ ...row, work: "R1's result after the start command, 1,000 orders", ...figures })
  } finally {
    await broker.stop()
    await dir.remove()
  }
}

/** R1 in two halves: the one that fills the topic, and the one that only reads it. */
async function halves(dir: string): Promise<{ producing: string; reading: string }> {
  // A file of ours, checked by the run itself.
  const lab = parse(await readFile(repoPath('resources/labs/r1-ventas-events.yaml'), 'utf8')) as {
    nodes: Record<string, { from?: string }>
  }
  const { sales, 'ventas-events': topic, ...rest } = lab.nodes
  const { from: _, ...alone } = topic ?? {}
  const half = async (name: string, nodes: object) => {
    const file = join(dir, `${name}.yaml`)
    await writeFile(file, stringify({ ...lab, id: `bench-${name}`, dashboard: undefined, nodes }))
    return file
  }
  return {
    producing: await half('producing', { sales, 'ventas-events': topic }),
    reading: await half('reading', { 'ventas-events': alone, ...rest }),
  }
}

/**
 * From the command's start to its printed totals: as for the peer, what it does afterwards is not
 * waited for by a person.
 */
async function firstTotals(lab: string, address: string): Promise<number> {
  const started = performance.now()
  const running = startSluice(['run', lab, '--kafka', address, '--json'])
  const totals = await firstLine(running)
  const seconds = (performance.now() - started) / 1000
  const { code } = await running.ended
  if (code !== 0 || !totals.includes(`"in":${ORDERS}`))
    throw new Error(`no totals: ${totals}\n${running.stderr()}`)
  return seconds
}

async function untilFirstBatch(child: ChildProcess): Promise<number> {
  const started = performance.now()
  const timer = setTimeout(() => child.kill('SIGKILL'), RESULT_MS_MAX)
  let text = ''
  let seconds: number | undefined
  for await (const chunk of child.stdout ?? []) {
    text += String(chunk)
    // The rule under the table's last row: the batch is printed whole.
    if (/Batch: 0[\s\S]*\n\+[-+]+\+\n\|[\s\S]*\n\+[-+]+\+\n[\s\S]*\n\+[-+]+\+\n/.test(text)) {
      seconds = (performance.now() - started) / 1000
      break
    }
  }
  clearTimeout(timer)
  await endFamily(child)
  if (seconds === undefined)
    throw new Error(`spark-submit ended without a batch: ${text.slice(-500)}`)
  return seconds
}
