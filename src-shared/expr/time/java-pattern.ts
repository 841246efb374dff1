// Spark's date patterns, read into elements. Spark hands them to java.time's DateTimeFormatter, after
// refusing the letters that changed their meaning with Spark 3; this is the grammar of
// DateTimeFormatterBuilder.appendPattern with those refusals, and its rule for numbers without a
// separator between them (`yyyyMMdd`).
// See "Datetime Patterns for Formatting and Parsing" in Spark's documentation.

export type Field =
  | 'era'
  | 'year'
  | 'yearOfEra'
  | 'quarter'
  | 'month'
  | 'day'
  | 'dayOfYear'
  | 'weekday'
  | 'dayOfAlignedWeek'
  | 'half'
  | 'hour'
  | 'clockHour'
  | 'hourOfHalf'
  | 'clockHourOfHalf'
  | 'minute'
  | 'second'

/** A number as DateTimeFormatterBuilder.appendValue declares it. */
export interface NumberElement {
  readonly kind: 'number'
  readonly field: Field
  readonly min: number
  readonly max: number
  /** `normal`: a minus is allowed. `exceeds`: also a plus, when there are more digits than `min`. */
  readonly sign: 'never' | 'normal' | 'exceeds'
  /** Two digits that mean 2000 to 2099. */
  readonly reduced?: true
  /** Digits that the numbers right behind this one need. */
  subsequent: number
}

export type Element =
  | NumberElement
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'fraction'; readonly min: number; readonly max: number }
  | { readonly kind: 'text'; readonly field: Field; readonly texts: readonly string[] }
  | OffsetElement
  | { readonly kind: 'gmt'; readonly full: boolean }
  | { readonly kind: 'zone' }
  | { readonly kind: 'zoneName'; readonly full: boolean }
  | { readonly kind: 'optional'; readonly elements: readonly Element[] }

export interface OffsetElement {
  readonly kind: 'offset'
  readonly colon: boolean
  readonly minutes: 'optional' | 'always'
  readonly seconds: boolean
  /** How no offset is written: `Z`, `+00:00`. */
  readonly none: string
}

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
export const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const short = (names: readonly string[]) => names.map(name => name.slice(0, 3))

/** Texts by value, from 1; eras and halves of a day from 0. */
const TEXTS: Partial<Record<Field, { readonly short: string[]; readonly full: string[] }>> = {
  era: { short: ['BC', 'AD'], full: ['Before Christ', 'Anno Domini'] },
  quarter: {
    short: ['', 'Q1', 'Q2', 'Q3', 'Q4'],
    full: ['', '1st quarter', '2nd quarter', '3rd quarter', '4th quarter'],
  },
  month: { short: ['', ...short(MONTHS)], full: ['', ...MONTHS] },
  weekday: { short: ['', ...short(DAYS)], full: ['', ...DAYS] },
  half: { short: ['AM', 'PM'], full: ['AM', 'PM'] },
}

const NEVER_READ = /[EFqQ]/

/** Undefined when Spark refuses the pattern. */
export function javaElements(text: string, use: 'read' | 'write'): readonly Element[] | undefined {
  try {
    return new PatternReader(text, use).all()
  } catch (error) {
    if (error instanceof Refused) return undefined
    throw error
  }
}

class Refused extends Error {}

interface Section {
  readonly elements: Element[]
  /** The number that those right behind it leave digits for. */
  open?: NumberElement
}

class PatternReader {
  private readonly stack: Section[] = [{ elements: [] }]
  private readonly hasEra: boolean

  constructor(
    private readonly text: string,
    private readonly use: 'read' | 'write',
  ) {
    this.hasEra = text.split("'").some((part, i) => i % 2 === 0 && part.includes('G'))
  }

  all(): readonly Element[] {
    const { text } = this
    for (let i = 0; i < text.length;) {
      const ch = text.charAt(i)
      if (ch === "'") i = this.quoted(i)
      else if (/[A-Za-z]/.test(ch)) {
        let count = 1
        while (text.charAt(i + count) === ch) count++
        this.letters(ch, count)
        i += count
      } else {
        this.sign(ch)
        i++
      }
    }
    // A section that is left open ends with the pattern.
    while (this.stack.length > 1) this.endOptional()
    return this.section.elements
  }

  private get section(): Section {
    const section = this.stack.at(-1)
    if (!section) throw new Refused()
    return section
  }

  private quoted(start: number): number {
    const end = this.text.indexOf("'", start + 1)
    if (end < 0) throw new Refused()
    this.add({ kind: 'literal', text: end === start + 1 ? "'" : this.text.slice(start + 1, end) })
    return end + 1
  }

