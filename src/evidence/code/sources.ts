import type {SourceFile} from '../../aws/code.ts'
import {readJavascript} from './javascript/read-javascript.ts'
import {readPython} from './python/read-python.ts'
import type {SourceModule} from './source-module.ts'
import type {Expr} from './syntax.ts'

/** Words of code that answers for failed records; in a long module the code around them is read. */
const words = ['batchItem', 'BatchItem', 'batch_item', 'itemIdentifier', 'Records', 'BatchProcessor']

/** So many characters of a package are parsed: about five seconds. */
const mostCharacters = 10_000_000

/** The files of a package, each parsed when something leads to it. */
export class Sources {
  readonly #files: ReadonlyMap<string, SourceFile>
  readonly #modules = new Map<string, SourceModule | null>()
  #characters = 0
  /** Files that were not parsed, because there is too much. */
  readonly left: string[] = []

  constructor(files: readonly SourceFile[]) {
    this.#files = new Map(files.map(file => [file.name, file]))
  }

  get names(): string[] {
    return [...this.#files.keys()]
  }

  textOf(name: string): string {
    return this.#files.get(name)?.text ?? ''
  }

  /** The modules that were parsed. */
  get modules(): SourceModule[] {
    return [...this.#modules.values()].filter(module => module !== null)
  }

  /** A file by its name; null where there is none, or where it cannot be parsed. */
  module(name: string): SourceModule | null {
    const known = this.#modules.get(name)
    if (known !== undefined) return known
    const file = this.#files.get(name)
    if (file === undefined) return null
    this.#characters += file.text.length
    const isTooMuch = this.#characters > mostCharacters
    if (isTooMuch) this.left.push(name)
    const module = isTooMuch ? null : parsed(file)
    this.#modules.set(name, module)
    module?.readAll()
    module?.readAround(words)
    return module
  }

  /** The module that is imported by this name; null for one that is not of the package. */
  find(spec: string, importer: string): SourceModule | null {
    const name = candidates(spec, importer).find(one => this.#files.has(one))
    return name === undefined ? null : this.module(name)
  }

  calls(): (Expr & {kind: 'call'})[] {
    return this.modules.flatMap(({calls}) => calls)
  }
}

/** A text that is nested too deeply for a parser is one that it cannot read. */
function parsed(file: SourceFile): SourceModule | null {
  try {
    return file.name.endsWith('.py') ? readPython(file) : readJavascript(file)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The files that can be meant. */
function candidates(spec: string, importer: string): string[] {
  const folder = importer.split('/').slice(0, -1)
  if (importer.endsWith('.py')) {
    const dots = /^\.*/.exec(spec)?.[0].length ?? 0
    const path = spec.slice(dots).split('.').filter(Boolean)
    const bases = dots > 0 ? [folder.slice(0, folder.length - (dots - 1))] : [[], folder]
    return bases.flatMap(base => {
      const name = [...base, ...path].join('/')
      return [`${name}.py`, `${name}/__init__.py`]
    })
  }
  if (!spec.startsWith('.')) return []
  const path = [...folder]
  for (const part of spec.split('/')) {
    if (part === '..') path.pop()
    else if (part !== '.' && part !== '') path.push(part)
  }
  const name = path.join('/')
  const stem = name.replace(/\.[cm]?js$/, '')
  return [name, ...['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].flatMap(ext => [`${stem}.${ext}`, `${name}/index.${ext}`])]
}
