export * from './graph'
export * from './lab-file'
export * from './record'
