export {
  AFTER_PREFIX,
  kind,
  KeyReader,
  KeyWriter,
  partitionKeyOf,
  partitionLength,
  readClusteringValue,
  storeIdOf,
  writeClusteringValue,
} from '../bytes/key-codec'
export { murmur3Token, tokenFromBigInt, tokenToBigInt, type Token } from './murmur3'
export {
  compareCells,
  decodeRow,
  encodeRow,
  laterDeletion,
  mergeEncoded,
  reconcileCells,
  shadow,
  type Cell,
  type Deletion,
  type Liveness,
  type Row,
} from './row'
export { lowerBound } from './sorted-map'
export { Store, type Entry, type StoreRecovery } from './store'
