import {defineDerived} from '../../model/derived/derived.ts'
import type {Polling} from '../../model/derived/polling.ts'
import {duration} from '../../text/units.ts'

/** States that end by themselves within minutes. */
const onTheWay = ['Creating', 'Enabling', 'Updating']
/** States in which nothing is read. AWS's list is open: only the metrics can show the meaning of a state that is in no list. */
const notReading = ['Disabled', 'Disabling', 'Deleting']

/** A mapping reads the stream when it is Enabled; Creating, Enabling and Updating are normal for ten minutes, and polling takes minutes to start. */
export const polling = defineDerived({
  key: 'polling',
  needs: ['mapping'],
  wants: [],
  compute: ({mapping: {state, lastModifiedMs}}, _wanted, {nowMs, thresholds}): Polling => {
    const changedSecondsAgo = lastModifiedMs === null ? null : (nowMs - lastModifiedMs) / 1000
    const lately = changedSecondsAgo !== null && changedSecondsAgo <= thresholds.transitionSeconds ? changedSecondsAgo : null
    if (state === '') return {kind: 'unknown', why: 'AWS returned no state of the mapping'}
    if (state === 'Enabled' && lately === null) return {kind: 'polling'}
    if (state === 'Enabled')
      return {kind: 'starting', why: `the mapping was changed ${duration(lately ?? 0)} ago, and polling can take minutes to start`}
    if (notReading.includes(state)) return {kind: 'off', why: `the mapping is ${state}`}
    if (!onTheWay.includes(state))
      return {kind: 'unknown', why: `AWS reports that the mapping is ${state}, a state that is unknown to ddbstream`}
    if (lately !== null || changedSecondsAgo === null) return {kind: 'starting', why: `the mapping is ${state}`}
    return {kind: 'off', why: `the mapping has been ${state} for more than ${duration(thresholds.transitionSeconds)}`}
  },
})
