// Statements that a node as it comes from the box refuses: views, functions, triggers, roles and
// permissions. Their mistakes are found in Cassandra's order all the same.
import {
  type AccessStatement,
  printType,
  type RoleOptions,
  type SchemaStatement,
} from '@shared/cql'
import { invalid, unauthorized } from '../errors'
import { keyspaceOf, type Plan, type Scope } from './context'

const MUST_LOG_IN = 'You have to be logged in and not anonymous to perform this request'
const NO_FUNCTIONS =
  'User-defined functions are disabled in cassandra.yaml - set user_defined_functions_enabled=true to enable'
const NO_VIEWS = 'Materialized views are disabled. Enable in cassandra.yaml to use.'
const NO_ACCESS = 'Only superusers are allowed to alter access'

type Refused = SchemaStatement | AccessStatement
type Of<K extends Refused['kind']> = Extract<Refused, { kind: K }>

const refuse = (error: () => Error): Plan => ({
  run: () => {
    throw error()
  },
})

function missingObject(ifExists: boolean, message: string): Plan {
  return ifExists ? { run: () => ({ kind: 'void' }) } : refuse(() => invalid(message))
}

export function refusal(scope: Scope, statement: Refused): Plan {
  switch (statement.kind) {
    case 'createView':
      return refuse(() => invalid(NO_VIEWS))
    case 'alterView':
    case 'dropView':
      return missingObject(
        statement.ifExists,
        `Materialized view '${keyspaceOf(scope, statement.name)}.${statement.name.name}' doesn't exist`,
      )
    case 'createFunction':
    case 'createAggregate':
      return refuse(() => newFunctionError(scope, statement))
    case 'dropFunction':
    case 'dropAggregate':
      return droppedFunction(scope, statement)
    case 'createTrigger':
      return refuse(() => triggerError(scope, statement))
    case 'dropTrigger':
      return missingObject(
        statement.ifExists,
        `Trigger '${statement.name}' on '${keyspaceOf(scope, statement.table)}.${statement.table.name}' doesn't exist`,
      )
    case 'createRole':
      return refuse(() => newRoleError(statement))
    case 'alterRole':
      return refuse(() => alteredRoleError(statement))
    case 'dropRole':
      return refuse(() =>
        unauthorized(
          statement.name === 'cassandra'
            ? 'Only superusers can drop a role with superuser status'
            : MUST_LOG_IN,
        ),
      )
    default:
      // Roles and permissions: nobody is logged in on a node that allows all.
      return refuse(() => unauthorized(MUST_LOG_IN))
  }
}

/** The keyspaces that are a node's own, which no functions are added to. */
const isLocal = (keyspace: string) => keyspace === 'system' || keyspace === 'system_schema'
const notModifiable = (keyspace: string) =>
  invalid(`System keyspace '${keyspace}' is not user-modifiable`)

function newFunctionError(
  scope: Scope,
  statement: Of<'createFunction'> | Of<'createAggregate'>,
): Error {
  const home = keyspaceOf(scope, statement.name)
  if (isLocal(home)) return notModifiable(home)
  if (statement.orReplace && statement.ifNotExists)
    return invalid("Cannot use both 'OR REPLACE' and 'IF NOT EXISTS' directives")
  if (statement.kind === 'createFunction') return invalid(NO_FUNCTIONS)
  if (!scope.db.catalog.schema.keyspaces.has(home))
    return invalid(`Keyspace '${home}' doesn't exist`)
  const types = statement.stateArguments.map(printType).join(', ')
  return invalid(`State function ${home}.${statement.stateFunction}(${types}) doesn't exist`)
}

function droppedFunction(scope: Scope, statement: Of<'dropFunction' | 'dropAggregate'>): Plan {
  const { name, args, ifExists } = statement
  const home = keyspaceOf(scope, name)
  if (isLocal(home)) return refuse(() => notModifiable(home))
  const kind = statement.kind === 'dropFunction' ? 'Function' : 'Aggregate'
  const types = args ? `(${args.map(printType).join(', ')})` : ''
  return missingObject(ifExists, `${kind} '${home}.${name.name}${types}' doesn't exist`)
}

function triggerError(scope: Scope, { table, className }: Of<'createTrigger'>): Error {
  const home = keyspaceOf(scope, table)
  const keyspace = scope.db.catalog.schema.keyspaces.get(home)
  if (!keyspace) return invalid(`Keyspace '${home}' doesn't exist`)
  if (!keyspace.tables.has(table.name)) return invalid(`Table '${table.name}' doesn't exist`)
  return invalid(`Trigger class '${className}' couldn't be loaded`)
}

function newRoleError({ name, options }: Of<'createRole'>): Error {
  if (options.superuser === true)
    return unauthorized('Only superusers can create a role with superuser status')
  const unknown = unsupported(options)
  if (unknown) return unknown
  if (name === '') return invalid("Role name can't be an empty string")
  return wrongPlaces(options) ?? unauthorized(MUST_LOG_IN)
}

function alteredRoleError({ options }: Of<'alterRole'>): Error {
  const { given, superuser, datacenters, cidrs } = options
  if (superuser !== undefined)
    return unauthorized('Only superusers are allowed to alter superuser status')
  if (datacenters) return unauthorized(`${NO_ACCESS} to datacenters.`)
  if (cidrs) return unauthorized(`${NO_ACCESS} from CIDR groups.`)
  const unknown = unsupported(options)
  if (unknown) return unknown
  return given.length === 0
    ? invalid("ALTER [ROLE|USER] can't be empty")
    : unauthorized(MUST_LOG_IN)
}

function unsupported({ given }: RoleOptions): Error | undefined {
  const unknown = given.find(name => name !== 'LOGIN' && name !== 'SUPERUSER')
  return unknown === undefined
    ? undefined
    : invalid(`org.apache.cassandra.auth.CassandraRoleManager doesn't support ${unknown}`)
}

function wrongPlaces({ datacenters = [], cidrs = [] }: RoleOptions): Error | undefined {
  if (datacenters.some(name => name !== 'datacenter1'))
    return invalid(
      `Invalid value(s) for DATACENTERS '[${datacenters.join(', ')}]',All values must be valid datacenters`,
    )
  return cidrs.length > 0
    ? invalid(`Invalid CIDR group(s): [${cidrs.join(', ')}]. Available CIDR Groups are: []`)
    : undefined
}
