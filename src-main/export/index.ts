// A lab as a program for another engine. Each target is a folder; it reads the lab's plan, in which
// every node has brought its own part.
export { exportLab, type ExportWishes } from './export-lab'
