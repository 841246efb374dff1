// A record schema as functions of Python, one for the record and one for each object in it: a field a
// line, in the order of the fields.
import { LabError } from '@shared/errors'
import type { Problem } from '@shared/contract'
import {
  isBareWord,
  isFakerPath,
  parseDuration,
  type BareWord,
  type FieldObject,
  type FieldSpec,
  type Hot,
  type LabFile,
} from '@shared/lab'
import { pyName, pyText } from '../../../../model/targets/python'
import { pyStatement, pyValue } from '../../../../model/targets/python-layout'
import type { ProducerHelper } from '../../../../model/targets/producer'
import { PYTHON_FAKER } from './faker-names'
import { delayInPython } from './delay'
import { FunctionNames } from './function-names'
import { formulaInPython, type PythonFormula } from './formula'
import { plain, strftime } from './time-pattern'

const DEFAULT_LOCALE = 'en'
/** Numbers of records that no stream comes to. */
const MISS_FROM = 2_000_000_000
const MISSES = 100_000_000

export class RecordWriter {
  readonly functions: string[][] = []
  readonly problems: Problem[] = []
  readonly helpers = new Set<ProducerHelper>()
  /** Streams of which it matters what exists. */
  readonly refersTo = new Set<string>()
  readonly imports = new Set<string>()
  readonly locales = new Set<string>()
  readonly catalogs = new Set<string>()
  readonly names: FunctionNames
  private readonly written = new Set<string>()

  constructor(
    private readonly lab: LabFile,
    private readonly node: string,
  ) {
    this.names = new FunctionNames(lab.records)
  }

  /** The name of the function that makes a record; `isWhole`: with its hidden fields. */
  record(name: string, isWhole = false): string {
    const schema = this.lab.records?.[name] ?? { fields: {} }
    const own = this.names.of(isWhole ? schema : schema.fields)
    if (this.written.has(own)) return own
    this.written.add(own)
    const { fields, locale = DEFAULT_LOCALE } = schema
    new ObjectWriter(this, own, locale, name).write(fields, isWhole)
    return own
  }

  /** Whether a source of the lab makes records of that schema. */
  isMade(record: string): boolean {
    const { nodes } = this.lab
    const type = nodes[this.node]?.type
    return Object.values(nodes).some(node => node.type === type && node.with?.record === record)
  }

  problem(path: string, code: string, params: Problem['params']): void {
    const { node } = this
    this.problems.push({
      severity: 'warning',
      code,
      params: { node, field: path, ...params },
      path: `records.${path}`,
      node,
    })
  }

  /** An expression over the record's own fields; None with a problem where Python lacks it. */
  formula(path: string, text: string, names: (name: string) => string | undefined): PythonFormula {
    try {
      const formula = formulaInPython(text, name =>
        name === 'event_seq' ? 'event.seq' : name === 'event_time' ? 'event.at' : names(name),
      )
      for (const line of formula.imports) this.imports.add(line)
      return formula
    } catch (error) {
      const { params } = LabError.from(error)
      this.problem(path, 'export-formula', { text: String(params.text ?? text) })
      return { text: 'None', imports: [], before: [] }
    }
  }
}

const hiddenLine = (names: readonly string[]) =>
  pyStatement(`hidden = {${names.map(pyText).join(', ')}}`)
const SHOWN = '{name: value for name, value in row.items() if name not in hidden}'

/** Python that leaves of `row` what is shown. */
export const showLines = (fields: Readonly<Record<string, FieldSpec>>): string[] => [
  ...hiddenLine(hiddenIn(fields)),
  `row = ${SHOWN}`,
]

const hiddenIn = (fields: Readonly<Record<string, FieldSpec>>): string[] =>
  Object.entries(fields).flatMap(([name, spec]) => (traits(spec).isHidden ? [name] : []))

type Leaf<K extends string> = Extract<FieldObject, Readonly<Record<K, unknown>>>

