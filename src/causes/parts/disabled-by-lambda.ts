import type {Mapping} from '../../model/evidence/evidence.ts'

/** Whoever made the last change, in AWS's words: "User action" and "USER_INITIATED" are seen; Lambda's own are not documented. */
const byUser = /user/i

/** Lambda disabled the mapping by itself (CloudTrail: LambdaESMDisabled). It does so again until the reason is gone. */
export const isDisabledByLambda = ({state, stateTransitionReason: reason}: Mapping): boolean =>
  state.startsWith('Disabl') && reason !== null && !byUser.test(reason)

/** The step after the reason is gone. */
export const thenEnable = 'Then enable the mapping: Lambda does not enable it again by itself.'
