// The open lab, and the runs of all labs: what the top bar, the rail and every screen share.
// Editing is in features/canvas; this file only knows which lab is open, its text, and whether that
// is saved.
import { computed, ref, shallowRef } from 'vue'
import type {
  CheckpointChoice,
  EngineStatus,
  OpenLab,
  Problem,
  RunState,
  RunSummary,
} from '@shared/contract'
import type { LabEdge, LabFile } from '@shared/lab'

import { client } from './client'
import { hostState } from './host-state'
import { textToRun } from './run-output'
import { runPlace } from './run-place'
import { askDoubts, forgetDoubts } from './start-doubts'
import { draftOf, dropDraft, keepDrafts, newDraftKey, newDrafts, type Draft } from './drafts'
import { startNodeTypes } from './node-types'
import { useFeed, type TableFeed } from './use-feed'

/** The lab id or path that the host opened. */
const labRef = ref<string>()
/** Under what its draft is kept while it has no file. */
const newKey = ref(newDraftKey())
const draftKey = computed(() => labRef.value ?? newKey.value)
const text = ref('')
const savedText = ref('')
const path = ref<string>()
const origin = ref<OpenLab['origin']>('text')
/** The version of the file that the lab was read from or written to. */
const stamp = ref<string>()
/** The name of the file that a text without a path was read from. */
const fileName = ref<string>()
/** Grows whenever a lab is opened. */
const opened = ref(0)
const lab = shallowRef<LabFile>()
const edges = shallowRef<readonly LabEdge[]>([])
const problems = shallowRef<readonly Problem[]>([])
/** The text that `problems` belong to. */
const checkedText = ref('')

/** A node that the lab's page should select and show, asked for from elsewhere. */
const wantedNode = ref<string>()

/** The draft that was restored when the lab was opened, until the screen has told the person. */
const restored = shallowRef<Draft>()

export const GOES: ReadonlySet<RunState> = new Set(['starting', 'running', 'paused', 'stopping'])

const runsFeed = shallowRef<TableFeed<RunSummary>>()
const enginesFeed = shallowRef<TableFeed<EngineStatus>>()

/** The frame calls this once, in its own scope. */
export function startSession(): void {
  startNodeTypes()
  runsFeed.value = useFeed(
    client.runs.summary,
    () => ({}),
    run => run.lab,
  )
  enginesFeed.value = useFeed(
    client.engines.status,
    () => ({}),
    engine => engine.id,
  )
  keepDrafts(() => ({
    ref: draftKey.value,
    text: text.value === savedText.value ? undefined : text.value,
    loaded: text.value !== '',
  }))
}

export const runs = computed(() => known(runsFeed.value, atRestWithoutHost))
export const engines = computed(() => known(enginesFeed.value, downWithoutHost))

/**
 * While the host is gone, and until the next one has answered, what was last heard is not how things
 * are.
 */
function known<Item>(feed: TableFeed<Item> | undefined, without: (item: Item) => Item) {
  const rows = feed?.rows.value ?? new Map<string, Item>()
  return hostState.value === 'lost' || feed?.current.value === false
    ? new Map([...rows].map(([key, item]) => [key, without(item)]))
    : rows
}
/** It goes on with the next host; until then nothing moves. */
const atRestWithoutHost = (run: RunSummary): RunSummary =>
  GOES.has(run.state) ? { ...run, state: 'halted', eventsPerSecond: 0 } : run
/** The shell starts the host again, and the host its engines. */
const downWithoutHost = (engine: EngineStatus): EngineStatus =>
  engine.state === 'ready' ? { ...engine, state: 'restarting' } : engine

const labId = computed(() => lab.value?.id)
const run = computed(() => (labId.value === undefined ? undefined : runs.value.get(labId.value)))
const state = computed<RunState>(() => run.value?.state ?? 'stopped')
const alive = computed(() => GOES.has(state.value))

function show(opened: OpenLab): void {
  // While a text does not parse, the last valid drawing stays, and the problems say why.
  if (opened.lab !== undefined) {
    lab.value = opened.lab
    edges.value = opened.edges
  }
  problems.value = opened.problems
  checkedText.value = opened.text
}

let lastAsked = 0

/** Another lab is open: what was asked about the one before would be answered for this one. */
function begin(): void {
  opened.value++
  forgetDoubts()
}

/**
 * Opens a lab by id or path. An error of the host is thrown on. When another one is asked for before
 * the host has answered, or this one is not meant any more, it is not opened.
 */
async function open(ref: string, isMeant = () => true): Promise<void> {
  // The file must not overwrite unsaved changes.
  if (ref === labRef.value && text.value !== savedText.value) return
  const mine = ++lastAsked
  const found = await client.labs.open({ ref })
  if (mine !== lastAsked || !isMeant()) return
  labRef.value = ref
  lab.value = undefined
  amended.value = []
  edges.value = []
  text.value = savedText.value = found.text
  path.value = found.path
  origin.value = found.origin
  stamp.value = found.stamp
  fileName.value = undefined
  show(found)
  begin()
  await takeUp(draftOf(ref))
}