class ObjectWriter {
  private readonly lines: string[] = []
  private readonly fields = new Set<string>()
  private readonly shared = new Set<string>()

  constructor(
    private readonly all: RecordWriter,
    private readonly name: string,
    private readonly locale: string,
    private readonly path: string,
  ) {}

  write(fields: Readonly<Record<string, FieldSpec>>, isWhole = false): void {
    const hidden = isWhole ? [] : hiddenIn(fields)
    for (const [name, spec] of Object.entries(fields)) {
      const value = this.value(name, spec)
      const { nulls, optional } = traits(spec)
      const kept = nulls === undefined ? value : `None if rng.random() < ${nulls} else ${value}`
      const line = `row[${pyText(name)}] = ${kept}`
      if (optional === undefined) this.lines.push(...pyStatement(line))
      else
        this.lines.push(
          `if rng.random() >= ${optional}:`,
          ...pyStatement(line, 8).map(part => `    ${part}`),
        )
      this.fields.add(name)
    }
    const ending = hidden.length === 0 ? ['return row'] : [...hiddenLine(hidden), `return ${SHOWN}`]
    const usesRandom = this.lines.some(line => /\brng\b/.test(line))
    const body = [
      ...(usesRandom ? ['rng = event.rng'] : []),
      'row: dict[str, Any] = {}',
      ...this.lines,
      ...ending,
    ]
    this.all.functions.push([
      `def ${this.name}(event: Event) -> dict[str, Any]:`,
      ...body.map(line => `    ${line}`),
    ])
  }

  private readonly nameOf = (name: string): string | undefined =>
    this.fields.has(name) ? `row[${pyText(name)}]` : undefined

  private formula(path: string, text: string): string {
    const formula = this.all.formula(`${this.path}.${path}`, text, this.nameOf)
    this.lines.push(...formula.before.flatMap(line => pyStatement(line)))
    return formula.text
  }

  private value(name: string, spec: FieldSpec): string {
    if (spec === null || typeof spec === 'number' || typeof spec === 'boolean') return pyValue(spec)
    if (typeof spec !== 'string') return this.object(name, spec)
    if (spec.startsWith('=')) return this.formula(name, spec.slice(1))
    if (isBareWord(spec)) return this.bare(name, spec)
    return isFakerPath(spec) ? this.faker(name, spec, this.locale) : 'None'
  }

  private bare(name: string, word: BareWord): string {
    switch (word) {
      case 'uuid':
        return this.uuid()
      case 'cpf':
      case 'cnpj':
        return this.document(word, true)
      case 'ssn':
        return this.document(word, true)
      case 'boolean':
        return 'rng.random() < 0.5'
      case 'sequence':
        return 'event.seq + 1'
      case 'time':
        return this.moment(name, 'event.at', 'iso')
    }
  }

  private uuid(): string {
    this.all.imports.add('from uuid import UUID')
    return 'str(UUID(int=rng.getrandbits(128), version=4))'
  }

  private document(kind: 'cpf' | 'cnpj' | 'ssn', isFormatted: boolean): string {
    const text = this.fake(kind === 'ssn' ? 'en_US' : 'pt_BR', `${kind}()`)
    if (isFormatted) return text
    this.all.helpers.add('digits')
    return `digits(${text})`
  }

  private fake(locale: string, call: string): string {
    const name = locale === 'en' ? 'en_US' : locale.replace('-', '_')
    this.all.locales.add(name)
    return `event.fake(${pyText(name)}).${call}`
  }

  private faker(name: string, path: string, locale: string): string {
    const call = PYTHON_FAKER[path]
    if (call !== undefined) return this.fake(locale, call)
    this.all.problem(`${this.path}.${name}`, 'export-faker', { name: path })
    return this.fake(locale, 'word()')
  }

