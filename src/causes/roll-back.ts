import type {Treatment} from '../model/check.ts'
import type {LambdaFunction, Mapping} from '../model/evidence.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {treatmentCommand} from '../model/treatment-command.ts'

const kept = 'The mapping keeps its position in the stream, so Lambda delivers the waiting records by itself.'

/** The number of the version before; null where the mapping invokes no published version, or its first. */
function versionBefore({version}: LambdaFunction, mapping: Mapping | undefined): string | null {
  const present = Number(version)
  return mapping?.qualifier != null && Number.isInteger(present) && present > 1 ? String(present - 1) : null
}

/** The way back to the code from before a release. */
export function rollBack(target: LambdaFunction, mapping: Mapping | undefined): Treatment {
  const before = versionBefore(target, mapping)
  if (mapping && before !== null)
    return {
      summary: `Roll back to version ${before}, the one before. ${kept}`,
      command: treatmentCommand('remap', mapping, ['--version', before]),
    }
  const code = target.packageType === 'Image' ? '--image-uri PREVIOUS_IMAGE' : '--zip-file fileb://PREVIOUS_PACKAGE.zip'
  const name = shellWord(target.functionName)
  const published = mapping?.qualifier != null && mapping.qualifier !== '$LATEST'
  const deploy = `aws lambda update-function-code${regionFlag(target.functionArn)} --function-name ${name} ${code}`
  return {
    summary: `Deploy the code from before the release again, with your pipeline or with this command and the package of then. ${kept}`,
    command:
      mapping && published
        ? `${deploy} && aws lambda wait function-updated-v2${regionFlag(target.functionArn)} --function-name ${name} && ${treatmentCommand('remap', mapping, ['--publish'])}`
        : deploy,
  }
}
