import type {SourceFile} from '../../aws/code.ts'
import type {Code} from '../../model/evidence/evidence.ts'
import {Batch} from './batch-functions.ts'
import {handlerPlaces, handlersOf, likelyHandlers} from './find-handler.ts'
import {firstRecordOnly} from './first-record.ts'
import {identifiersIn, otherSources} from './identifiers.ts'
import {wrongKeysIn} from './keys.ts'
import {Origins} from './origins/origins.ts'
import {processorsIn} from './processors.ts'
import type {SourceModule} from './source-module.ts'
import {Sources} from './sources.ts'
import {swallowedIn} from './swallowed.ts'
import type {Func} from './syntax.ts'
import {returnsOf} from './walk.ts'

type Read = Pick<Code, 'wrongKeys' | 'handling'>

/** Words that tell a file that has to do with a batch. */
const ofBatches = /batch_?item|itemIdentifier|\bRecords\b|\b(?:lambda_)?handler\b/i

/**
 * The handling of a batch by the source of a package, as far as it can be followed from its text: nothing is run.
 * @param files the package's own source, without the installed packages.
 * @param handler the function's Handler.
 */
export function readCode(files: readonly SourceFile[], handler: string | null): Read {
  const sources = new Sources(files)
  const origins = new Origins(sources)
  const {functions, notJudged} = startingPoints(sources, origins, handler)
  const {modules} = sources
  const batch = new Batch(functions, origins)
  const identifiers = modules.flatMap(module =>
    [...identifiersIn(module, origins), ...processorsIn(module, origins)].map(one => ({...one, module})),
  )
  const hasRight = identifiers.some(({kind}) => kind === 'sequence-number')
  return {
    wrongKeys: modules.flatMap(module => wrongKeysIn(module, origins).map(({key, where, at}) => ({key, where, ...lineOf(module, at)}))),
    handling: {
      identifiers: identifiers
        .filter(({value}) => !hasRight || !otherSources.has(value))
        .map(({kind, value, module, at}) => ({kind, value, ...module.placeOf(at)})),
      swallowed: swallowedIn(batch, origins).map(({how, module, at}) => ({how, ...module.placeOf(at)})),
      firstRecordOnly: firstRecordOnly(batch, origins).map(({module, at}) => module.placeOf(at)),
      notJudged:
        [
          ...notJudged,
          ...sources.left.map(name => `${name} is too long to parse`),
          ...unsure(batch),
          ...elsewhere(batch, files, origins),
        ][0] ?? null,
    },
  }
}

const lineOf = (module: SourceModule, at: number) => {
  const {file, line} = module.placeOf(at)
  return {file, line}
}

/** The functions that Lambda calls, once all that they import is read; where they are not found, those that look like it. */
function startingPoints(sources: Sources, origins: Origins, handler: string | null): {functions: Func[]; notJudged: string[]} {
  const {files, name} = handlerPlaces(handler ?? '')
  const file = files.find(one => sources.names.includes(one))
  const module = file === undefined ? null : sources.module(file)
  if (module) readImports(module, sources)
  const functions = module ? handlersOf(module, name, origins) : []
  const answers = sources.modules.some(({text}) => text.includes('batchItemFailures'))
  // A package may load modules by names that it puts together.
  if (functions.length === 0 || !answers)
    for (const one of sources.names)
      if ((functions.length === 0 ? ofBatches : /batchItemFailures/).test(sources.textOf(one))) sources.module(one)
  if (functions.length > 0) return {functions, notJudged: []}
  const why =
    file === undefined
      ? `the package has no source file of the handler ${handler ?? ''}`.trim()
      : module === null
        ? `${file} cannot be parsed`
        : `${file} has no function ${name} that can be found`
  return {functions: likelyHandlers(sources), notJudged: [why]}
}

function readImports(start: SourceModule, sources: Sources): void {
  const seen = new Set([start])
  for (const module of seen)
    for (const name of module.imports) {
      const found = sources.find(name, module.name)
      if (found) seen.add(found)
    }
}

/** The form in which compilers of older targets write `try` in an async function: numbers of steps. */
const steps = /\.trys\.push\(|\bregeneratorRuntime\b|_context\.prev\b/

/** Functions that cannot be followed: the parser had to guess, or a compiler took them apart. */
const unsure = (batch: Batch): string[] =>
  batch.functions.flatMap(({fn}) => {
    const {module} = fn.scope
    const {file, line} = module.placeOf(fn.from)
    if (module.isUnsure(fn)) return [`the function in line ${line} of ${file} cannot be parsed`]
    return steps.test(module.text.slice(fn.from, fn.to)) ? [`the function in line ${line} of ${file} is compiled for an old target`] : []
  })

/** A handler that returns a value from code outside of the package's own source. */
function elsewhere({functions}: Batch, files: readonly SourceFile[], origins: Origins): string[] {
  if (files.some(({text}) => /batchItemFailures|BatchProcessor|processPartialResponse|process_partial_response/.test(text))) return []
  const isFollowed = functions
    .filter(({isHandler}) => isHandler)
    .flatMap(({fn}) => returnsOf(fn))
    .every(value => origins.of(value).every(({kind}) => kind === 'made' || kind === 'nothing' || kind === 'text'))
  return isFollowed ? [] : ['the handler returns a value from code outside of the package']
}
