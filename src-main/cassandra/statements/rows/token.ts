// token(k): the hash of a partition key, as the bigint that CQL shows.
import { murmur3Token, tokenToBigInt } from '../../storage'
import { integerToBytes } from '../../types'
import { joinPartitionKey } from '../../schema/partition-key'

export const tokenOf = (key: readonly Buffer[]): Buffer =>
  integerToBytes(tokenToBigInt(murmur3Token(joinPartitionKey(key))), 8)
