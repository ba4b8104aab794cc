import {behaviourOf} from '../simulation/function/functions.ts'
import {publishBuild, runOf} from '../simulation/function/releases.ts'
import {createMapping} from '../simulation/poller/mapping-lifecycle.ts'
import {defineCareless} from './careless.ts'
import {accountId, functionName, type Plan, queueArn, region} from './plan.ts'

const key = `arn:aws:kms:${region}:${accountId}:key/7b0c4d2e-5a61-4c0f-9a8e-0d1f2a3b4c5d`

const withSettings = (plan: Plan, settings: Plan['settings']): Plan => ({...plan, settings: {...plan.settings, ...settings}})

/** Filters are judged record by record: not too many of them. */
const calm = (plan: Plan): Plan => ({...plan, perSecond: Math.min(plan.perSecond, plan.draw('filtered rate').between(2, 8))})

export const carelessMapping = defineCareless({
  id: 'careless-mapping',
  story:
    'The mapping was created in the console years ago, and others have changed it since. It delivers, and after a failure the lost records are unknown.',
  fix: 'Nothing is urgent. Fix the settings one by one: bound retries and age with a destination first, then the target, then the filters.',
  flaws: [
    [
      {
        says: 'MaximumRecordAgeInSeconds is above the 24 hours that a stream keeps its records',
        plan: plan => withSettings(plan, {MaximumRecordAgeInSeconds: plan.draw('age').pick([86_400, 172_800, 259_200, 604_800])}),
      },
    ],
    [
      {
        says: 'MaximumRetryAttempts is unbounded, batches are not bisected, and there is no on-failure destination',
        plan: plan => withSettings(plan, {MaximumRetryAttempts: -1, BisectBatchOnFunctionError: false, OnFailureDestination: ''}),
      },
      {
        says: 'The function has a dead-letter queue, and the mapping has no on-failure destination',
        plan: plan => ({...withSettings(plan, {OnFailureDestination: ''}), settled: {...plan.settled, deadLetterArn: queueArn}}),
      },
    ],
    [
      {
        says: 'The filters are encrypted with a customer managed key, and cannot be listed',
        plan: plan =>
          calm(
            withSettings(plan, {
              FilterPatterns: [
                plan.draw('pattern').pick(['{"eventName":["INSERT","MODIFY"]}', '{"dynamodb":{"NewImage":{"gift":{"BOOL":[false]}}}}']),
              ],
              KMSKeyArn: key,
            }),
          ),
      },
      {
        says: 'One of the filters uses the old image, which the stream does not contain',
        plan: plan => ({
          ...calm(
            withSettings(plan, {
              FilterPatterns: [
                '{"eventName":["INSERT"]}',
                `{"dynamodb":{"OldImage":{"status":{"S":["${plan.draw('step').pick(['PAID', 'PACKED'])}"]}}}}`,
              ],
            }),
          ),
          reads: {...plan.reads, viewType: 'NEW_IMAGE'},
        }),
      },
    ],
    [
      {
        says: 'The alias gives a part of the invocations to another version, since a trial that was never ended',
        plan: plan => ({...plan, target: 'alias'}),
        set(simulation, draw) {
          const run = runOf(simulation, functionName)
          const version = publishBuild(simulation.world, functionName, 'trial', behaviourOf(run, '$LATEST'))
          const [trial, alias] = [run.lab.versions.get(version), run.lab.aliases.get('live')]
          if (trial !== undefined) trial.publishedMs = run.lab.lastModifiedMs
          if (alias !== undefined) alias.additionalVersionWeights = {[version]: draw('weight').pick([0.05, 0.1, 0.2, 0.5])}
        },
      },
      {says: 'The mapping targets the function without a version or alias', plan: plan => ({...plan, target: 'function'})},
    ],
    [
      {
        says: 'A second mapping sends the same records to the same function',
        set({world}) {
          const [first] = world.mappings.values()
          // One mapping for each name of the function is all that Lambda takes.
          const FunctionName = first?.functionArn.endsWith(':live') ? functionName : `${functionName}:live`
          createMapping(world, {eventSourceArn: first?.eventSourceArn ?? '', startingPosition: 'LATEST', settings: {FunctionName}})
        },
      },
    ],
    [
      {
        says: 'The function reports which records of a batch failed, and ReportBatchItemFailures is off',
        plan: plan => ({...withSettings(plan, {FunctionResponseTypes: []}), behaviour: {...plan.behaviour, poison: 'reports'}}),
      },
    ],
  ],
  apart: {
    says: 'SnapStart keeps a snapshot of every version that was ever published',
    plan: plan => ({...plan, settled: {...plan.settled, runtime: 'python3.13', handler: 'projector.handler', snapStart: true}}),
  },
})
