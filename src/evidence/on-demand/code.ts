import {downloadCode, type SourceFile, unpack} from '../../aws/code.ts'
import {getFunction} from '../../aws/lambda.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import {quotaMegabyteBytes, unzippedCodeBytes, zippedCodeBytes} from '../../aws-facts/limits.ts'
import type {LambdaFunction, Mapping} from '../../model/evidence/evidence.ts'
import {defineOnDemand} from './on-demand.ts'
import {isRead, isSource, ownSources} from './own-sources.ts'

/** How the deployed code answers for failed records. The package is read in memory, and nothing of it is kept but findings and their places. */
export const code = defineOnDemand({
  key: 'code',
  scope: 'function',
  needs: ['mapping', 'function'],
  actions: ['lambda:GetFunction'],
  collect: async (aws, {mapping, function: target}) => {
    const sizeBytes = target?.codeSizeBytes ?? null
    const reason = whyNot(target) ?? (await sourcesOf(aws, mapping))
    if (typeof reason === 'string') return {...nothing, sizeBytes, notRead: reason}
    // The parsers are loaded for whoever asks for the code alone.
    const {readCode} = await import('../code/index.ts')
    return {
      sizeBytes,
      files: reason.length,
      notRead: null,
      mentionsFailures: reason.some(({text}) => text.includes('batchItemFailures')),
      ...readCode(reason, target?.handler ?? null),
    }
  },
})

const nothing = {files: 0, mentionsFailures: false, wrongKeys: [], handling: null}
const tooLarge = `it is larger than ${zippedCodeBytes / quotaMegabyteBytes} MB`

function whyNot(target: LambdaFunction | null): string | null {
  if (target === null) return 'the function does not exist'
  if (target.packageType === 'Image') return 'it is a container image'
  if (target.runtime !== null && !isRead(target.runtime)) return `it runs on ${target.runtime}, whose code is not checked`
  return (target.codeSizeBytes ?? 0) > zippedCodeBytes ? tooLarge : null
}

/** The source files of the deployed package, or why there are none. */
async function sourcesOf(aws: Aws, {functionName, qualifier}: Mapping): Promise<SourceFile[] | string> {
  const {Code: deployed} = await getFunction(aws, functionName, qualifier)
  if (!deployed?.Location) return 'Lambda returns no address of its package'
  const archive = await downloadCode(aws, deployed.Location, zippedCodeBytes)
  if (archive === null) return tooLarge
  try {
    const files = await unpack(archive, isSource, unzippedCodeBytes)
    if (files === null) return `it unpacks to more than ${unzippedCodeBytes / quotaMegabyteBytes} MB`
    const sources = ownSources(files)
    return sources.length === 0 ? 'it has no source in JavaScript, TypeScript or Python' : sources
  } catch {
    return 'it is not a readable ZIP archive'
  }
}
