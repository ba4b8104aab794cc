/** How an error ends the process, by a name of `exitCodes`, and when it occurs. */
interface ErrorMeaning {
  exit: 'usage' | 'undecided' | 'unreachable' | 'halfDone' | 'refused' | 'bug' | 'interrupted'
  when: string
}

/** Every code of an error, as `--json` prints it. Scripts rely on these names. `docs/errors.md` is generated from this table. */
export const errorCodes = {
  // The command line and the files that it names.
  E_USAGE: {exit: 'usage', when: 'An argument or a flag is missing, has a wrong value, or does not go with another one.'},
  E_UNKNOWN_COMMAND: {exit: 'usage', when: 'The command does not exist.'},
  E_UNKNOWN_FLAG: {exit: 'usage', when: 'The command does not have this flag.'},
  E_UNKNOWN_FORMAT: {exit: 'usage', when: 'The output format does not exist.'},
  E_UNKNOWN_CHECK: {exit: 'usage', when: '`--only` or `--skip` names a check that does not exist.'},
  E_UNKNOWN_INCIDENT: {exit: 'usage', when: 'The lab has no incident of this name.'},
  E_BAD_FUNCTION: {exit: 'usage', when: 'The text is not a name or an ARN of a Lambda function.'},
  E_BAD_REGION: {exit: 'usage', when: 'The text is not the name of an AWS region.'},
  E_OTHER_REGION: {exit: 'usage', when: 'The ARN of the function and `--region` name two regions.'},
  E_WHICH_MAPPING: {exit: 'usage', when: 'The function has several event source mappings, and none was named.'},
  E_CONFIG: {exit: 'usage', when: 'The configuration file is not valid, or a command needs one and finds no file.'},
  E_CONFIG_EXISTS: {exit: 'refused', when: 'The folder already has a configuration. `init` kept it.'},
  E_BASELINE: {exit: 'usage', when: 'The baseline file does not exist or is not valid.'},
  E_EVIDENCE_FILE: {exit: 'usage', when: 'The file of `--from` is not evidence that this version can read.'},
  E_PARTS: {exit: 'usage', when: 'The files of `merge` are not reports of one run.'},
  E_FILE: {exit: 'usage', when: 'A file or stdout cannot be read or written, for example on a full disk.'},
  E_PORT: {exit: 'usage', when: 'The port is in use or not allowed.'},
  // Errors of requests that AWS did not answer.
  E_CREDENTIALS: {exit: 'unreachable', when: 'No usable AWS credentials exist.'},
  E_EXPIRED_TOKEN: {exit: 'unreachable', when: 'The AWS credentials have expired.'},
  E_NO_PROFILE: {exit: 'unreachable', when: 'The profile does not exist in the shared AWS configuration.'},
  E_NO_REGION: {exit: 'unreachable', when: 'No AWS region is set.'},
  E_UNREACHABLE: {exit: 'unreachable', when: 'AWS, or the endpoint that replaces it, could not be reached.'},
  E_DEADLINE: {exit: 'unreachable', when: 'AWS did not answer before `--deadline`.'},
  E_AWS: {exit: 'unreachable', when: 'AWS answered with an error that no other code covers.'},
  E_DENIED: {exit: 'undecided', when: 'An IAM policy denies a read that the command needs.'},
  E_NO_FUNCTION: {exit: 'unreachable', when: 'The function does not exist.'},
  E_NO_PIPELINE: {exit: 'unreachable', when: 'No event source mapping on a DynamoDB stream fits the arguments.'},
  E_NO_LOG: {exit: 'unreachable', when: 'The log group does not exist or has no lines that the command needs.'},
  E_STREAM: {exit: 'undecided', when: 'Neither the stream of the mapping nor its table could be read.'},
  E_SCAN_LIMIT: {exit: 'refused', when: 'The log query would scan more than `--max-scan-gb`.'},
  // A change that is refused: nothing was changed.
  E_NOT_CONFIRMED: {exit: 'refused', when: 'The change was not confirmed.'},
  E_INTERRUPTED: {exit: 'interrupted', when: 'Ctrl-C at the prompt. Nothing was changed.'},
  E_REFUSED: {exit: 'refused', when: 'AWS or a precondition of the plan refused the change.'},
  E_LOSS: {exit: 'refused', when: 'The change would lose records. `--accept-loss` accepts the loss.'},
  E_GAP: {exit: 'refused', when: 'The change may skip records. `--accept-gap` accepts the risk.'},
  E_ROLE: {exit: 'refused', when: 'The role of the function lacks a permission that the change needs.'},
  E_FILTERS: {exit: 'refused', when: 'The filters of the mapping are encrypted and may not be decrypted.'},
  E_STATE: {exit: 'refused', when: 'The state of the mapping does not allow the change.'},
  E_NOT_ACTIVE: {exit: 'refused', when: 'The function or its version is not active.'},
  E_NO_TARGET: {exit: 'refused', when: 'The function that a new mapping would invoke does not exist.'},
  E_NO_VERSION: {exit: 'refused', when: 'The version is not published.'},
  E_NO_ALIAS: {exit: 'refused', when: 'The alias does not exist.'},
  E_WEIGHTS: {exit: 'refused', when: 'The alias sends invocations to two versions.'},
  E_NO_CONCURRENCY: {exit: 'refused', when: 'The reserved concurrency of the function is 0.'},
  E_NO_STREAM: {exit: 'refused', when: 'The table has no stream that the mapping could read.'},
  E_MEMORY: {exit: 'refused', when: 'The memory is above the limit of the function.'},
  E_TIMEOUT: {exit: 'refused', when: 'The timeout is above the limit of the function.'},
  E_OTHER_CODE: {exit: 'refused', when: 'A new version would release other code than the version in use.'},
  E_LOCKED: {exit: 'refused', when: 'Somebody else is changing the mapping. `--steal` takes the lock.'},
  E_RUNNING: {exit: 'refused', when: 'An operation on this mapping is still running.'},
  E_JOURNAL: {exit: 'refused', when: 'The journal cannot be written.'},
  // Changes that are half done, and their undo.
  E_HALF_DONE: {exit: 'halfDone', when: 'The change stopped half-way. `ddbstream undo` reverts it.'},
  E_UNFINISHED: {exit: 'halfDone', when: 'An earlier change of this mapping is half done.'},
  E_DRIFT: {exit: 'refused', when: 'Somebody changed the setting in between.'},
  E_UNDO: {exit: 'refused', when: 'A setting could not be restored.'},
  E_UNDO_HALF_DONE: {exit: 'halfDone', when: 'The undo stopped half-way. Run it again.'},
  E_NO_OPERATION: {exit: 'usage', when: 'The journal has no operation of this id.'},
  E_CLOSED: {exit: 'usage', when: 'The operation was undone or closed before.'},
  E_OTHER_ACCOUNT: {exit: 'refused', when: 'The operation belongs to another AWS account.'},
  E_BUG: {exit: 'bug', when: 'ddbstream has a bug.'},
} as const satisfies Record<`E_${string}`, ErrorMeaning>

export type ErrorCode = keyof typeof errorCodes
