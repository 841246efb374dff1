// Forms drawn from JSON Schema: node settings, connection profiles.
export type { JsonSchema } from './schema'
export { default as ExpressionInput } from './ExpressionInput.vue'
export { default as LengthInput } from './LengthInput.vue'
export { default as MapField } from './MapField.vue'
export { default as PemInput } from './PemInput.vue'
export { default as RateProfile } from './rate/RateProfile.vue'
export { default as SchemaForm } from './SchemaForm.vue'
export { EXPRESSION_HELP, scopesOf, type ExpressionHelp } from './expressions'
