import {connect, disconnect} from '../../src/aws/index.ts'
import {readMetrics} from '../../src/aws/metrics.ts'
import {functionMetric} from '../../src/evidence/first-round/function-metrics.ts'
import {between} from '../../src/model/evidence/series.ts'
import {planRemapOf} from '../../src/use-cases/changes/remap.ts'
import {carryOutPlan, type Planned} from '../../src/use-cases/changes/run-change.ts'
import {openScene, type Scene, youngSeconds} from '../../test/faults/scene.ts'

const minuteMs = 60_000
const guardSeconds = 600
/** For so long the alarm may still end the release. */
const watchedMs = 15 * minuteMs
const everySeconds = 15

/** The laws of the lab: nothing is tuned on the second. */
export type Laws = 'first' | 'second'

/** One release, judged by the guard and by the alarm of a usual deployment. Times are seconds from the change; null where it is kept. */
export interface Judged {
  verdict: string | null
  because: string[]
  guardSeconds: number | null
  alarmSeconds: number | null
}

/** @param kind `good`, or the fault of the version. */
export async function judge(incident: string, kind: string, seed: number, laws: Laws): Promise<Judged> {
  const guarded = await release(incident, kind, seed, {guard: true, laws})
  const {verdict, because, changedMs} = guarded
  // Where the guard has ended the release, the alarm gets the same one again.
  const {alarmMs} = guarded.isRolledBack ? await release(incident, kind, seed, {guard: false, laws}) : guarded
  return {
    verdict,
    because,
    guardSeconds: guarded.isRolledBack ? guarded.guardSeconds : null,
    alarmSeconds: alarmMs === null ? null : Math.max(0, (alarmMs - changedMs) / 1000),
  }
}

interface Released {
  verdict: string | null
  because: string[]
  isRolledBack: boolean
  guardSeconds: number
  /** When the guard began, epoch ms; the same seed changes at the same time. */
  changedMs: number
  alarmMs: number | null
}

async function release(incident: string, kind: string, seed: number, {guard, laws}: {guard: boolean; laws: Laws}): Promise<Released> {
  const scene = openScene(incident, seed, youngSeconds, laws)
  const version = scene.release(kind)
  const {connection, context} = scene.process()
  const alarm = alarmOn(scene, version)
  const {sleep} = connection
  connection.sleep = async ms => {
    await sleep?.(ms)
    await alarm.look()
  }
  const choice = {functionText: scene.functionName, mapping: undefined, toolVersion: '0.0.0'}
  const wanted = {version, publish: false, alias: undefined, guard: {seconds: guardSeconds, onInconclusive: 'keep'} as const}
  const planned = await planRemapOf(connection, choice, scene.journal, wanted, {gap: true, loss: true})
  const {operation, outcome} = await carryOutPlan(guard ? planned : withoutGuard(planned), context)
  const endMs = scene.nowMs()
  while (!guard && alarm.onMs === null && scene.nowMs() < endMs + watchedMs) {
    scene.advance(everySeconds)
    await alarm.look()
  }
  alarm.end()
  const {verdict = null, because = [], seconds = 0} = operation?.guard ?? {}
  const isRolledBack = outcome === 'rolled-back'
  return {verdict, because, isRolledBack, guardSeconds: seconds, changedMs: endMs - seconds * 1000, alarmMs: alarm.onMs}
}

const withoutGuard = (planned: Planned): Planned => ({...planned, plan: {...planned.plan, guard: null}})

/**
 * The alarm of a usual gradual deployment: an error of the new version in two minutes, one after the other (AWS SAM Developer Guide,
 * "Deploying serverless applications gradually": Errors, Sum, 60 s, two periods, above 0).
 */
function alarmOn(scene: Scene, version: string) {
  const aws = connect(scene.process().connection)
  const alarm = {
    onMs: null as number | null,
    end: () => disconnect(aws),
    look: async () => {
      if (alarm.onMs !== null) return
      const nowMs = scene.nowMs()
      const endMs = Math.floor(nowMs / minuteMs) * minuteMs + minuteMs
      const [errors] = await readMetrics(aws, [functionMetric('Errors.Sum', scene.functionName, version)], {
        startMs: endMs - 20 * minuteMs,
        endMs,
      })
      const failing = errors === undefined ? [] : between(errors, 0, Number.POSITIVE_INFINITY).filter(({value}) => value > 0)
      if (failing.some(({atMs}) => failing.some(other => other.atMs === atMs + minuteMs))) alarm.onMs = nowMs
    },
  }
  return alarm
}
