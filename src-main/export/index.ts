// A lab as something that works without Sluice: a program for another engine, or scripts and drawings.
// A target reads the lab's plan, in which every node has brought its own part.
export { sparkProject, type SparkProject } from './export-job'
export { flinkProject, type FlinkProject } from './flink/flink-job'
export { everyRequirement } from './pyspark/run-files'
export { exportLab, type TargetWishes } from './targets'
