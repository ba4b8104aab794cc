import {describe, expect, it} from 'vitest'
import type {Trouble} from '../../bench/soak/draw-troubles.ts'
import type {Facts, Invariant} from '../../bench/soak/facts.ts'
import {conservation} from '../../bench/soak/invariants/conservation.ts'
import {exitCodesHold} from '../../bench/soak/invariants/exit-codes.ts'
import {onDisk} from '../../bench/soak/invariants/on-disk.ts'
import {once} from '../../bench/soak/invariants/once.ts'
import {promisedRecords} from '../../bench/soak/invariants/promised-records.ts'
import {restored} from '../../bench/soak/invariants/restored.ts'
import {truth} from '../../bench/soak/invariants/truth.ts'
import {unlocked} from '../../bench/soak/invariants/unlocked.ts'
import type {Plan} from '../../src/model/plan/plan.ts'
import {record} from '../changes/invented.ts'
import {backTo100, count, error, lockTag, mappingArn, phase, report, run, shown, sized, snapshot} from './invented-run.ts'

type Row = [name: string, facts: Facts, broken: RegExp | null]

/** A rule and the runs that keep it or break it. */
const table = (name: string, holds: Invariant, rows: Row[]): void => {
  describe(name, () => {
    it.each(rows)('%s', (_, facts, broken) => {
      const words = holds(facts)
      if (broken === null) expect(words).toEqual([])
      else expect(words.join('\n')).toMatch(broken)
    })
  })
}

const drawn = run([]).drawn
const after = (given: Partial<Facts['start']>): Facts => run([phase({after: snapshot(given)})])
const planOf = (given: Partial<Plan>): Plan => ({risks: [], losses: [], steps: [], ...given}) as unknown as Plan
const torn: Trouble = {kind: 'kill-save', nth: 1, when: 'torn'}
const stuck: Trouble = {
  kind: 'aws',
  fault: 'stuck',
  action: 'lambda:UpdateEventSourceMapping',
  spares: 0,
  count: 1,
  share: 1,
  seconds: 0,
  from: 'change',
}

table('conservation', conservation, [
  ['all records are accounted for', after({}), null],
  ['one record is missing', after({counts: [count({pending: 9})]}), /100 records were written for m, and 99/],
  ['one record is counted twice', after({counts: [count({processed: 91})]}), /and 101 are accounted for/],
  ...(['filtered', 'destination', 'trimmed', 'skipped'] as const).map(
    (way): Row => [`ten are ${way}`, after({counts: [count({pending: 0, [way]: 10})]}), null],
  ),
  ...(['retries', 'age', 'delivery'] as const).map((way): Row => {
    const dropped = {...count().dropped, [way]: 10}
    return [`ten are dropped by ${way}`, after({counts: [count({pending: 0, dropped})]}), null]
  }),
  ['it breaks before the first command', run([], {start: snapshot({counts: [count({pending: 9})]})}), /99/],
])

const lost = (way: 'retries' | 'age' | 'delivery'): Partial<Facts['start']> => ({
  counts: [count({pending: 9, dropped: {...count().dropped, [way]: 1}})],
})
const settings = (given: Record<string, unknown>) => snapshot({shown: shown('mapping m', given)})

table('promised records', promisedRecords, [
  ['nothing is lost', after({}), null],
  ['one is skipped', after({counts: [count({pending: 9, skipped: 1})]}), /1 records were lost \(skipped\)/],
  [
    'one is skipped, as the plan announced',
    run([
      phase({plan: planOf({risks: ['Records may be skipped for good.']}), after: snapshot({counts: [count({pending: 9, skipped: 1})]})}),
    ]),
    null,
  ],
  ['one expires within an hour', after({counts: [count({pending: 9, trimmed: 1})], nowMs: snapshot().nowMs + 3_600_000}), /trimmed/],
  ['one expires after a day', after({counts: [count({pending: 9, trimmed: 1})], nowMs: snapshot().nowMs + 86_400_000}), null],
  ['one is dropped by retries', after(lost('retries')), /\(retries\)/],
  [
    'one is dropped by a retry limit that was there',
    run([phase({after: snapshot(lost('retries'))})], {start: settings({MaximumRetryAttempts: 0})}),
    null,
  ],
  ['one is dropped by age', after(lost('age')), /\(age\)/],
  [
    'one is dropped by an age limit that was there',
    run([phase({after: snapshot(lost('age'))})], {start: settings({MaximumRecordAgeInSeconds: 60})}),
    null,
  ],
  [
    'one is dropped, as the plan announced',
    run([phase({plan: planOf({losses: [{words: 'x', records: 1, repeats: false}]}), after: snapshot(lost('age'))})]),
    null,
  ],
  ['one cannot be delivered, and no destination was ever set', after(lost('delivery')), /\(delivery\)/],
])