  private object(name: string, spec: FieldObject): string {
    if ('object' in spec) return `${this.nested(name, spec.object)}(event)`
    if ('list' in spec) return this.list(name, spec)
    if ('pick' in spec) return this.pick(spec)
    if ('ref' in spec) return this.reference(name, spec)
    if ('value' in spec) return pyValue(spec.value)
    if ('faker' in spec) return this.faker(name, spec.faker, spec.locale ?? this.locale)
    if ('choice' in spec) return this.choice(spec)
    if ('formula' in spec) return this.formula(name, spec.formula)
    if ('state' in spec) return spec.state === 'name' ? 'event.state' : 'event.step'
    if ('time' in spec) return this.time(name, spec)
    if ('between' in spec) return this.between(name, spec)
    if ('cpf' in spec) return this.document('cpf', spec.cpf === 'formatted')
    if ('cnpj' in spec) return this.document('cnpj', spec.cnpj === 'formatted')
    if ('ssn' in spec) return this.document('ssn', spec.ssn === 'formatted')
    if ('pattern' in spec) return this.patterned(spec.pattern)
    if ('uuid' in spec) return this.uuid()
    return this.number(spec)
  }

  private number(spec: FieldObject): string {
    if ('int' in spec) return whole(spec.int)
    if ('number' in spec) {
      const [low, high] = pair(spec.number)
      const drawn = `rng.uniform(${low}, ${high})`
      return spec.decimals === undefined ? drawn : `round(${drawn}, ${spec.decimals})`
    }
    if ('normal' in spec) return this.shaped(`rng.gauss(${spec.normal.join(', ')})`, spec)
    if ('lognormal' in spec) {
      this.all.imports.add('import math')
      const [median, sigma] = spec.lognormal
      return this.shaped(`rng.lognormvariate(math.log(${median}), ${sigma})`, spec)
    }
    if ('exponential' in spec) return this.shaped(`rng.expovariate(1 / ${spec.exponential})`, spec)
    if ('boolean' in spec) return `rng.random() < ${spec.boolean}`
    if ('sequence' in spec) return sequence(spec)
    if ('zipf' in spec && 'exponent' in spec) return this.ranked(spec.zipf, spec.exponent ?? 1)
    return 'zipf' in spec ? this.ranked(spec.zipf ?? 1, 1) : 'None'
  }

  private ranked(range: number | readonly [number, number], exponent: number): string {
    this.all.helpers.add('ranked')
    const [low, high] = typeof range === 'number' ? [1, range] : range
    return `ranked(rng, range(${low}, ${high + 1}), ${exponent})`
  }

  private shaped(
    drawn: string,
    { min, max, decimals }: { min?: number; max?: number; decimals?: number },
  ): string {
    let text = drawn
    if (min !== undefined || max !== undefined) {
      this.all.helpers.add('bounded')
      text = `bounded(${drawn}, ${min ?? 'None'}, ${max ?? 'None'})`
    }
    if (decimals === undefined) return text
    return decimals === 0 ? `round(${text})` : `round(${text}, ${decimals})`
  }

  private patterned(pattern: string): string {
    this.all.helpers.add('patterned')
    return `patterned(rng, ${pyText(pattern)})`
  }

  private nested(name: string, fields: Readonly<Record<string, FieldSpec>>): string {
    const own = this.all.names.of(fields)
    new ObjectWriter(this.all, own, this.locale, `${this.path}.${name}`).write(fields)
    return own
  }

  private list(name: string, { list, length }: Leaf<'list'>): string {
    const isObject = typeof list === 'object' && list !== null && 'object' in list
    const each = isObject ? `${this.nested(name, list.object)}(event)` : this.value(name, list)
    const [low, high] = pair(length)
    const count = low === high ? `${low}` : `rng.randint(${low}, ${high})`
    return `[${each} for _ in range(${count})]`
  }

