import {regionFlag} from '../../advice/region-flag.ts'
import type {Present} from '../../model/cause.ts'
import type {Fix} from '../../model/check.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {LambdaFunction, Mapping} from '../../model/evidence/evidence.ts'
import {option} from '../../text/shell.ts'
import {known, lagLines, when} from './lines.ts'

const goesOn = 'The mapping keeps its position, so Lambda then delivers the waiting records by itself.'

const text = {
  summary: 'Lambda cannot decrypt the environment variables of the function with their KMS key, and so cannot start it.',
  because: {
    reported: (result: string) => `AWS reports for the mapping: "${result}"`,
    key: (keyArn: string) => `The environment variables are encrypted with ${keyArn}.`,
  },
  against: 'Batches are still delivered: existing environments continue.',
  fix: {
    key: `Restore access to the key of the environment variables; the command shows its state. ${goesOn}`,
    allow: `Allow the execution role to decrypt with the key of the environment variables (kms:Decrypt); the command shows the key's policy. ${goesOn}`,
    renewGrant:
      'The grant of the key names a role by its id: a role that was deleted and created again has another id. Give the function another role and then this one again: Lambda then creates a new grant on the key.',
  },
}

/**
 * The errors of Invoke where Lambda cannot decrypt the environment variables (Lambda API reference, "Invoke"). Such a call starts no
 * environment and is no invocation, so that no metric of the function counts it.
 */
const words = /KMS(AccessDenied|Disabled|InvalidState|NotFound)Exception|decrypt the environment variables/i
/** Of these errors, the one that a policy or a grant makes. */
const deniedWords = /KMSAccessDenied|access (was|is) denied/i

function fixes({functionArn, functionName, environmentKeyArn: key}: LambdaFunction, isDenied: boolean): Fix[] {
  const at = regionFlag(functionArn)
  const keyId = option('key-id', key ?? 'alias/aws/lambda')
  if (!isDenied) return [{summary: text.fix.key, command: `aws kms describe-key${at}${keyId}`}]
  return [
    {
      summary: text.fix.allow,
      command: `aws kms get-key-policy${at}${keyId} --policy-name default --output text`,
    },
    {
      summary: text.fix.renewGrant,
      command: `aws lambda get-function-configuration${at}${option('function-name', functionName)} --query '[Role,KMSKeyArn]'`,
    },
  ]
}

/** AWS says of the newest attempt that it could not decrypt the function's environment variables; null where it does not. */
export function settingsClosed(target: LambdaFunction, mapping: Mapping, lag: Lag | undefined): Present | null {
  const result = mapping.lastProcessingResult ?? ''
  if (!result.startsWith('PROBLEM') || !words.test(result)) return null
  const delivered = lag?.state === 'ok' || lag?.state === 'recovering'
  return {
    kind: 'present',
    confidence: delivered ? 0.7 : 0.95,
    summary: text.summary,
    because: [
      text.because.reported(result),
      ...known(target.environmentKeyArn, text.because.key),
      ...(lag?.state === 'stopped' ? lagLines(lag).slice(0, 1) : []),
    ],
    against: when(delivered, text.against),
    settledBy: null,
    fixes: fixes(target, deniedWords.test(result)),
  }
}
