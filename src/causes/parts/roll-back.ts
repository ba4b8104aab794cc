import {fixCommand} from '../../advice/fix-command.ts'
import {formerVersion, isPublished} from '../../advice/former-version.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import type {Fix} from '../../model/check.ts'
import type {LambdaFunction, Mapping, Version} from '../../model/evidence/evidence.ts'
import {shellWord} from '../../text/shell.ts'

const kept = 'The mapping keeps its position in the stream, so Lambda delivers the waiting records by itself.'

const text = {
  toTheOneBefore: (version: string) => `Roll back to version ${version}, the previous one. ${kept}`,
  fromLatest: (version: string) =>
    `Roll back to version ${version}, published before the release. ${kept} The mapping invokes $LATEST now and version ${version} afterwards: point it back with \`ddbstream undo\` when $LATEST is fixed.`,
  deployAgain: `Redeploy the code from before the release, with your pipeline or with this command and the earlier package. ${kept}`,
  noVersion: 'No published version contains the earlier code: without your package no command ends it.',
}

/** The way back to the code from before a release; `versions` are the published ones, undefined where they could not be read. */
export function rollBack(target: LambdaFunction, mapping: Mapping | undefined, versions: readonly Version[] | undefined): Fix {
  const former = formerVersion(target, mapping, versions)
  if (!mapping || former === null) return deployAgain(target, mapping)
  const {version} = former
  return {
    summary: isPublished(mapping) ? text.toTheOneBefore(version) : text.fromLatest(version),
    command: fixCommand('remap', mapping, ['--version', version]),
    settings: [{name: 'FunctionVersion', before: target.version, after: version}],
    carries: {like: 'before'},
  }
}

function deployAgain(target: LambdaFunction, mapping: Mapping | undefined): Fix {
  const code = target.packageType === 'Image' ? '--image-uri PREVIOUS_IMAGE' : '--zip-file fileb://PREVIOUS_PACKAGE.zip'
  const name = shellWord(target.functionName)
  const deploy = `aws lambda update-function-code${regionFlag(target.functionArn)} --function-name ${name} ${code}`
  return {
    doubt: text.noVersion,
    summary: text.deployAgain,
    command:
      mapping && isPublished(mapping)
        ? `${deploy} && aws lambda wait function-updated-v2${regionFlag(target.functionArn)} --function-name ${name} && ${fixCommand('remap', mapping, ['--publish'])}`
        : deploy,
  }
}
