import type {ErrorCode} from '../../src/model/error-codes.ts'
import type {Operation} from '../../src/model/plan/plan.ts'
import type {Facts, Phase} from './facts.ts'

type Guard = NonNullable<Operation['guard']>['verdict']

/** Refusals and errors that a change or an undo of the lab can meet. */
const codes: readonly ErrorCode[] = [
  ...(['E_WHICH_MAPPING', 'E_EXPIRED_TOKEN', 'E_UNREACHABLE', 'E_AWS', 'E_DENIED', 'E_REFUSED', 'E_LOSS', 'E_GAP', 'E_ROLE'] as const),
  ...(['E_STATE', 'E_NOT_ACTIVE', 'E_NO_VERSION', 'E_NO_ALIAS', 'E_WEIGHTS', 'E_NO_CONCURRENCY', 'E_NO_STREAM'] as const),
  ...(['E_MEMORY', 'E_TIMEOUT', 'E_OTHER_CODE', 'E_LOCKED', 'E_RUNNING', 'E_JOURNAL', 'E_HALF_DONE', 'E_UNFINISHED'] as const),
  ...(['E_DRIFT', 'E_UNDO', 'E_UNDO_HALF_DONE', 'E_NO_OPERATION', 'E_CLOSED', 'E_OTHER_ACCOUNT'] as const),
]
const exits = [0, 1, 2, 3, 4, 5, 6, 7, 130] as const
const statuses: readonly Operation['status'][] = ['running', 'done', 'half-done', 'undone', 'rolled-back', 'refused', 'forgotten']
const steps: readonly Operation['steps'][number]['status'][] = ['pending', 'started', 'done', 'already', 'failed']
const verdicts: readonly Guard[] = ['successful', 'failed', 'inconclusive', 'stopped']
const flows = ['seen', 'not-seen', 'nothing-written', 'unknown'] as const

/** Each state that a long enough run reaches. */
export const states: readonly string[] = [
  ...exits.map(code => `exit ${code}`),
  ...codes,
  ...statuses.map(status => `operation ${status}`),
  ...steps.map(status => `step ${status}`),
  ...verdicts.map(verdict => `guard ${verdict}`),
  ...flows.map(flow => `flow ${flow}`),
]

function ofPhase({ended, operations}: Phase): string[] {
  const end =
    ended.kind === 'report'
      ? [`exit ${ended.exitCode}`, ...(ended.flow === null ? [] : [`flow ${ended.flow}`])]
      : ended.kind === 'error'
        ? [`exit ${ended.exitCode}`, ended.code]
        : []
  return [
    ...end,
    ...operations.flatMap(({status, steps, undo, guard}) => [
      `operation ${status}`,
      ...[...steps, ...undo].map(step => `step ${step.status}`),
      ...(guard === null ? [] : [`guard ${guard.verdict}`]),
    ]),
  ]
}

/** The states of the list that a run reached. */
export const reachedBy = ({phases}: Pick<Facts, 'phases'>): string[] => {
  const reached = new Set(phases.flatMap(ofPhase))
  return states.filter(state => reached.has(state))
}
