// Writes producer.py: the functions of each source's records, and a loop that sends them at its rate.
// Beside it catalogs.json, where records pick from catalogs of the lab.
import {
  connectionEnv,
  pyAssign,
  pyName,
  PyNames,
  pyStatement,
  pyText,
  pyValue,
  type ProducerPart,
  type TargetPlan,
  type TopicAddress,
} from '@main/pipeline'
import type { Problem } from '@shared/contract'
import { problemAt, textIn, type LabFile, type Language } from '@shared/lab'
import { exportProducer } from '@shared/text/ui/export-producer'
import { say } from '@shared/text/ui/words'
import { docstring, importLines } from '../pyspark/python-file'
import type { ProjectFile } from '../project-file'
import { AVRO_IMPORTS, avroFunctions } from './avro'
import { helpers } from './helpers'
import { livedFunction, statesConstant } from './lived'

interface Source {
  readonly id: string
  /** Of its functions: two ids may become one name. */
  readonly names: { readonly rate: string; readonly send: string }
  readonly part: ProducerPart
  readonly topics: readonly TopicAddress[]
}
type AvroTopic = NonNullable<TopicAddress['avro']>
type Words = (
  phrase: keyof typeof exportProducer,
  places?: Readonly<Record<string, string>>,
) => string

/** None where no source of the lab can be a producer. */
export function producerFiles(
  lab: LabFile,
  plan: TargetPlan,
  language: Language,
  zone: string,
): ProjectFile[] {
  const sources = sourcesOf(plan)
  if (sources.length === 0) return []
  const words: Words = (phrase, places) => say(exportProducer[phrase], language, places)
  const catalogs = [...new Set(sources.flatMap(({ part }) => part.catalogs))]
  const used = [...new Set(sources.flatMap(({ part }) => part.helpers))]
  const pace: PacedWishes = {
    hasHistory: sources.some(isBehind),
    speed: lab.speed ?? 1,
    isRemembered: used.includes('earlier'),
  }
  const body = [
    ...constants(lab, sources, zone, catalogs),
    '',
    '',
    ...eventClass(sources, words),
    ...used.flatMap(name => ['', '', ...helpers[name].text(words)]),
    ...(sources.some(hasAvro) ? avroFunctions(words).flatMap(lines => ['', '', ...lines]) : []),
    ...functionsOf(sources).flatMap(lines => ['', '', ...lines]),
    ...sources.flatMap(source => ['', '', ...rateFunction(source, words)]),
    ...['', '', ...clientFunction(words)],
    ...(sources.every(isLived) ? [] : ['', '', ...pacedFunction(words, pace)]),
    ...(sources.some(isLived) ? ['', '', ...livedFunction(words, pace)] : []),
    ...sources.flatMap(source => ['', '', ...sendFunction(source, words)]),
    ...['', '', ...mainFunction(sources, words)],
    ...['', '', 'if __name__ == "__main__":', '    main()', ''],
  ].join('\n')
  const head = [
    ...docstring(`${textIn(lab.title, language)}.`, words('producer', { lab: lab.id })),
    '',
    ...importLines(importsOf(sources, body)),
    '',
  ]
  return [
    { path: 'producer.py', text: `${head.join('\n')}\n${body}` },
    ...(catalogs.length === 0 ? [] : [catalogFile(lab, catalogs)]),
  ]
}

/** Topics that producer.py would fill with what their readers cannot read. */
export function producerProblems({ nodes }: TargetPlan): Problem[] {
  const made = new Map(
    nodes.flatMap(({ id, producer }) => (producer ? [[id, producer] as const] : [])),
  )
  return nodes.flatMap(({ id, inputs, topic }) => {
    const { format = 'json' } = topic ?? {}
    const parts = inputs.flatMap(({ from }) => made.get(from) ?? [])
    const isWritable = format === 'avro' && parts.every(isSound)
    if (format === 'json' || parts.length === 0 || isWritable) return []
    const params = { node: id, topic: topic?.topic ?? '', format }
    return [problemAt(`nodes.${id}.with.format`, 'export-producer-format', params)]
  })
}

