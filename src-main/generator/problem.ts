// A mistake in a record schema beyond its shape: the words of its code are in
// src-shared/text/errors/generator.ts.
import { LabError, type ErrorParams } from '@shared/errors'

/** `field` is the path inside the record: `produtos.list.object.nome`. */
export function recordError(
  code: string,
  field: string,
  params: ErrorParams = {},
  cause?: unknown,
): LabError {
  return new LabError(code, { kind: 'usage', params: { field, ...params }, cause })
}
