export { describeError } from './describe-error'
export { errorTexts } from './errors'