function sourcesOf({ nodes }: TargetPlan): Source[] {
  const byId = new Map(nodes.map(node => [node.id, node]))
  const distinct = new PyNames()
  return nodes.flatMap(({ id, producer: part }) => {
    const topics = nodes.flatMap(({ inputs, topic }) =>
      topic && inputs.some(edge => edge.from === id && byId.has(edge.from)) ? [topic] : [],
    )
    if (part === undefined || topics.length === 0) return []
    const rate = distinct.give(`${pyName(id)}_rate`)
    return [{ id, part, topics, names: { rate, send: distinct.give(`send_${pyName(id)}`) } }]
  })
}

const catalogFile = (lab: LabFile, names: readonly string[]): ProjectFile => {
  const chosen = Object.fromEntries(names.map(name => [name, lab.catalogs?.[name] ?? []]))
  return { path: 'catalogs.json', text: `${JSON.stringify(chosen, undefined, 2)}\n` }
}

function importsOf(sources: readonly Source[], body: string): string[] {
  const isNamed = (name: string) => new RegExp(`\\b${name}\\b`).test(body)
  return [
    ...['json', 'math', 'os', 'random', 'time'].filter(isNamed).map(name => `import ${name}`),
    ...sources.flatMap(({ part }) => part.imports.filter(line => line !== 'import math')),
    'from collections.abc import Callable',
    'from collections.abc import Iterator',
    'from datetime import datetime',
    ...(isNamed('timedelta') ? ['from datetime import timedelta'] : []),
    ...(isNamed('Path') ? ['from pathlib import Path'] : []),
    ...(isNamed('Thread') ? ['from threading import Thread'] : []),
    'from typing import Any',
    'from zoneinfo import ZoneInfo',
    ...sources.flatMap(({ part }) => part.helpers.flatMap(name => helpers[name].imports)),
    ...(sources.some(hasAvro) ? AVRO_IMPORTS : []),
    ...(isNamed('Faker') ? ['from faker import Faker'] : []),
    'from kafka import KafkaProducer',
  ]
}

function constants(
  lab: LabFile,
  sources: readonly Source[],
  zone: string,
  catalogs: readonly string[],
): string[] {
  const locales = [...new Set(sources.flatMap(({ part }) => part.locales))].sort()
  return [
    `SEED = os.environ.get("SEED", "${lab.seed ?? 0}")`,
    'EVENTS = int(os.environ.get("EVENTS", "0"))',
    `ZONE = ZoneInfo(${pyText(zone)})`,
    ...(lab.speed === undefined || lab.speed === 1 ? [] : [`SPEED = ${lab.speed}`]),
    ...(locales.length === 0
      ? []
      : [`FAKERS = {locale: Faker(locale) for locale in [${locales.map(pyText).join(', ')}]}`]),
    ...(sources.some(isLived) ? statesConstant(sources.map(({ part }) => part)) : []),
    ...timesConstant(sources),
    ...(catalogs.length === 0
      ? []
      : ['CATALOGS = json.loads(Path(__file__).with_name("catalogs.json").read_text("utf-8"))']),
  ]
}

function eventClass(sources: readonly Source[], words: Words): string[] {
  const hasFaker = sources.some(({ part }) => part.locales.length > 0)
  const hasStates = sources.some(isLived)
  const hasFaults = sources.some(({ part }) => part.helpers.includes('chance'))
  return [
    'class Event:',
    `    """${words('event')}"""`,
    '',
    ...(hasStates
      ? [
          '    def __init__(',
          '        self, stream: str, seq: int, at: datetime, state: str = "", step: int = 0',
          '    ) -> None:',
        ]
      : ['    def __init__(self, stream: str, seq: int, at: datetime) -> None:']),
    // Each step of an entity has faults of its own.
    ...(hasFaults ? [`        self.stream = ${hasStates ? 'f"{stream}/{step}"' : 'stream'}`] : []),
    ...(hasStates
      ? [
          '        self.state = state or next(iter(STATES.get(stream, {"": {}})))',
          '        self.step = step',
        ]
      : []),
    '        self.seq = seq',
    '        self.at = at',
    '        self.rng = random.Random(f"{SEED}/{stream}/{seq}")',
    ...(hasFaker
      ? [
          '',
          '    def fake(self, locale: str) -> Faker:',
          `        """${words('fake')}"""`,
          '        faker = FAKERS[locale]',
          '        faker.random = self.rng',
          '        return faker',
        ]
      : []),
  ]
}