const call = 'lambda:UpdateEventSourceMapping'
const taken = (times: number, steps: ReturnType<typeof record>[], given: Partial<Facts> = {}): Facts =>
  run([phase({operations: [sized({steps})], after: snapshot({taken: {[call]: times}})})], given)
const step = (status: 'pending' | 'started' | 'done' | 'already' | 'failed') => record({BatchSize: 100}, {BatchSize: 200}, {status})

table('once only', once, [
  ['a step, a call', taken(1, [step('done')]), null],
  ['a step, two calls', taken(2, [step('done')]), /took effect 2 times for 1 steps/],
  ['a step that was begun, a call', taken(1, [step('started')]), null],
  ['a step that failed, a call', taken(1, [step('failed')]), null],
  ['a step that was not begun, a call', taken(1, [step('pending')]), /1 times for 0 steps/],
  ['a step that was not needed, a call', taken(1, [step('already')]), /1 times for 0 steps/],
  ['the calls before the run', taken(2, [step('done')], {start: snapshot({taken: {[call]: 1}})}), null],
  ['a call by hand', taken(2, [step('done')], {byHand: {target: 'mapping m', action: call, settings: {}}}), null],
  ['reads', run([phase({after: snapshot({taken: {'lambda:GetFunction': 9}})})]), null],
  ['the steps of an undo', run([phase({operations: [sized({undo: backTo100})], after: snapshot({taken: {[call]: 2}})})]), null],
  ['a full disk takes no note', taken(2, [step('done')], {drawn: {...drawn, troubles: [{kind: 'full-disk', nth: 1}]}}), null],
])

const ended = (operations: ReturnType<typeof sized>[], size: number, given: Partial<Facts> = {}): Facts =>
  run([phase({ended: report('done'), operations, after: settings({BatchSize: size})})], given)

table('true journal', truth, [
  ['done, and shown', ended([sized({status: 'done'})], 200), null],
  ['done, and not shown', ended([sized({status: 'done'})], 100), /done: BatchSize of mapping m is 100, not 200/],
  ['undone, and shown', ended([sized({status: 'undone', undo: backTo100})], 100), null],
  ['undone, and not shown', ended([sized({status: 'undone', undo: backTo100})], 200), /undone: BatchSize/],
  ['rolled back, and not shown', ended([sized({status: 'rolled-back', undo: backTo100})], 200), /rolled-back/],
  ['half done claims nothing', ended([sized({status: 'half-done'})], 100), null],
  ['a killed command claims nothing', run([phase({ended: {kind: 'killed'}, operations: [sized({status: 'done'})]})]), null],
  [
    'somebody changed it by hand',
    ended([sized({status: 'done'})], 7, {byHand: {target: 'mapping m', action: call, settings: {BatchSize: 7}}}),
    null,
  ],
  [
    'the destination is taken away, and AWS shows none',
    run([
      phase({
        ended: report('done'),
        operations: [sized({status: 'done', steps: [record({}, {DestinationConfig: {OnFailure: {Destination: ''}}})]})],
      }),
    ]),
    null,
  ],
  [
    'a mapping that is disabled passes through Disabling',
    run([
      phase({
        ended: report('done'),
        operations: [sized({status: 'done', steps: [record({Enabled: true}, {Enabled: false})]})],
        after: settings({State: 'Disabling'}),
      }),
    ]),
    null,
  ],
])

const last = (operations: ReturnType<typeof sized>[], size: number, given: Partial<Facts> = {}): Facts =>
  run([phase({name: 'last undo', operations, after: settings({BatchSize: size})})], given)
const byHand = (value: Record<string, unknown>): Partial<Facts> => ({byHand: {target: 'mapping m', action: call, settings: value}})

table('restored', restored, [
  ['nothing was changed', last([], 100), null],
  ['a setting is not as before', last([sized({status: 'undone'})], 200), /mapping m BatchSize is 200, not 100/],
  ['a change that stays', last([sized({status: 'done'})], 200), null],
  ['a change that stays and does not show', last([sized({status: 'done'})], 100), /BatchSize is 100, not 200/],
  ['an operation is still half done', last([sized({status: 'half-done'})], 100), /op is still half-done/],
  ['an operation still runs', last([sized({status: 'running'})], 100), /op is still running/],
  ['a transition never ends', last([sized({status: 'half-done'})], 200, {drawn: {...drawn, troubles: [stuck]}}), null],
  [
    'an alias is not as before',
    run([phase({after: snapshot({shown: shown('alias live', {FunctionVersion: '7'})})})]),
    /alias live FunctionVersion is "7"/,
  ],
  ['an alarm is left', run([phase({after: snapshot({shown: {...snapshot().shown, 'alarm a': {Alarm: 'a'}}})})]), /alarm a Alarm is "a"/],
  ['a value that somebody set by hand stays', last([], 7, byHand({BatchSize: 7})), null],
  ['a value that somebody set by hand is overwritten', last([], 100, byHand({BatchSize: 7})), /BatchSize is 100, not 7/],
  ['a value that both changed', last([sized({status: 'undone'})], 7, byHand({BatchSize: 7})), null],
  ['the undo refuses because somebody changed it', last([sized({status: 'half-done'})], 7, byHand({BatchSize: 7})), null],
])

