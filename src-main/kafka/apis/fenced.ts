// A producer whose epoch is over: newer clients know PRODUCER_FENCED, older ones
// INVALID_PRODUCER_EPOCH (KIP-588).
import { ApiError } from '../wire/errors'

export function fencedAs(error: unknown, version: number, fencedSince: number): unknown {
  return error instanceof ApiError && error.error === 'PRODUCER_FENCED' && version < fencedSince
    ? new ApiError('INVALID_PRODUCER_EPOCH', error.message)
    : error
}