/** The times of events, of the streams that others refer to. */
function timesConstant(sources: readonly Source[]): string[] {
  const streams = [...new Set(sources.flatMap(({ part }) => part.refersTo))]
  if (streams.length === 0) return []
  return [
    'TIMES: dict[str, list[float]] = {',
    ...streams.map(stream => `    ${pyText(stream)}: [],`),
    '}',
  ]
}

/** Two sources may share a record. */
function functionsOf(sources: readonly Source[]): (readonly string[])[] {
  const all = sources.flatMap(({ part }) => part.functions)
  return [...new Map(all.map(lines => [lines[0], lines])).values()]
}

const rateFunction = ({ names, part }: Source, words: Words): string[] => [
  `def ${names.rate}(seconds: float) -> float:`,
  `    """${words('rate')}"""`,
  ...part.rate.map(line => `    ${line}`),
]

const clientFunction = (words: Words): string[] => [
  'def client(connection: str) -> KafkaProducer:',
  `    """${words('client')}"""`,
  '    prefix = f"{connection}_"',
  '    names = {f"{prefix}{name}".upper(): name for name in KafkaProducer.DEFAULT_CONFIG}',
  '    given = {names[name]: value for name, value in os.environ.items() if name in names}',
  '    return KafkaProducer(**{"bootstrap_servers": "127.0.0.1:9092", **given})',
]

const hasAvro = ({ topics }: Source) => topics.some(({ avro }) => avro !== undefined)
/** Damage is done to a record's JSON. */
const isSound = ({ faults }: ProducerPart) => Object.keys(faults).length === 0
const isLived = ({ part }: Source) => part.states !== undefined
const isBehind = ({ part }: Source) => part.behind !== undefined

interface PacedWishes {
  readonly hasHistory: boolean
  readonly speed: number
  /** Other streams ask which of its events exist. */
  readonly isRemembered: boolean
}

/**
 * `hasHistory`: it may begin in the past; what is due by then does not wait. With it or a speed of its
 * own, the time of an event is when it is due, not when it is sent.
 */
const pacedFunction = (
  words: Words,
  { hasHistory, speed, isRemembered }: PacedWishes,
): string[] => {
  const moment = hasHistory || speed !== 1 ? 'first + timedelta(seconds=due)' : 'datetime.now(ZONE)'
  return [
    ...(hasHistory || speed !== 1
      ? [
          'def paced(',
          '    stream: str,',
          '    rate: Callable[[float], float],',
          '    events: int = 0,',
          '    seconds: float = math.inf,',
          '    behind: float = 0.0,',
          ') -> Iterator[Event]:',
          `    """${words('pacedHistory')}"""`,
          `    begin, due, seq = time.monotonic() - behind${speed === 1 ? '' : ' / SPEED'}, 0.0, 0`,
          '    first = datetime.now(ZONE) - timedelta(seconds=behind)',
        ]
      : [
          'def paced(',
          '    stream: str, rate: Callable[[float], float], events: int = 0, seconds: float = math.inf',
          ') -> Iterator[Event]:',
          `    """${words('paced')}"""`,
          '    begin, due, seq = time.monotonic(), 0.0, 0',
        ]),
    '    last = EVENTS or events',
    '    while not last or seq < last:',
    '        while due < seconds and (speed := rate(due)) <= 0:',
    '            due += 0.1',
    '        if due >= seconds:',
    '            return',
    `        time.sleep(max(0.0, begin + due${speed === 1 ? '' : ' / SPEED'} - time.monotonic()))`,
    ...(isRemembered
      ? [
          `        at = ${moment}`,
          '        if stream in TIMES:',
          '            TIMES[stream].append(at.timestamp())',
          '        yield Event(stream, seq, at)',
        ]
      : [`        yield Event(stream, seq, ${moment})`]),
    '        due, seq = due + 1 / speed, seq + 1',
  ]
}

