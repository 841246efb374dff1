// A lab as a program for another engine. Each target is a folder; it reads the lab's plan, in which
// every node has brought its own part.
export { exportLab, sparkProject, type ExportWishes, type SparkProject } from './export-lab'
export { everyRequirement } from './pyspark/run-files'
