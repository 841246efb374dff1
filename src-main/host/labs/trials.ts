// Trials on a lab's text as it is being written: a check; sample records as a source would make them,
// one second of the lab's time apart; the rows that they become before a node, to try its expressions
// on; the settings that a new node begins with; and a record schema made from a message.
import { stringify } from 'yaml'
import {
  labTrials,
  type ExplainedNode,
  type ExportedLab,
  type FirstSettings,
  type InputOf,
} from '@shared/contract'
import { LabError } from '@shared/errors'
import { parseLab, type LabFile } from '@shared/lab'
import { createServerOf, type CloneChannel, type HandlersOf } from '@shared/rpc'
import { exportLab, type TargetWishes } from '@main/export'
import { createGenerator, inferRecordSchema, SentEvents } from '@main/generator'
import { checkLab, explainNode, firstSettings as firstSettingsAt } from '@main/pipeline'
import { messageHandlers, messageTrials } from './message-trials'
import { sqlHandlers, sqlTrials } from './sql-trials'

const SAMPLES = 5
/** Enough to see each value that a field may have, such as null. */
const SAMPLES_FOR_TYPES = 20

/** What a trial worker serves. */
export const trialContract = { trials: labTrials, messages: messageTrials, sql: sqlTrials }

/** The whole of a trial worker's entry. */
export function serveTrials(channel: CloneChannel): void {
  const trials: HandlersOf<typeof trialContract>['trials'] = {
    check: ({ text }) => ({ ...checkLab(text), text, origin: 'text' }),
    firstSettings: ({ text, type, from }) => firstSettings(text, type, from),
    sample: async ({ text, ...asked }) => ({ records: await sampleOf(text, asked) }),
    explain: ({ text, node }) => explain(text, node),
    export: ({ text, ...wishes }) => exportOf(text, wishes),
    inferRecord: ({ sample }) => ({ yaml: inferRecord(sample) }),
  }
  createServerOf(trialContract, channel, { trials, messages: messageHandlers, sql: sqlHandlers() })
}

type SampleAsked = Omit<InputOf<typeof labTrials.sample>, 'text'>

async function sampleOf(
  text: string,
  { node, count, from = 0, seed: ofRun, atMs = Date.now() }: SampleAsked,
): Promise<string[]> {
  const lab = labOf(text)
  const record = lab.nodes[node]?.with?.record
  if (typeof record !== 'string')
    throw new LabError('no-sample', { kind: 'usage', params: { field: 'node', node } })
  const { records = {}, catalogs, seed = 0, timezone } = lab
  // Lives go by the times of all records before, which only the run knows: they begin anew.
  const first = records[record]?.states ? 0 : from
  const generator = await createGenerator({
    record,
    records,
    catalogs,
    seed: ofRun ?? seed,
    timezone,
    timeOf: seq => atMs + (seq - first) * 1000,
  })
  const sent = new SentEvents(generator.faults)
  return Array.from({ length: count }, (_, i) => generator.next(sent.eventOf(first + i)).value)
}

async function explain(text: string, node: string): Promise<ExplainedNode> {
  const { lab } = checkLab(text)
  if (!lab) return { expressions: [], samples: [], timezone: 'UTC' }
  const explained = explainNode(lab, node)
  return explained.with(await samplesOf(text, explained.source, SAMPLES))
}

/** A lab with errors of its own has no project. */
async function exportOf(text: string, wishes: TargetWishes): Promise<ExportedLab> {
  const { lab, problems } = checkLab(text)
  if (!lab || problems.some(problem => problem.severity === 'error'))
    return { files: [], functions: [], problems }
  const exported = await exportLab(lab, wishes)
  return { ...exported, problems: parseLab(text).place(exported.problems) }
}

async function firstSettings(
  text: string,
  type: string,
  from: string | undefined,
): Promise<FirstSettings> {
  const first = firstSettingsAt(labOf(text), type, from)
  return first.with(await samplesOf(text, first.source, SAMPLES_FOR_TYPES))
}

/** None of a source that cannot be asked before it runs: then the types alone help. */
async function samplesOf(text: string, source: string | undefined, count: number) {
  if (source === undefined) return []
  return sampleOf(text, { node: source, count }).catch((error: unknown): string[] => {
    if (error instanceof LabError) return []
    throw error
  })
}

function labOf(text: string): LabFile {
  const { lab, problems } = checkLab(text)
  if (lab) return lab
  const first = problems[0]
  const params = {
    lab: '',
    count: problems.length,
    path: first?.path ?? '',
    first: first?.code ?? '',
  }
  throw new LabError('lab-has-problems', { kind: 'config', params })
}

const inferRecord = (sample: string) => stringify(inferRecordSchema(sample), { lineWidth: 100 })
