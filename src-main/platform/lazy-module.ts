// A CommonJS client library that is loaded when one of its members is first used: a start that needs none of them does not pay for
// their hundreds of files, and a lab without a SQL sink never loads a SQL client.
export function lazyModule<T extends object>(load: () => T): T {
  let loaded: T | undefined
  return new Proxy<T>(Object.create(null), { get: (_, name) => Reflect.get((loaded ??= load()), name) })
}
