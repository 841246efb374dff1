export { fieldsOfValues, joinFields, typeOfSamples, withMeta } from './message-fields'
export {
  checkFilter,
  compileFilter,
  fieldsFrom,
  type FilteredMessage,
  type FilterVerdict,
  type MessageFilter,
} from './message-filter'