const locked = (minutes: number, status: 'done' | 'half-done' | 'forgotten', given: Partial<Facts> = {}): Facts => {
  const {nowMs} = snapshot()
  const lock = `op user/kim ${new Date(nowMs + minutes * 60_000).toISOString()}`
  return run([phase({operations: [sized({status})], after: snapshot({tags: {[mappingArn]: {team: 'orders', [lockTag]: lock}}})})], given)
}
const excused = phase({notes: ['The lock of the mapping stays until it expires, within the hour: lambda:UntagResource is denied.']})

table('unlocked', unlocked, [
  ['no lock', after({}), null],
  ['the lock of an operation that is over', locked(10, 'done'), /the lock of op, which is over, is on arn:m/],
  ['one that has expired', locked(-1, 'done'), null],
  ['the lock of a half-done operation', locked(59, 'half-done'), null],
  ['the lock of an operation that was closed by hand', locked(59, 'forgotten'), null],
  ['a lock that lasts longer than an hour', locked(61, 'half-done'), /lasts for 61 minutes/],
  ['a lock that could not be removed, as the command reported', run([excused, ...locked(10, 'done').phases]), null],
  ['another tag is gone', after({tags: {[mappingArn]: {}}}), /the tags of arn:m are \{\}/],
  ['a tag is new', after({tags: {[mappingArn]: {team: 'orders', extra: '1'}}}), /the tags of arn:m/],
])

const halfDone = [sized({status: 'half-done'})]
const warning = ['Warning: the configure of orders-projector is half done. Undo it: ddbstream undo op']
const changedAfter = {after: settings({BatchSize: 200})}

table('exit codes', exitCodesHold, [
  ['nothing to do', run([phase()]), null],
  ['done', run([phase({ended: report('done'), operations: [sized({status: 'done'})]})]), null],
  [
    'done, and the journal has another end',
    run([phase({ended: report('done'), operations: [sized({status: 'undone'})]})]),
    /reports done, and the journal has undone/,
  ],
  [
    'rolled back, and the journal has another end',
    run([phase({ended: report('rolled-back', 5), operations: [sized({status: 'done'})]})]),
    /reports rolled-back/,
  ],
  ['refused', run([phase({ended: error('E_REFUSED', 7)})]), null],
  ...[2, 4, 5, 7, 130].map(
    (code): Row => [`${code}, and changed`, run([phase({ended: error('E', code), ...changedAfter})]), /and changed: mapping m/],
  ),
  ['1, and changed', run([phase({ended: report('done', 1), operations: [sized({status: 'done'})], ...changedAfter})]), null],
  ['6', run([phase({ended: error('E_HALF_DONE', 6), operations: halfDone, warnings: warning})]), null],
  ['6, and nothing is half done', run([phase({ended: error('E_HALF_DONE', 6)})]), /and no operation is half done/],
  ['half done without a warning', run([phase({ended: error('E_HALF_DONE', 6), operations: halfDone})]), /no command warns/],
  ['a warning without a half-done operation', run([phase({warnings: warning})]), /a warning without/],
  ['another process still runs', run([phase({ended: error('E_RUNNING', 7), operations: halfDone})]), null],
  ['killed, and no command warns', run([phase({ended: {kind: 'killed'}, operations: halfDone})]), /no command warns/],
  ['a bug', run([phase({ended: {kind: 'bug', message: 'TypeError: x'}})]), /change threw: TypeError: x/],
  [
    'refused while AWS ends an earlier change',
    run([phase({ended: error('E_RUNNING', 7), operations: halfDone, ...changedAfter})], {start: settings({State: 'Updating'})}),
    null,
  ],
])

const littered = (litter: string[], given: Partial<Facts> = {}): Facts => run([phase({litter})], given)

table('on disk', onDisk, [
  ['whole files', littered([]), null],
  ['half a file', littered(['op.json is no JSON']), /after change: op.json is no JSON/],
  ['a file that is left over', littered(['left over: .op.json.1']), /left over/],
  ['the file that a killed process was writing', littered(['left over: .op.json.1'], {drawn: {...drawn, troubles: [torn]}}), null],
  ['an operation in two files', littered(['twice: op.json']), /twice: op.json/],
  ['an operation in two files after a kill', run([phase({ended: {kind: 'killed'}, litter: ['twice: op.json']})]), null],
])
