// A CommonJS package that is loaded when one of its members is first used: a start that needs none
// of them does not pay for their hundreds of files, and a lab without a SQL sink never loads a SQL
// client. `T` is what the package is: `typeof import('name')`.
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const fromHere = createRequire(import.meta.url)

export const requirePackage = <T>(name: string): T => fromHere(name)

/** A file of a package that its entry does not give out. */
export const pathInside = (name: string, file: string): string =>
  join(dirname(fromHere.resolve(name)), file)
export const requireInside = <T>(name: string, file: string): T => fromHere(pathInside(name, file))

export function lazyModule<T extends object>(name: string): T {
  return lazyObject(() => requirePackage<T>(name))
}

export function lazyObject<T extends object>(load: () => T): T {
  let loaded: T | undefined
  return new Proxy<T>(Object.create(null), {
    get: (_, member) => Reflect.get((loaded ??= load()), member),
  })
}
