export * from './collections'
export { native, integerToBytes } from './natives'
export { resolveType, sameType, isCompatible, type TypeLookup } from './resolve'
export { isNative, type CqlType } from './type'
