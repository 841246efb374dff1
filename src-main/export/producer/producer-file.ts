// Writes producer.py: the functions of each source's records, and a loop that sends them at its rate.
// Beside it catalogs.json, where records pick from catalogs of the lab.
import {
  connectionEnv,
  pyName,
  pyStatement,
  pyText,
  pyValue,
  type ProducerPart,
  type TargetPlan,
} from '@main/pipeline'
import { textIn, type LabFile, type Language } from '@shared/lab'
import { exportProducer } from '@shared/text/ui/export-producer'
import { say } from '@shared/text/ui/words'
import { docstring, importLines } from '../pyspark/python-file'
import type { ProjectFile } from '../project-file'
import { helpers } from './helpers'

interface Source {
  readonly id: string
  readonly part: ProducerPart
  readonly topics: readonly { readonly connection: string; readonly topic: string }[]
}
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
  const body = [
    ...constants(lab, sources, zone, catalogs),
    '',
    '',
    ...eventClass(sources, words),
    ...used.flatMap(name => ['', '', ...helpers[name].text(words)]),
    ...functionsOf(sources).flatMap(lines => ['', '', ...lines]),
    ...sources.flatMap(source => ['', '', ...rateFunction(source, words)]),
    ...['', '', ...clientFunction(words)],
    ...['', '', ...pacedFunction(words, sources.some(isBehind))],
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

function sourcesOf({ nodes }: TargetPlan): Source[] {
  const byId = new Map(nodes.map(node => [node.id, node]))
  return nodes.flatMap(({ id, producer: part }) => {
    const topics = nodes.flatMap(({ inputs, topic }) =>
      topic && inputs.some(edge => edge.from === id && byId.has(edge.from)) ? [topic] : [],
    )
    return part === undefined || topics.length === 0 ? [] : [{ id, part, topics }]
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
    ...(locales.length === 0
      ? []
      : [`FAKERS = {locale: Faker(locale) for locale in [${locales.map(pyText).join(', ')}]}`]),
    ...(catalogs.length === 0
      ? []
      : ['CATALOGS = json.loads(Path(__file__).with_name("catalogs.json").read_text("utf-8"))']),
  ]
}

function eventClass(sources: readonly Source[], words: Words): string[] {
  const hasFaker = sources.some(({ part }) => part.locales.length > 0)
  return [
    'class Event:',
    `    """${words('event')}"""`,
    '',
    '    def __init__(self, stream: str, seq: int, at: datetime) -> None:',
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

/** Two sources may share a record. */
function functionsOf(sources: readonly Source[]): (readonly string[])[] {
  const all = sources.flatMap(({ part }) => part.functions)
  return [...new Map(all.map(lines => [lines[0], lines])).values()]
}

const rateName = (id: string) => `${pyName(id)}_rate`
const sendName = (id: string) => `send_${pyName(id)}`

const rateFunction = ({ id, part }: Source, words: Words): string[] => [
  `def ${rateName(id)}(seconds: float) -> float:`,
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

const isBehind = ({ part }: Source) => part.behind !== undefined

/** `hasHistory`: it may begin in the past; what is due by then does not wait. */
const pacedFunction = (words: Words, hasHistory: boolean): string[] => [
  ...(hasHistory
    ? [
        'def paced(',
        '    stream: str,',
        '    rate: Callable[[float], float],',
        '    events: int = 0,',
        '    seconds: float = math.inf,',
        '    behind: float = 0.0,',
        ') -> Iterator[Event]:',
        `    """${words('pacedHistory')}"""`,
        '    begin, due, seq = time.monotonic() - behind, 0.0, 0',
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
  '        time.sleep(max(0.0, begin + due - time.monotonic()))',
  hasHistory
    ? '        yield Event(stream, seq, first + timedelta(seconds=due))'
    : '        yield Event(stream, seq, datetime.now(ZONE))',
  '        due, seq = due + 1 / speed, seq + 1',
]

/** What is done with each event of a source. */
function sendFunction({ id, part, topics }: Source, words: Words): string[] {
  const connections = [...new Set(topics.map(({ connection }) => connection))]
  const local = (connection: string) =>
    connections.length === 1 ? 'producer' : pyName(`${connection} producer`)
  const sends = topics.flatMap(({ connection, topic }) =>
    pyStatement(`${local(connection)}.send(${[pyText(topic), ...sendWords(part)].join(', ')})`, 8),
  )
  const { duplicate, dropped, outOfOrder } = part.faults
  const limits = Object.entries(part.limits).map(([name, limit]) => `${name}=${limit}`)
  const behind = part.behind === undefined ? [] : [`behind=${part.behind}`]
  const paced = [pyText(id), rateName(id), ...limits, ...behind].join(', ')
  return [
    `def ${sendName(id)}() -> None:`,
    `    """${words('send', { source: id })}"""`,
    ...connections.map(name => `    ${local(name)} = client(${pyText(connectionEnv(name))})`),
    outOfOrder === undefined
      ? `    for event in paced(${paced}):`
      : `    for event in swapped(paced(${paced}), ${outOfOrder}):`,
    ...(dropped === undefined
      ? []
      : [`        if event.rng.random() < ${dropped}:`, '            continue']),
    ...lateLines(part),
    `        row = ${part.record}(event)`,
    ...earlyLines(part).map(line => `        ${line}`),
    ...valueLines(part).map(line => `        ${line}`),
    ...sends.map(line => `        ${line}`),
    ...(duplicate === undefined
      ? []
      : [
          `        if event.rng.random() < ${duplicate}:`,
          ...sends.map(line => `            ${line}`),
        ]),
    ...connections.map(name => `    ${local(name)}.flush()`),
  ]
}

function sendWords(part: ProducerPart): string[] {
  const beside = besideValue(part)
  return ['value', ...beside.map(([name, text]) => `${name}=${isEarly(part) ? name : text}`)]
}

/** Key and headers, as Python over the whole `row`. */
function besideValue({ key, headers }: ProducerPart): readonly (readonly [string, string])[] {
  const written = Object.entries(headers)
    .map(([name, text]) => `(${pyText(name)}, ${text}.encode())`)
    .join(', ')
  return [
    ...(key === undefined ? [] : [['key', `str(${key}).encode()`] as const]),
    ...(written === '' ? [] : [['headers', `[${written}]`] as const]),
  ]
}

/** Damage may take the key's field away, and a hidden one is not in the value. */
const isEarly = ({ show, helpers: used }: ProducerPart) =>
  show.length > 0 || used.includes('damage')

const earlyLines = (part: ProducerPart): string[] =>
  isEarly(part)
    ? [
        ...besideValue(part).flatMap(([name, text]) => pyStatement(`${name} = ${text}`, 8)),
        ...part.show,
      ]
    : []

function lateLines({ faults, lateSeconds }: ProducerPart): string[] {
  if (!lateSeconds || faults.late === undefined) return []
  return [
    `        if event.rng.random() < ${faults.late}:`,
    `            event.at -= timedelta(seconds=${lateSeconds})`,
  ]
}

function valueLines({ ascii, faults, longBytes, helpers: used }: ProducerPart): string[] {
  const { late: _l, outOfOrder: _o, duplicate: _du, dropped: _dr, ...shares } = faults
  const damages = longBytes === undefined ? shares : { ...shares, bytes: longBytes }
  const text = ascii
    ? 'json.dumps(row).encode()'
    : 'json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()'
  if (!used.includes('damage')) return [`value = ${text}`]
  return [
    ...pyStatement(`value = damaged(event, row, ${pyValue(damages)})`, 8),
    'if value is None:',
    `    value = ${text}`,
  ]
}

function mainFunction(sources: readonly Source[], words: Words): string[] {
  const [only, ...more] = sources
  const names = sources.map(({ id }) => sendName(id)).join(', ')
  return [
    'def main() -> None:',
    `    """${words('main')}"""`,
    ...(only && more.length === 0
      ? [`    ${sendName(only.id)}()`]
      : [
          ...pyStatement(`threads = [Thread(target=send) for send in (${names})]`).map(
            line => `    ${line}`,
          ),
          '    for thread in threads:',
          '        thread.start()',
        ]),
  ]
}
