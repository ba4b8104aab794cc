import type {SourceFile} from '../../aws/code.ts'

/** Runtimes whose code may be JavaScript or Python; `provided` runs whatever is in the package. */
export const isRead = (runtime: string): boolean => /^(?:nodejs|python|provided)/.test(runtime)

const installed = /(?:^|\/)(?:node_modules|site-packages|__pycache__)\//
const record = /(?:^|\/)[^/]+\.dist-info\/RECORD$/

/** Source, and the lists of installed files. */
export const isSource = (name: string): boolean => (/\.(?:[cm]?js|[cm]?ts|py)$/.test(name) || record.test(name)) && !installed.test(name)

/** Packages of Python whose lists are often left out to save room. */
const known = /(?:^|\/)(?:aws_lambda_powertools|aws_xray_sdk|boto3|botocore|s3transfer|sentry_sdk|ddtrace|datadog_lambda)\//

/** The function's own source: files installed beside it are other people's. Python installs into the same folder, and lists its files. */
export function ownSources(files: readonly SourceFile[]): SourceFile[] {
  const theirs = new Set(files.filter(({name}) => record.test(name)).flatMap(listed))
  return files.filter(({name}) => !record.test(name) && !known.test(name) && !theirs.has(name) && !name.endsWith('.d.ts'))
}

/** The paths of a list, which are relative to the folder that it was installed into. */
function listed({name, text}: SourceFile): string[] {
  const folder = name.split('/').slice(0, -2)
  return text.split('\n').map(line => [...folder, line.split(',')[0] ?? ''].join('/'))
}