  private sign(ch: string): void {
    if (ch === '[') {
      this.section.open = undefined
      this.stack.push({ elements: [] })
    } else if (ch === ']') {
      if (this.stack.length === 1) throw new Refused()
      this.endOptional()
    } else if (ch === '{' || ch === '}' || ch === '#') throw new Refused()
    else this.add({ kind: 'literal', text: ch })
  }

  private endOptional(): void {
    const ended = this.stack.pop()
    if (ended) this.add({ kind: 'optional', elements: ended.elements })
  }

  private add(element: Element): void {
    this.section.elements.push(element)
    this.section.open = undefined
  }

  private letters(letter: string, count: number): void {
    if (this.use === 'read' && NEVER_READ.test(letter)) throw new Refused()
    switch (letter) {
      case 'G':
        return this.named('era', count)
      case 'y':
        return this.year(this.hasEra ? 'yearOfEra' : 'year', count)
      case 'Q':
      case 'q':
        return this.numberOrName('quarter', count)
      case 'M':
      case 'L':
        return this.numberOrName('month', count)
      case 'E':
        return this.named('weekday', count)
      case 'D':
        if (count > 3) throw new Refused()
        return count === 1
          ? this.number('dayOfYear', 1, 19, 'normal')
          : this.number('dayOfYear', count, 3, 'never')
      case 'F':
        if (count > 1) throw new Refused()
        return this.number('dayOfAlignedWeek', 1, 19, 'normal')
      case 'S':
        if (count > 9) throw new Refused()
        return this.add({ kind: 'fraction', min: this.use === 'read' ? 1 : count, max: count })
      case 'a':
        if (count > 1) throw new Refused()
        return this.named('half', count)
      default:
        return this.clockOrZone(letter, count)
    }
  }

  private clockOrZone(letter: string, count: number): void {
    const clock = CLOCK[letter]
    if (clock) {
      if (count > 2) throw new Refused()
      return count === 1 ? this.number(clock, 1, 19, 'normal') : this.number(clock, 2, 2, 'never')
    }
    const zone = zoneElement(letter, count)
    if (!zone) throw new Refused()
    this.add(zone)
  }

  private year(field: Field, count: number): void {
    if (count > 10) throw new Refused()
    if (count === 2) this.number(field, 2, 2, 'never', true)
    else this.number(field, count, 19, count < 4 ? 'normal' : 'exceeds')
  }

  private numberOrName(field: Field, count: number): void {
    if (count > 2) this.named(field, count)
    else if (count === 2) this.number(field, 2, 2, 'never')
    else this.number(field, 1, 19, 'normal')
  }

  private named(field: Field, count: number): void {
    const texts = TEXTS[field]
    if (count > 4 || !texts) throw new Refused()
    this.add({ kind: 'text', field, texts: count === 4 ? texts.full : texts.short })
  }

  private number(
    field: Field,
    min: number,
    max: number,
    sign: NumberElement['sign'],
    reduced?: true,
  ): void {
    const { section } = this
    const element: NumberElement = { kind: 'number', field, min, max, sign, reduced, subsequent: 0 }
    section.elements.push(element)
    if (section.open && min === max && sign === 'never') section.open.subsequent += max
    else section.open = element
  }
}

const CLOCK: Readonly<Record<string, Field>> = {
  d: 'day',
  H: 'hour',
  k: 'clockHour',
  K: 'hourOfHalf',
  h: 'clockHourOfHalf',
  m: 'minute',
  s: 'second',
}

function zoneElement(letter: string, count: number): Element | undefined {
  switch (letter) {
    case 'V':
      return count === 2 ? { kind: 'zone' } : undefined
    case 'z':
      return count <= 4 ? { kind: 'zoneName', full: count === 4 } : undefined
    case 'O':
      return count === 1 || count === 4 ? { kind: 'gmt', full: count === 4 } : undefined
    case 'Z':
      if (count === 4) return { kind: 'gmt', full: true }
      return count <= 3 ? offset(2, '+0000') : count === 5 ? offset(5, 'Z') : undefined
    case 'X':
      return count <= 5 ? offset(count, 'Z') : undefined
    case 'x':
      return count <= 5
        ? offset(count, count === 1 ? '+00' : count % 2 === 0 ? '+0000' : '+00:00')
        : undefined
    default:
      return undefined
  }
}

/** The five ways of `X`: `+01[30]`, `+0130`, `+01:30`, `+0130[15]`, `+01:30[:15]`. */
function offset(way: number, none: string): OffsetElement {
  return {
    kind: 'offset',
    colon: way === 3 || way === 5,
    minutes: way === 1 ? 'optional' : 'always',
    seconds: way > 3,
    none,
  }
}
