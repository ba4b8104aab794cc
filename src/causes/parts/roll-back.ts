import {fixCommand} from '../../advice/fix-command.ts'
import {formerVersion, isPublished} from '../../advice/former-version.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import type {Fix} from '../../model/check.ts'
import type {LambdaFunction, Mapping, Version} from '../../model/evidence/evidence.ts'
import {shellWord} from '../../text/shell.ts'

const kept = 'The mapping keeps its position in the stream, so Lambda delivers the waiting records by itself.'

/** The way back to the code from before a release; `versions` are the published ones, undefined where they could not be read. */
export function rollBack(target: LambdaFunction, mapping: Mapping | undefined, versions: readonly Version[] | undefined): Fix {
  const former = formerVersion(target, mapping, versions)
  if (mapping && former !== null) {
    const {version} = former
    const {qualifier} = mapping
    const pinned = isPublished(mapping)
      ? ''
      : ` The mapping invokes $LATEST now and version ${version} afterwards: point it back with \`ddbstream undo\` when $LATEST is fixed.`
    return {
      summary: `Roll back to version ${version}, ${qualifier === null || !isPublished(mapping) ? 'published before the release' : 'the previous one'}. ${kept}${pinned}`,
      command: fixCommand('remap', mapping, ['--version', version]),
      settings: [{name: 'FunctionVersion', before: target.version, after: version}],
      carries: {like: 'before'},
    }
  }
  return deployAgain(target, mapping)
}

function deployAgain(target: LambdaFunction, mapping: Mapping | undefined): Fix {
  const code = target.packageType === 'Image' ? '--image-uri PREVIOUS_IMAGE' : '--zip-file fileb://PREVIOUS_PACKAGE.zip'
  const name = shellWord(target.functionName)
  const deploy = `aws lambda update-function-code${regionFlag(target.functionArn)} --function-name ${name} ${code}`
  return {
    doubt: 'No published version contains the earlier code: without your package no command ends it.',
    summary: `Redeploy the code from before the release, with your pipeline or with this command and the earlier package. ${kept}`,
    command:
      mapping && isPublished(mapping)
        ? `${deploy} && aws lambda wait function-updated-v2${regionFlag(target.functionArn)} --function-name ${name} && ${fixCommand('remap', mapping, ['--publish'])}`
        : deploy,
  }
}