/** A draft equal to the file is dropped. */
async function takeUp(draft: Draft | undefined): Promise<void> {
  restored.value = undefined
  if (draft === undefined || draft.text === text.value) return
  const mine = labRef.value
  const checked = await client.labs.check({ text: draft.text })
  if (labRef.value !== mine) return
  text.value = draft.text
  show(checked)
  restored.value = draft
}

/** Restores the lab without a file that was changed last, when the page of one is opened. */
async function reopenNew(): Promise<boolean> {
  const [draft] = newDrafts.value
  if (draft === undefined || text.value !== '') return false
  await openText(draft.text, { key: draft.ref })
  restored.value = draft
  return true
}

/**
 * The texts before changes that a screen other than the lab's page made, oldest first: undo goes back to
 * each.
 */
const amended = shallowRef<readonly string[]>([])

/** A change of the open lab from another screen. It is unsaved, as any other. */
async function amend(next: string): Promise<void> {
  if (next === text.value) return
  amended.value = [...amended.value, text.value]
  text.value = next
  const checked = await client.labs.check({ text: next })
  // Another change may have come meanwhile; its own check shows it.
  if (text.value === next) show(checked)
}

/** Returns to the text of the file. */
async function discard(): Promise<void> {
  dropDraft(draftKey.value)
  restored.value = undefined
  text.value = savedText.value
  show(await client.labs.check({ text: savedText.value }))
}

interface NewText {
  readonly name?: string
  readonly isNew?: boolean
  /** Of its draft, when it has one. */
  readonly key?: string
}

/**
 * A lab that has no file yet: a text dropped on the window, or a new one. Nothing is lost with a new
 * one that nobody has touched.
 */
async function openText(
  fresh: string,
  { name, isNew = false, key = newDraftKey() }: NewText = {},
): Promise<void> {
  const found = await client.labs.check({ text: fresh })
  // A lab that was asked for earlier must not take its place.
  lastAsked++
  labRef.value = undefined
  newKey.value = key
  lab.value = undefined
  amended.value = []
  edges.value = []
  text.value = fresh
  savedText.value = isNew ? fresh : ''
  path.value = undefined
  origin.value = 'text'
  stamp.value = undefined
  fileName.value = name
  show(found)
  begin()
}

/**
 * `over` is the version of the file that may be replaced; without it none may. Text typed meanwhile
 * stays unsaved.
 */
async function save(to: string | undefined, over: string | undefined): Promise<string> {
  const written = text.value
  const saved = await client.labs.save({
    text: written,
    ...(to === undefined ? {} : { path: to }),
    ...(over === undefined ? {} : { over }),
  })
  savedText.value = written
  path.value = saved.path
  stamp.value = saved.stamp
  fileName.value = undefined
  origin.value = 'file'
  dropDraft(draftKey.value)
  labRef.value = saved.path
  return saved.path
}

/** What `start` starts; undefined while no lab is open. */
function toRun(): Parameters<typeof client.runs.doubts>[0] | undefined {
  const unsaved = text.value !== savedText.value || labRef.value === undefined
  const ref = labRef.value ?? labId.value
  if (ref === undefined) return undefined
  const runs = textToRun(labId.value, text.value)
  const place = runPlace()
  return unsaved || runs !== text.value ? { ref, text: runs, ...place } : { ref, ...place }
}

/** Back to a checkpoint that is kept; a run that goes on is stopped first. */
async function goBack(checkpoint: CheckpointChoice): Promise<void> {
  const run = toRun()
  if (!run || labId.value === undefined) return
  await stopOwn()
  await client.runs.start({ ...run, checkpoint })
}

/** Whether there are doubts about a start of the lab as it is now: then a dialog asks. */
async function hasDoubts(): Promise<boolean> {
  const run = toRun()
  forgetDoubts()
  const mine = opened.value
  return run !== undefined && askDoubts(run, () => opened.value === mine)
}

/**
 * Where there are doubts and the person has not answered them (`sure`, `clean`), nothing starts. A run
 * that goes on is stopped first.
 */
async function start(answer?: 'sure' | 'clean'): Promise<void> {
  const run = toRun()
  if (!run) return
  const mine = opened.value
  if (answer === undefined && (await hasDoubts())) return
  forgetDoubts()
  // The run of another lab that was opened meanwhile goes on.
  if (opened.value === mine) await stopOwn()
  await client.runs.start(answer === 'clean' ? { ...run, clean: true } : run)
}

async function stopOwn(): Promise<void> {
  if (alive.value && labId.value !== undefined) await client.runs.stop({ lab: labId.value })
}

export const session = {
  ref: labRef,
  draftKey,
  text,
  savedText,
  path,
  origin,
  stamp,
  fileName,
  opened,
  lab,
  edges,
  problems,
  checkedText,
  labId,
  run,
  state,
  /** Starting, running, paused or stopping. */
  alive,
  unsaved: computed(() => text.value !== savedText.value),
  open,
  openText,
  reopenNew,
  restored,
  wantedNode,
  amend,
  amended,
  discard,
  save,
  hasDoubts,
  start,
  goBack,
  show,
}
