// The code editor, apart from the kit: CodeMirror is large, and the first screen does without it.
export { default as CodeEditor } from './CodeEditor.vue'
export { programText } from './program-text'