  private choice({ choice: given, zipf, hot }: Leaf<'choice'>): string {
    if (Array.isArray(given)) return this.drawn(pyValue(given), { zipf, hot })
    const entries = Object.entries(given)
    const all = (list: typeof entries) => `[${list.map(([value]) => pyText(value)).join(', ')}]`
    const weighted = (list: typeof entries) =>
      `rng.choices(${all(list)}, [${list.map(([, weight]) => weight).join(', ')}])[0]`
    const { keys = 1 } = typeof hot === 'object' ? hot : {}
    const isHot = hot !== undefined && keys < entries.length
    return isHot
      ? this.drawn(all(entries), { hot }, () => weighted(entries.slice(keys)))
      : weighted(entries)
  }

  /** One of a list; `weighted` draws from what the hot ones leave. */
  private drawn(
    all: string,
    { zipf, hot }: { readonly zipf?: number | undefined; readonly hot?: Hot | undefined },
    weighted: (some: string) => string | undefined = () => undefined,
  ): string {
    const from = (some: string) => {
      const text = weighted(some)
      if (text !== undefined) return text
      if (!zipf) return `rng.choice(${some})`
      this.all.helpers.add('ranked')
      return `ranked(rng, ${some}, ${zipf})`
    }
    const { share, keys = 1 } = typeof hot === 'number' ? { share: hot } : (hot ?? { share: 0 })
    if (share === 0) return from(all)
    this.all.helpers.add('hot')
    return `hot(rng, ${all}, ${share}, ${keys}, lambda rest: ${from('rest')})`
  }

  /** Of fields with one word in `row`, the first draws the entry for all of them. */
  private pick({ pick, field, row, weight, zipf, hot }: Leaf<'pick'>): string {
    this.all.catalogs.add(pick)
    const all = `CATALOGS[${pyText(pick)}]`
    const drawn = this.drawn(all, { zipf, hot }, some =>
      weight === undefined
        ? undefined
        : `rng.choices(${some}, [entry[${pyText(weight)}] for entry in ${some}])[0]`,
    )
    const part = (entry: string) =>
      field === undefined
        ? entry
        : entry +
          field
            .split('.')
            .map(name => `[${pyText(name)}]`)
            .join('')
    if (row === undefined) return part(drawn)
    const local = pyName(`${row}_of_${pick}`)
    if (!this.shared.has(local)) {
      this.shared.add(local)
      this.lines.push(...pyStatement(`${local} = ${drawn}`))
    }
    return part(local)
  }

  /**
   * Record j of the other stream is made again from the same seed. Of fields with one word in `row`,
   * the first draws it for all of them.
   */
  private reference(name: string, spec: Leaf<'ref'>): string {
    const { ref, field, row } = spec
    const isLoose = this.isTimed(spec)
    const part = (made: string) =>
      field === undefined
        ? isLoose
          ? `${made} or None`
          : made
        : isLoose
          ? `${made}.get(${pyText(field)})`
          : `${made}[${pyText(field)}]`
    const made = isLoose ? this.earlier(spec) : this.numbered(name, spec)
    if (row === undefined) return part(made)
    const local = pyName(`${row}_of_${ref}`)
    if (!this.shared.has(local)) {
      this.shared.add(local)
      this.lines.push(...pyStatement(`${local} = ${made}`))
    }
    return part(local)
  }

  /** Whether it names what exists by then; without a source of that stream all is taken to be there. */
  private isTimed({ ref, which, after }: Leaf<'ref'>): boolean {
    return (which !== undefined || after !== undefined) && this.all.isMade(ref)
  }

  private numbered(name: string, { ref, of = 1000, at, zipf, hot, miss }: Leaf<'ref'>): string {
    const make = this.all.record(ref)
    const isEven = !zipf && !hot
    const drawn =
      at !== undefined
        ? this.formula(name, at)
        : isEven
          ? `rng.randrange(${of})`
          : this.drawn(`range(${of})`, { zipf, hot })
    const index = miss
      ? `rng.randrange(${MISS_FROM}, ${MISS_FROM + MISSES}) if rng.random() < ${miss} else ${drawn}`
      : drawn
    return `${make}(Event(${pyText(ref)}, ${index}, event.at))`
  }

