import {downloadCode, type SourceFile, unpack} from '../../aws/code.ts'
import type {Aws} from '../../aws/connection.ts'
import {getFunction} from '../../aws/lambda.ts'
import type {Code, LambdaFunction, Mapping} from '../../model/evidence.ts'
import {unzippedCodeBytes, zippedCodeBytes} from '../../model/limits.ts'
import {defineAsked} from './asked.ts'
import {wrongKeysIn} from './failure-keys.ts'

/** How the deployed code answers for failed records. The package is read in memory, and nothing of it is kept but wrong keys and their places. */
export const code = defineAsked({
  key: 'code',
  scope: 'function',
  needs: ['mapping', 'function'],
  actions: ['lambda:GetFunction'],
  collect: async (aws, {mapping, function: target}) => {
    const sizeBytes = target?.codeSizeBytes ?? null
    const reason = whyNot(target) ?? (await sourcesOf(aws, mapping))
    return typeof reason === 'string' ? {...nothing, sizeBytes, notRead: reason} : {...findingsIn(reason), sizeBytes}
  },
})

const nothing = {files: 0, mentionsFailures: false, wrongKeys: []}
const tooLarge = `it is larger than ${zippedCodeBytes / 1e6} MB`

function whyNot(target: LambdaFunction | null): string | null {
  if (target === null) return 'the function does not exist'
  if (target.packageType === 'Image') return 'it is a container image'
  return (target.codeSizeBytes ?? 0) > zippedCodeBytes ? tooLarge : null
}

/** The code's own source: what is installed beside it is other people's. */
const isSource = (name: string): boolean => /\.(?:[cm]?js|ts|py)$/.test(name) && !/(?:^|\/)(?:node_modules|site-packages)\//.test(name)

/** The source files of the deployed package, or why there are none. */
async function sourcesOf(aws: Aws, {functionName, qualifier}: Mapping): Promise<SourceFile[] | string> {
  const {Code: deployed} = await getFunction(aws, functionName, qualifier)
  if (!deployed?.Location) return 'Lambda gives no address of its package'
  const archive = await downloadCode(aws, deployed.Location, zippedCodeBytes)
  if (archive === null) return tooLarge
  try {
    const sources = await unpack(archive, isSource, unzippedCodeBytes)
    if (sources === null) return `it unpacks to more than ${unzippedCodeBytes / 1e6} MB`
    return sources.length === 0 ? 'it has no source in JavaScript, TypeScript or Python' : sources
  } catch {
    return 'it is no ZIP archive that can be read'
  }
}

export const findingsIn = (sources: readonly SourceFile[]): Omit<Code, 'sizeBytes'> => ({
  files: sources.length,
  notRead: null,
  mentionsFailures: sources.some(({text}) => text.includes('batchItemFailures')),
  wrongKeys: sources.flatMap(wrongKeysIn),
})
