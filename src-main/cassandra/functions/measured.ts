// Functions of one argument of any type: the signature is made to measure.
import { invalid } from '../errors'
import type { CqlType } from '../types'
import type { Arg, NativeFunction, Signature } from './function'

/** The type of the only argument; a marker or null cannot tell it. */
export function onlyType(name: string, args: readonly Arg[], parameter = 'any'): CqlType {
  const type = args[0]?.type
  if (args.length !== 1 || !type) {
    if (args.length !== 1)
      throw invalid(`Invalid number of arguments for function system.${name}(${parameter})`)
    throw invalid(
      `Cannot infer type of argument ${args[0]?.text} in call to function system.${name}(${parameter}): use type casts to disambiguate`,
    )
  }
  return type
}

export const measured = (
  names: readonly string[],
  make: (type: CqlType, name: string, text: string) => Signature,
  parameter?: string,
): NativeFunction[] =>
  names.map(name => ({
    name,
    make: args => make(onlyType(name, args, parameter), name, args[0]?.text ?? ''),
  }))
