// A file of an export: where it goes in the project's folder, and its text.
export interface ProjectFile {
  readonly path: string
  readonly text: string
}
