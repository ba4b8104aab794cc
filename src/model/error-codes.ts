/** How an error ends the process, by the names of `exitCodes`, and when it occurs. */
interface ErrorMeaning {
  exits: readonly ('usage' | 'undecided' | 'unreachable' | 'halfDone' | 'refused' | 'bug' | 'interrupted')[]
  when: string
}

/** Every code of an error, as `--json` prints it. Scripts rely on these names. `docs/errors.md` is generated from this table. */
export const errorCodes = {
  // The command line and the files that it names.
  E_USAGE: {exits: ['usage'], when: 'An argument or a flag is missing, has a wrong value, or does not go with another one.'},
  E_UNKNOWN_COMMAND: {exits: ['usage'], when: 'The command does not exist.'},
  E_UNKNOWN_FLAG: {exits: ['usage'], when: 'The command does not have this flag.'},
  E_UNKNOWN_FORMAT: {exits: ['usage'], when: 'The output format does not exist.'},
  E_UNKNOWN_CHECK: {exits: ['usage'], when: '`--only` or `--skip` names a check that does not exist.'},
  E_UNKNOWN_INCIDENT: {exits: ['usage'], when: 'The lab has no incident of this name.'},
  E_BAD_FUNCTION: {exits: ['usage'], when: 'The text is not a name or an ARN of a Lambda function.'},
  E_BAD_REGION: {exits: ['usage'], when: 'The text is not the name of an AWS region.'},
  E_OTHER_REGION: {exits: ['usage'], when: 'The ARN of the function and `--region` name two regions.'},
  E_WHICH_MAPPING: {exits: ['usage'], when: 'The function has several event source mappings, and none was named.'},
  E_CONFIG: {exits: ['usage', 'refused'], when: 'The configuration file is not valid. With exit code 7: `init` found one and kept it.'},
  E_BASELINE: {exits: ['usage'], when: 'The baseline file does not exist or is not valid.'},
  E_EVIDENCE_FILE: {exits: ['usage'], when: 'The file of `--from` is not evidence that this version can read.'},
  E_PARTS: {exits: ['usage'], when: 'The files of `merge` are not reports of one run.'},
  E_FILE: {exits: ['usage'], when: 'A file or stdout cannot be read or written, for example on a full disk.'},
  E_PORT: {exits: ['usage'], when: 'The port is in use or not allowed.'},
  // What AWS did not answer.
  E_CREDENTIALS: {exits: ['unreachable'], when: 'No usable AWS credentials exist.'},
  E_EXPIRED_TOKEN: {exits: ['unreachable'], when: 'The AWS credentials have expired.'},
  E_NO_PROFILE: {exits: ['unreachable'], when: 'The profile does not exist in the shared AWS configuration.'},
  E_NO_REGION: {exits: ['unreachable'], when: 'No AWS region is set.'},
  E_UNREACHABLE: {exits: ['unreachable'], when: 'AWS, or the endpoint that replaces it, could not be reached.'},
  E_DEADLINE: {exits: ['unreachable'], when: 'AWS did not answer before `--deadline`.'},
  E_AWS: {exits: ['unreachable'], when: 'AWS answered with an error that no other code covers.'},
  E_DENIED: {exits: ['undecided'], when: 'An IAM policy denies a read that the command needs.'},
  E_NO_FUNCTION: {exits: ['unreachable', 'refused'], when: 'The function does not exist. With exit code 7: a change needs it.'},
  E_NO_PIPELINE: {exits: ['unreachable'], when: 'No event source mapping on a DynamoDB stream fits the arguments.'},
  E_NO_LOG: {exits: ['unreachable'], when: 'The log group does not exist or has no lines that the command needs.'},
  E_STREAM: {exits: ['undecided'], when: 'Neither the stream of the mapping nor its table could be read.'},
  E_SCAN_LIMIT: {exits: ['refused'], when: 'The log query would scan more than `--max-scan-gb`.'},
  // A change that is refused: nothing was changed.
  E_NOT_CONFIRMED: {exits: ['refused', 'interrupted'], when: 'Nobody confirmed the change. With exit code 130: Ctrl-C at the prompt.'},
  E_REFUSED: {exits: ['refused'], when: 'AWS or a precondition of the plan refused the change.'},
  E_LOSS: {exits: ['refused'], when: 'The change would lose records. `--accept-loss` accepts the loss.'},
  E_GAP: {exits: ['refused'], when: 'The change may skip records. `--accept-gap` accepts the risk.'},
  E_ROLE: {exits: ['refused'], when: 'The role of the function lacks a permission that the change needs.'},
  E_FILTERS: {exits: ['refused'], when: 'The filters of the mapping are encrypted and may not be decrypted.'},
  E_STATE: {exits: ['refused'], when: 'The state of the mapping does not allow the change.'},
  E_NOT_ACTIVE: {exits: ['refused'], when: 'The function or its version is not active.'},
  E_NO_VERSION: {exits: ['refused'], when: 'The version is not published.'},
  E_NO_ALIAS: {exits: ['refused'], when: 'The alias does not exist.'},
  E_WEIGHTS: {exits: ['refused'], when: 'The alias sends invocations to two versions.'},
  E_NO_CONCURRENCY: {exits: ['refused'], when: 'The reserved concurrency of the function is 0.'},
  E_NO_STREAM: {exits: ['refused'], when: 'The table has no stream that the mapping could read.'},
  E_MEMORY: {exits: ['refused'], when: 'The memory is above the limit of the function.'},
  E_TIMEOUT: {exits: ['refused'], when: 'The timeout is above the limit of the function.'},
  E_OTHER_CODE: {exits: ['refused'], when: 'A new version would release other code than the version in use.'},
  E_LOCKED: {exits: ['refused'], when: 'Somebody else is changing the mapping. `--steal` takes the lock.'},
  E_RUNNING: {exits: ['refused'], when: 'An operation on this mapping is still running.'},
  E_JOURNAL: {exits: ['refused'], when: 'The journal cannot be written.'},
  // Changes that are half done, and their undo.
  E_HALF_DONE: {exits: ['halfDone'], when: 'The change stopped half-way. `ddbstream undo` reverts it.'},
  E_UNFINISHED: {exits: ['halfDone'], when: 'An earlier change of this mapping is half done.'},
  E_DRIFT: {exits: ['refused', 'halfDone'], when: 'Somebody changed the setting in between. With exit code 6: the undo is half done.'},
  E_UNDO: {exits: ['refused', 'halfDone'], when: 'A setting could not be restored. With exit code 6: the undo is half done.'},
  E_NO_OPERATION: {exits: ['usage'], when: 'The journal has no operation of this id.'},
  E_CLOSED: {exits: ['usage'], when: 'The operation was undone or closed before.'},
  E_OTHER_ACCOUNT: {exits: ['refused'], when: 'The operation belongs to another AWS account.'},
  E_BUG: {exits: ['bug'], when: 'ddbstream has a bug.'},
} as const satisfies Record<`E_${string}`, ErrorMeaning>

export type ErrorCode = keyof typeof errorCodes
