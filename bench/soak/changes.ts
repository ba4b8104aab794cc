import {functionName} from '../../packages/lab/src/incidents/plan.ts'
import {releaseKinds} from '../../packages/lab/src/simulation/function/release-kinds.ts'
import type {ChangeReport} from '../../src/model/plan/change-report.ts'
import {planAlarmsOf} from '../../src/use-cases/changes/alarms.ts'
import {planConfigureOf} from '../../src/use-cases/changes/configure.ts'
import {planRemapOf} from '../../src/use-cases/changes/remap.ts'
import {planRemapStreamOf, remapStream} from '../../src/use-cases/changes/remap-stream.ts'
import {planRestartOf, restart} from '../../src/use-cases/changes/restart.ts'
import {type ChangeContext, carryOutPlan, type Planned} from '../../src/use-cases/changes/run-change.ts'
import type {Drawn} from './draw.ts'
import type {DrawnChange} from './draw-change.ts'
import type {Process} from './process.ts'
import type {SoakWorld} from './world.ts'

/** A change that the command line can run. */
export interface Command {
  plan: (process: Process) => Promise<Planned>
  act: (planned: Planned, context: ChangeContext) => Promise<ChangeReport>
}

const choice = {functionText: functionName, mapping: undefined, toolVersion: '0.0.0'}
const sns = 'arn:aws:sns:us-east-1:123456789012:on-call'

/** The version that somebody has published, or the newest where the function cannot have one. */
function released(world: SoakWorld, kind: (typeof releaseKinds)[number]): string {
  const {status, body} = world.lab.control('POST', '/_lab/release', {kind})
  return status === 200 ? (body as {version: string}).version : 'latest'
}

/** Publishes the version of a remap, and answers the command. */
export function commandOf(change: DrawnChange, world: SoakWorld, accepted: Drawn['accepted']): Command {
  switch (change.kind) {
    case 'restart':
      return {plan: ({connection, journal}) => planRestartOf(connection, choice, journal, accepted), act: restart}
    case 'alarms':
      return {plan: ({connection, journal}) => planAlarmsOf(connection, choice, journal, sns), act: carryOutPlan}
    case 'remap-stream':
      return {plan: ({connection, journal}) => planRemapStreamOf(connection, choice, journal, accepted), act: remapStream}
    case 'configure':
      return {plan: ({connection, journal}) => planConfigureOf(connection, choice, journal, change.wanted, accepted), act: carryOutPlan}
    case 'remap': {
      const kind = releaseKinds.find(one => one === change.release)
      const version = kind === undefined ? (change.release === 'unknown' ? '999' : undefined) : released(world, kind)
      const guard = {seconds: change.guardSeconds, onInconclusive: change.onInconclusive}
      const wanted = {version, publish: version === undefined, alias: change.alias, guard}
      return {plan: ({connection, journal}) => planRemapOf(connection, choice, journal, wanted, accepted), act: carryOutPlan}
    }
  }
}
