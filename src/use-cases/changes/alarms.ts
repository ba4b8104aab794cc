import type {Connection} from '../../aws/index.ts'
import {alarmsTargets, planAlarms} from '../../changes/plans/alarms.ts'
import {lookupOf} from '../../diagnosis/lookup.ts'
import {collectOnDemand} from '../../evidence/index.ts'
import {alarms} from '../../evidence/on-demand/alarms.ts'
import type {Journal} from '../../model/plan/journal.ts'
import {UserError} from '../../model/user-error.ts'
import {changeActions, type Planned, planFor} from './run-change.ts'
import type {Choice} from './select-pipeline.ts'

export const alarmsActions: readonly string[] = [...changeActions(alarmsTargets), ...alarms.actions]

/** @param sns the topic that the new alarms tell; null tells nobody. */
export const planAlarmsOf = (connection: Connection, choice: Choice, journal: Journal, sns: string | null): Promise<Planned> =>
  planFor(connection, choice, journal, async ({evidence, pipeline, moment, selected}, aws) => {
    const asked = await collectOnDemand(aws, evidence, [{pipeline, keys: ['alarms']}])
    const item = lookupOf(asked, pipeline, moment)('alarms')
    if (item.state === 'known') return planAlarms(selected, item.value, sns)
    throw new UserError('E_AWS', `The alarms could not be read: ${item.action}: ${item.detail}`, [
      item.reason === 'denied' ? `Allow ${item.action}.` : 'Try again.',
    ])
  })
