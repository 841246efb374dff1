export { expandedLines, tableLines } from './cql-rows'
export { printable, printableCell } from './printable'
export { padLeft, padRight, widthOf } from './width'
export { csvText } from './csv'
