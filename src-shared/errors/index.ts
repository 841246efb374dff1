export { LabError, type ErrorData, type ErrorKind, type ErrorParams } from './lab-error'