  private earlier({ ref, of, which = 'recent', after, zipf, hot, miss }: Leaf<'ref'>): string {
    this.all.helpers.add('earlier')
    this.all.refersTo.add(ref)
    const size = of === undefined ? 'n' : `min(n, ${of})`
    const index =
      which === 'recent'
        ? 'n - 1'
        : !zipf && !hot
          ? `rng.randrange(${size})`
          : this.drawn(`range(${size})`, { zipf, hot })
    const given = [
      ...['event', this.all.record(ref), pyText(ref), `lambda n: ${index}`],
      ...(after === undefined ? [] : [`seconds=${delayInPython(after, 'rng')}`]),
      ...(miss ? [`miss=${miss}`] : []),
    ]
    return `earlier(${given.join(', ')})`
  }

  private moment(name: string, moment: string, format: string): string {
    if (format === 'iso') {
      this.all.helpers.add('iso')
      return `iso(${moment})`
    }
    if (format === 'epoch') return `int(${moment}.timestamp())`
    if (format === 'epochMs') return `int(${moment}.timestamp() * 1000)`
    const text = strftime(moment, format)
    if (text !== undefined) return text
    this.all.problem(`${this.path}.${name}`, 'export-formula', { text: format })
    return `str(${moment})`
  }

  private time(name: string, { time, shift, zone }: Leaf<'time'>): string {
    let moment = 'event.at'
    if (shift !== undefined) {
      this.all.imports.add('from datetime import timedelta')
      const both = typeof shift === 'object' ? shift : [shift, shift]
      const [low = 0, high = 0] = both.map(each => (parseDuration(each) ?? 0) / 1000)
      const by = low === high ? `${low}` : `rng.uniform(${low}, ${high})`
      moment = `(event.at + timedelta(seconds=${by}))`
    }
    return this.moment(name, this.inZone(moment, zone), time)
  }

  private inZone(moment: string, zone: string | undefined): string {
    return zone === undefined ? moment : `${moment}.astimezone(ZoneInfo(${pyText(zone)}))`
  }

  private between(name: string, { between, format, zone }: Leaf<'between'>): string {
    this.all.imports.add('from datetime import timedelta')
    this.all.imports.add('from datetime import datetime')
    const local = pyName(`${name} range`)
    const moment = (text: string) =>
      `datetime.fromisoformat(${pyText(text)}).replace(tzinfo=${
        zone === undefined ? 'ZONE' : `ZoneInfo(${pyText(zone)})`
      })`
    this.lines.push(
      ...pyStatement(`${local}_from = ${moment(between[0])}`),
      ...pyStatement(`${local} = ${moment(between[1])} - ${local}_from`),
    )
    this.lines.push(...pyStatement(`${local}_at = ${local}_from + ${local} * rng.random()`))
    return this.moment(name, `${local}_at`, format ?? 'yyyy-MM-dd HH:mm:ss')
  }
}

const pair = (range: number | readonly [number, number]): readonly [number, number] =>
  typeof range === 'number' ? [range, range] : range

function whole(range: number | readonly [number, number]): string {
  const [low, high] = pair(range)
  return low === high ? `${low}` : `rng.randint(${low}, ${high})`
}

function sequence({ sequence: start, step = 1, prefix, pad = 0 }: Leaf<'sequence'>): string {
  const counted = step === 1 ? 'event.seq' : `event.seq * ${step}`
  const number = start === 0 ? counted : `${counted} + ${start}`
  if (prefix === undefined && pad === 0) return number
  const format = pad === 0 ? '' : `:0${pad}d`
  const text = plain(pyText(prefix ?? ''))
  return `f${text.slice(0, -1)}{${number}${format}}${text.slice(-1)}`
}

export function traits(spec: FieldSpec) {
  const { nulls, optional, hidden } = typeof spec === 'object' && spec !== null ? spec : {}
  return { nulls, optional, isHidden: hidden === true }
}
