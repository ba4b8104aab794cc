import {describe, expect, it} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {collectors} from '../../src/evidence/index.ts'
import {examine, look} from '../support/examine.ts'

const actions = [...new Set([...collectors.flatMap(collector => [...collector.actions]), 'sts:GetCallerIdentity'])]
const labs = new Map<string, ReturnType<typeof openLab>>()

/** A run reads alone, so that the runs without each action share one account. IAM's policies take GetCallerIdentity from nobody. */
async function verdictOf(incident: string, action: string) {
  if (action === 'sts:GetCallerIdentity') return (await examine(incident, 1, [action])).report
  const lab = labs.get(incident) ?? openLab({incident, seed: 1})
  labs.set(incident, lab)
  const Statement = [
    {Effect: 'Allow', Action: '*', Resource: '*'},
    {Effect: 'Deny', Action: action, Resource: '*'},
  ]
  lab.control('POST', '/_lab/policy', {Version: '2012-10-17', Statement})
  return (await look(lab)).report
}

describe('one action denied', () => {
  // Gaps that could not have changed the verdict of a healthy pipeline: its metrics and its mapping are enough.
  const harmless = [
    'lambda:GetAccountSettings',
    'lambda:GetFunction',
    'dynamodb:DescribeTable',
    'dynamodb:DescribeStream',
    'sts:GetCallerIdentity',
  ]

  it.each(actions)('%s: a healthy pipeline is undecided where it could have changed the verdict', async action => {
    const report = await verdictOf('healthy', action)
    expect(report.verdict).toBe(harmless.includes(action) ? 'healthy' : 'undecided')
    expect(report.missing.map(gap => [gap.action, gap.reason])).toContainEqual([action, 'denied'])
  })

  it.each(actions)('%s: the rest of a poisoned pipeline is still judged, and never healthy', async action => {
    const report = await verdictOf('poison-record', action)
    // Without the mapping no time of loss is known.
    const verdicts: Record<string, string> = {'cloudwatch:GetMetricData': 'undecided', 'lambda:ListEventSourceMappings': 'critical'}
    expect(report.verdict).toBe(verdicts[action] ?? 'degraded')
    const [pipeline] = report.pipelines
    // This one fails in its responses alone: without the mapping nobody knows that it reports failures there.
    if (['cloudwatch:GetMetricData', 'lambda:ListEventSourceMappings'].includes(action))
      expect(pipeline?.openCauses).toContain('poison-record')
    else expect(pipeline?.causes[0]?.id).toBe('poison-record')
  })

  it.each(actions)('%s: a disabled mapping is found unless the mappings cannot be listed', async action => {
    const report = await verdictOf('mapping-disabled', action)
    const ids = report.pipelines[0]?.causes.map(cause => cause.id)
    if (action === 'lambda:ListEventSourceMappings') expect(report.verdict).toBe('undecided')
    else expect(ids).toContain('mapping-disabled')
  })
})