/** What is done with each event of a source. */
function sendFunction({ id, names, part, topics }: Source, words: Words): string[] {
  const connections = [...new Set(topics.map(({ connection }) => connection))]
  const distinct = new PyNames()
  const locals = new Map(
    connections.map(name => [
      name,
      connections.length === 1 ? 'producer' : distinct.give(pyName(`${name} producer`)),
    ]),
  )
  const local = (connection: string) => locals.get(connection) ?? ''
  const isFaulty = Object.keys(part.faults).length > 0
  const sent = isFaulty ? ['**sent'] : sendWords(part)
  const encoders = new PyNames()
  const written = topics.map(topic => ({
    ...topic,
    encoder: topic.avro && encoders.give(pyName(`${topic.topic} avro`)),
  }))
  const sends = written.flatMap(({ connection, topic, encoder }) => {
    const words = encoder === undefined ? sent : [`${encoder}.encode(row)`, ...sent.slice(1)]
    return pyStatement(`${local(connection)}.send(${[pyText(topic), ...words].join(', ')})`, 8)
  })
  const limits = Object.entries(part.limits).map(([name, limit]) => `${name}=${limit}`)
  const behind = part.behind === undefined ? [] : [`behind=${part.behind}`]
  const loop = part.states === undefined ? 'paced' : 'lived'
  const paced = `${loop}(${[pyText(part.schema), names.rate, ...limits, ...behind].join(', ')})`
  const { dropped, outOfOrder } = part
  const events =
    outOfOrder === undefined
      ? paced
      : `swapped(${[paced, outOfOrder, ...ownSeed(part, 'outOfOrder')].join(', ')})`
  const isDropped = ['event', '"dropped"', ...ownSeed(part, 'dropped')].join(', ')
  return [
    `def ${names.send}() -> None:`,
    `    """${words('send', { source: id })}"""`,
    ...connections.map(name => `    ${local(name)} = client(${pyText(connectionEnv(name))})`),
    ...written.flatMap(({ avro, encoder }) =>
      avro && encoder !== undefined ? encoderLines(encoder, avro) : [],
    ),
    ...('duplicate' in part.faults ? ['    sent: dict[str, Any] = {}'] : []),
    ...pyStatement(`for event in ${events}:`).map(line => `    ${line}`),
    ...(dropped === undefined
      ? []
      : [`        if chance(${isDropped}).random() < ${dropped}:`, '            continue']),
    ...(isFaulty ? faultyLines(part) : soundLines(part, topics)).map(line => `        ${line}`),
    ...sends.map(line => `        ${line}`),
    ...connections.map(name => `    ${local(name)}.flush()`),
  ]
}

const ownSeed = ({ faultSeeds }: ProducerPart, fault: string): number[] => {
  const seed = faultSeeds[fault]
  return seed === undefined ? [] : [seed]
}

const soundLines = (part: ProducerPart, topics: Source['topics']): string[] => [
  `row = ${part.record}(event)`,
  ...earlyLines(part, 8),
  ...(topics.every(({ avro }) => avro !== undefined) ? [] : [`value = ${jsonText(part)}.encode()`]),
]

const encoderLines = (name: string, { registry, subject, schema }: AvroTopic): string[] =>
  [
    ...pyAssign('schema', schema),
    `${name} = Avro(${[connectionEnv(registry), subject].map(pyText).join(', ')}, schema)`,
  ].map(line => `    ${line}`)

