// A record, or a row as JSON, as somebody looks at it on its way.
export interface PeekRecord {
  readonly seq: number
  readonly at: number
  readonly partition?: number
  readonly offset?: string
  readonly key?: string
  readonly value: string
  readonly headers?: Readonly<Record<string, string>>
  readonly lateMs?: number
}
