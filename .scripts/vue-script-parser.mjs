// Parses the scripts of components for eslint, with types from one program that holds them all.
// typescript-eslint's own project service reads a component anew as an unknown text and brings its
// whole project up to date for each, which takes minutes.
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import tseslint from 'typescript-eslint'
import ts from 'typescript'
import vueParser from 'vue-eslint-parser'

/** The type-aware rules ask for it; vue-eslint-parser takes it off the pieces of a template. */
const isWholeScript = options => options.projectService === true
const untyped = options => ({ ...options, projectService: undefined })

export const vueScriptParser = configFile => {
  let program
  return {
    meta: { name: 'vue-script-parser' },
    parseForESLint(code, options) {
      if (!isWholeScript(options)) return tseslint.parser.parseForESLint(code, options)
      program ??= programOf(configFile)
      // A file that changed meanwhile, in an editor, has no types of the program.
      if (program.getSourceFile(options.filePath)?.text !== code) program = programOf(configFile)
      return tseslint.parser.parseForESLint(code, { ...untyped(options), programs: [program] })
    },
  }
}

function programOf(configFile) {
  const { config } = ts.readConfigFile(configFile, ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    config,
    ts.sys,
    dirname(configFile),
    undefined,
    configFile,
    undefined,
    [{ extension: '.vue', isMixedContent: true, scriptKind: ts.ScriptKind.Deferred }],
  )
  const host = ts.createCompilerHost({ ...options, allowNonTsExtensions: true }, true)
  const { getSourceFile } = host
  host.getSourceFile = (file, target, ...rest) =>
    file.endsWith('.vue')
      ? ts.createSourceFile(file, scriptOf(file), target, true, ts.ScriptKind.TS)
      : getSourceFile.call(host, file, target, ...rest)
  return ts.createProgram(fileNames, { ...options, allowNonTsExtensions: true }, host)
}

/** As vue-eslint-parser hands it over: type parameters of a component are part of it. */
function scriptOf(filePath) {
  let script = ''
  const parser = {
    parseForESLint(code, options) {
      if (isWholeScript(options)) script = code
      return tseslint.parser.parseForESLint(code, untyped(options))
    },
  }
  const options = { parser, filePath, sourceType: 'module', projectService: true }
  vueParser.parseForESLint(readFileSync(filePath, 'utf8'), options)
  return script
}