/** A duplicate is what was sent before it, in its place. */
function faultyLines(part: ProducerPart): string[] {
  const { faults, faultSeeds, helpers: used, longBytes } = part
  const seeds = Object.keys(faults).flatMap(name =>
    ownSeed(part, name).map(seed => `${name}=${seed}`),
  )
  const repeats = 'duplicate' in faults
  const indent = repeats ? 12 : 8
  const size = 'oversized' in faults ? [`${longBytes ?? 0}`] : []
  const sent = [
    ...[['value', 'text.encode()'], ...besideValue(part).map(([name]) => [name, name])],
    ...('late' in faults ? [['timestamp_ms', 'int(event.at.timestamp() * 1000)']] : []),
  ].map(([name = '', text = '']) => `${pyText(name)}: ${text}`)
  const made = [
    ...lateLines(part, faultSeeds),
    `row = ${part.record}(event)`,
    ...earlyLines(part, indent),
    ...(used.includes('damage')
      ? [`damage(${['event', 'fault', 'row', ...size].join(', ')})`]
      : []),
    `text = ${jsonText(part)}`,
    ...('corrupt' in faults ? ['if fault == "corrupt":', '    text = torn(event, text)'] : []),
    ...pyStatement(`sent = {${sent.join(', ')}}`, indent),
  ]
  return [
    ...pyStatement(`fault = fault_of(${['event', pyValue(faults), ...seeds].join(', ')})`, 8),
    ...(repeats
      ? ['if fault != "duplicate" or not sent:', ...made.map(line => `    ${line}`)]
      : made),
  ]
}

function sendWords(part: ProducerPart): string[] {
  const beside = besideValue(part)
  return ['value', ...beside.map(([name, text]) => `${name}=${isEarly(part) ? name : text}`)]
}

/** Key and headers, as Python over the whole `row`. */
function besideValue({ key, headers }: ProducerPart): readonly (readonly [string, string])[] {
  const written = Object.entries(headers)
    .map(([name, text]) => `(${pyText(name)}, ${text})`)
    .join(', ')
  return [
    ...(key === undefined ? [] : [['key', `as_bytes(${key})`] as const]),
    ...(written === '' ? [] : [['headers', `[${written}]`] as const]),
  ]
}

/** Damage may take the key's field away, and a hidden one is not in the value. */
const isEarly = ({ show, faults }: ProducerPart) =>
  show.length > 0 || Object.keys(faults).length > 0

const earlyLines = (part: ProducerPart, indent: number): string[] =>
  isEarly(part)
    ? [
        ...besideValue(part).flatMap(([name, text]) => pyStatement(`${name} = ${text}`, indent)),
        ...part.show,
      ]
    : []

function lateLines(
  { faults, lateSeconds }: ProducerPart,
  { late: seed }: Readonly<Record<string, number>>,
): string[] {
  if (!lateSeconds || faults.late === undefined) return []
  const words = ['event', '"lateness"', ...(seed === undefined ? [] : [seed])]
  return [
    'if fault == "late":',
    `    late = chance(${words.join(', ')})`,
    `    event.at -= timedelta(seconds=${lateSeconds})`,
  ]
}

const jsonText = ({ ascii }: ProducerPart): string =>
  ascii ? 'json.dumps(row)' : 'json.dumps(row, ensure_ascii=False, separators=(",", ":"))'

function mainFunction(sources: readonly Source[], words: Words): string[] {
  const [only, ...more] = sources
  const sends = sources.map(({ names }) => names.send).join(', ')
  return [
    'def main() -> None:',
    `    """${words('main')}"""`,
    ...(only && more.length === 0
      ? [`    ${only.names.send}()`]
      : [
          ...pyStatement(`threads = [Thread(target=send) for send in (${sends})]`).map(
            line => `    ${line}`,
          ),
          '    for thread in threads:',
          '        thread.start()',
        ]),
  ]
}
