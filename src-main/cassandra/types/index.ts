export * from './collections'
export { native, isNativeName, compareFloats, compareBigInts, integerToBytes } from './natives'
export { resolveType, withFrozen, sameType, isCompatible, className, type TypeLookup } from './resolve'
export { EMPTY, isNative, type CqlType, type NativeType } from './type'
