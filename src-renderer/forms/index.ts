// Forms drawn from JSON Schema: node settings, connection profiles.
export { settingsOf, type JsonSchema } from './schema'
export { default as SchemaForm } from './SchemaForm.vue'
