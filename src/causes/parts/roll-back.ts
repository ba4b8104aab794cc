import {fixCommand} from '../../advice/fix-command.ts'
import {formerVersion, isPublished, laterVersion} from '../../advice/former-version.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import type {Fix} from '../../model/check.ts'
import type {LambdaFunction, Mapping, Version} from '../../model/evidence/evidence.ts'
import {option} from '../../text/shell.ts'
import {isoMinute} from '../../text/units.ts'

const isAlias = (qualifier: string): boolean => !/^\d+$/.test(qualifier)

const kept = 'The mapping keeps its position in the stream, so Lambda delivers the waiting records by itself.'

const text = {
  toTheOneBefore: (version: string) => `Roll back to version ${version}, the previous one. ${kept}`,
  fromLatest: (version: string) =>
    `Roll back to version ${version}, published before the release. ${kept} The mapping invokes $LATEST now and version ${version} afterwards: point it back with \`ddbstream undo\` when $LATEST is fixed.`,
  deployAgain: `Redeploy the code from before the release, with your pipeline or with this command and the earlier package. ${kept}`,
  forward: (version: string, atMs: number, qualifier: string, present: string) =>
    `Version ${version} was published at ${isoMinute(atMs)}, after the failures began, and the ${isAlias(qualifier) ? `alias ${qualifier} still points at` : 'mapping still invokes'} version ${present}. If version ${version} contains the correction, move on to it. ${kept}`,
  forwardDoubt: (version: string) => `The code of version ${version} is not known here: read its changes first.`,
  noVersion: 'No published version contains the earlier code: without your package no command restores it.',
}

/** On to a version that was published since the failures began and that nothing invokes yet: its release was perhaps not completed. */
export function goForward(
  target: LambdaFunction | null | undefined,
  mapping: Mapping | undefined,
  versions: readonly Version[] | undefined,
  sinceMs: number | null,
): Fix[] {
  const later = target ? laterVersion(target, mapping, versions, sinceMs) : null
  if (!mapping || !target || later === null) return []
  return [
    {
      summary: text.forward(later.version, later.lastModifiedMs ?? 0, mapping.qualifier ?? '', target.version),
      doubt: text.forwardDoubt(later.version),
      command: fixCommand('remap', mapping, [['version', later.version]]),
      settings: [{name: 'FunctionVersion', before: target.version, after: later.version}],
    },
  ]
}

/** Both: a version that surely ran before comes first, and the earlier code that nobody has published comes last. */
export function backAndForward(
  target: LambdaFunction,
  mapping: Mapping | undefined,
  versions: readonly Version[] | undefined,
  sinceMs: number | null,
): Fix[] {
  const back = rollBack(target, mapping, versions)
  const forward = goForward(target, mapping, versions, sinceMs)
  return formerVersion(target, mapping, versions) === null ? [...forward, back] : [back, ...forward]
}

/** The way back to the code from before a release; `versions` are the published ones, undefined where they could not be read. */
export function rollBack(target: LambdaFunction, mapping: Mapping | undefined, versions: readonly Version[] | undefined): Fix {
  const former = formerVersion(target, mapping, versions)
  if (!mapping || former === null) return deployAgain(target, mapping)
  const {version} = former
  return {
    summary: isPublished(mapping) ? text.toTheOneBefore(version) : text.fromLatest(version),
    command: fixCommand('remap', mapping, [['version', version]]),
    settings: [{name: 'FunctionVersion', before: target.version, after: version}],
    carries: {like: 'before'},
  }
}

function deployAgain(target: LambdaFunction, mapping: Mapping | undefined): Fix {
  const code = target.packageType === 'Image' ? '--image-uri PREVIOUS_IMAGE' : '--zip-file fileb://PREVIOUS_PACKAGE.zip'
  const at = `${regionFlag(target.functionArn)}${option('function-name', target.functionName)}`
  const deploy = `aws lambda update-function-code${at} ${code}`
  return {
    doubt: text.noVersion,
    summary: text.deployAgain,
    command:
      mapping && isPublished(mapping)
        ? `${deploy} && aws lambda wait function-updated-v2${at} && ${fixCommand('remap', mapping, [['publish']])}`
        : deploy,
  }
}
