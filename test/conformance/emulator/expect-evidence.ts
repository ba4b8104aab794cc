import {expect} from 'vitest'
import type {Evidence, Mapping} from '../../../src/model/evidence/evidence.ts'
import type {Stage} from './stage.ts'
import type {World} from './world.ts'

/** The evidence of the doctor is the pipeline that was set up, but for these settings, which were changed since. */
export function expectEvidence(
  {items, pipelines}: Evidence,
  {names}: Stage,
  {runtime}: Pick<World, 'runtime'>,
  changed: Partial<Mapping>,
): void {
  expect(pipelines).toMatchObject([{functionName: names.functionName, qualifier: changed.qualifier ?? null}])
  expect(Object.values(items.mapping)).toMatchObject([
    {
      mapping: {
        state: 'known',
        value: {
          functionName: names.functionName,
          qualifier: null,
          tableName: names.tableName,
          state: 'Enabled',
          startingPosition: 'TRIM_HORIZON',
          maximumBatchingWindowSeconds: 0,
          parallelizationFactor: 1,
          maximumRetryAttempts: -1,
          maximumRecordAgeSeconds: -1,
          bisectBatchOnFunctionError: false,
          onFailureDestination: null,
          functionResponseTypes: [],
          filterPatterns: [],
          ...changed,
        },
      },
      siblings: {state: 'known', value: []},
    },
  ])
  expect(Object.values(items.function)).toMatchObject([
    {function: {state: 'known', value: {runtime, memoryMb: 512, timeoutSeconds: 10, state: 'Active'}}},
  ])
  expect(Object.values(items.stream)).toMatchObject([
    {
      stream: {state: 'known', value: {streamStatus: 'ENABLED', streamViewType: 'NEW_AND_OLD_IMAGES'}},
      table: {state: 'known', value: {tableStatus: 'ACTIVE', streamEnabled: true, billingMode: 'PAY_PER_REQUEST'}},
    },
  ])
}
