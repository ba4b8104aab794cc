import {describe, expect, it} from 'vitest'
import {AwsError} from '../../../src/aws/transport/aws-error.ts'
import {connect} from '../../../src/aws/transport/connection.ts'
import {onDemandCollectors} from '../../../src/evidence/index.ts'
import {collectOnDemand} from '../../../src/evidence/on-demand/collect-on-demand.ts'
import {defineOnDemand} from '../../../src/evidence/on-demand/on-demand.ts'
import type {OnDemandKey} from '../../../src/model/evidence/evidence.ts'
import {known, missing} from '../../../src/model/evidence/item.ts'
import {evidence} from '../../support/evidence.ts'
import {testConnection} from '../../support/stub-account.ts'

const group = {name: '/aws/lambda/orders-projector', logGroupClass: 'STANDARD'}

/** Collects with one collector that counts its runs. */
async function collected(from: ReturnType<typeof evidence>, keys: OnDemandKey[], answer: () => typeof group) {
  let runs = 0
  const logGroup = defineOnDemand({
    key: 'logGroup',
    scope: 'function',
    needs: ['function'],
    actions: ['logs:DescribeLogGroups'],
    collect: async (_aws, given) => {
      runs++
      expect(given.function?.functionName).toBe('orders-projector')
      return answer()
    },
  })
  const asks = from.pipelines.map(pipeline => ({pipeline, keys}))
  const after = await collectOnDemand(connect(testConnection), from, [...asks, ...asks], [logGroup])
  return {runs, item: Object.values(after.items.function)[0]?.logGroup, before: Object.values(from.items.function)[0]?.logGroup}
}

describe('the second round', () => {
  it('reads the requested evidence, once, and leaves the first evidence as it was', async () => {
    expect(await collected(evidence(), ['logGroup'], () => group)).toEqual({runs: 1, item: known(group), before: undefined})
  })

  it('reads nothing that nobody asked for', async () => {
    expect((await collected(evidence(), ['alarms'], () => group)).runs).toBe(0)
  })

  it('does not read known or failed evidence again', async () => {
    expect((await collected(evidence({logGroup: group}), ['logGroup'], () => group)).runs).toBe(0)
    const denied = missing('denied', 'logs:DescribeLogGroups', 'denied')
    expect((await collected(evidence({}, {logGroup: denied}), ['logGroup'], () => group)).runs).toBe(0)
  })

  it('passes on why it could not know its subject', async () => {
    const denied = missing('denied', 'lambda:GetFunction', 'denied')
    expect(await collected(evidence({}, {function: denied}), ['logGroup'], () => group)).toMatchObject({runs: 0, item: denied})
  })

  it('waits with evidence that builds on another answer of the same round, in any order of the requests', async () => {
    const log: string[] = []
    const answers = {logGroup: group, alias: {name: 'live', functionVersion: '7', weights: {}}}
    const first = defineOnDemand({
      key: 'logGroup',
      scope: 'function',
      needs: [],
      actions: ['logs:DescribeLogGroups'],
      collect: async () => {
        await Promise.resolve()
        log.push('logGroup')
        return answers.logGroup
      },
    })
    const second = defineOnDemand({
      key: 'alias',
      scope: 'function',
      needs: ['logGroup'],
      actions: ['lambda:GetAlias'],
      collect: async (_aws, given) => {
        log.push(`alias after ${given.logGroup?.name}`)
        return answers.alias
      },
    })
    const from = evidence()
    const [pipeline] = from.pipelines
    const after = await collectOnDemand(
      connect(testConnection),
      from,
      [{pipeline: pipeline!, keys: ['alias', 'logGroup']}],
      [first, second],
    )
    expect(log).toEqual(['logGroup', `alias after ${group.name}`])
    expect(Object.values(after.items.function)[0]).toMatchObject({logGroup: known(group), alias: known(answers.alias)})
  })

  it('every collector stands behind those that it builds on', () => {
    const keys = onDemandCollectors.map(({key}) => key)
    const wrong = onDemandCollectors.flatMap(({key, needs, wants = []}) =>
      [...needs, ...wants].filter(one => keys.indexOf(one as OnDemandKey) >= keys.indexOf(key)),
    )
    expect(wrong).toEqual([])
  })

  it('keeps a failure as evidence that is missing', async () => {
    const {item} = await collected(evidence(), ['logGroup'], () => {
      throw new AwsError('logs:DescribeLogGroups', 'throttled', 'slow down')
    })
    expect(item).toEqual(missing('failed', 'logs:DescribeLogGroups', 'slow down'))
  })
})
