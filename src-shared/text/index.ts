export { describeError } from './describe-error'
export { errorTexts, type ErrorTexts, type ErrorWords } from './errors'
