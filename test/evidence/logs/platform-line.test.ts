import {expect, it} from 'vitest'
import {platformLine} from '../../../src/evidence/logs/platform-line.ts'

const event = (type: string, record: object) => JSON.stringify({time: '2026-11-23T03:00:00.000Z', type: `platform.${type}`, record})

it.each<[string, object | null]>([
  [
    'INIT_REPORT Init Duration: 60.90 ms\tPhase: invoke\tStatus: error\tError Type: Extension.Crash',
    {kind: 'init', type: 'Extension.Crash', phase: 'invoke'},
  ],
  ['INIT_REPORT Init Duration: 9999.00 ms\tPhase: init\tStatus: timeout', {kind: 'timeout', phase: 'init'}],
  ['RESTORE_REPORT Restore Duration: 10004.71 ms\tStatus: timeout', {kind: 'init', type: null, phase: 'restore', durationMs: 10004.71}],
  [
    'RESTORE_REPORT Restore Duration: 1236.04 ms Status: error Error Type: Runtime.ExitError',
    {kind: 'init', type: 'Runtime.ExitError', phase: 'restore'},
  ],
  [
    event('initReport', {phase: 'init', status: 'error', errorType: 'Runtime.ExitError', metrics: {durationMs: 90}}),
    {from: 'init', kind: 'crash', phase: 'init', durationMs: 90},
  ],
  [
    event('initRuntimeDone', {phase: 'init', status: 'error', errorType: 'Runtime.ImportModuleError'}),
    {from: 'init', kind: 'import', phase: 'init', durationMs: null},
  ],
  [event('restoreReport', {status: 'timeout', metrics: {durationMs: 10_000}}), {from: 'init', kind: 'init', phase: 'restore'}],
  [event('restoreRuntimeDone', {status: 'error', errorType: 'Runtime.ExitError'}), {from: 'init', kind: 'init', phase: 'restore'}],
  [event('initReport', {phase: 'init', status: 'success', metrics: {durationMs: 90}}), null],
  ['RESTORE_REPORT Restore Duration: 412.01 ms', null],
])('%s', (text, expected) => {
  const found = platformLine(text)
  if (expected === null) expect(found).toBeNull()
  else expect(found).toMatchObject(expected)
})
