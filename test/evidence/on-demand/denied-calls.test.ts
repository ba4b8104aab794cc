import {describe, expect, it} from 'vitest'
import {callsIn} from '../../../src/evidence/on-demand/denied-calls.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {logErrors} from '../../support/on-demand.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const refused = {kind: 'access-denied', deniedAction: 'sts:AssumeRole', deniedResource: 'arn:aws:iam::444455556666:role/writer'}
const parts = {function: lambdaFunction(), logErrors: logErrors(refused)}
const simulate = 'iam:SimulatePrincipalPolicy'
const answer = {
  EvaluationResults: [{EvalActionName: refused.deniedAction, EvalResourceName: refused.deniedResource, EvalDecision: 'allowed'}],
  IsTruncated: false,
}

describe('the simulation of denied calls', () => {
  it('has the verdict on the call that the log names', async () => {
    const {item, calls} = await ask('deniedCalls', parts, {[simulate]: answer})
    expect(item).toEqual(known([{action: refused.deniedAction, resource: refused.deniedResource, decision: 'allowed'}]))
    expect(calls.map(({input}) => input)).toMatchObject([
      {'ActionNames.member.1': refused.deniedAction, 'ResourceArns.member.1': refused.deniedResource},
    ])
  })

  it.each([
    ['no denied call', {...parts, logErrors: logErrors()}],
    ['no log', {...parts, logErrors: null}],
    ['no function', {...parts, function: null}],
  ])('sends no request where there is %s', async (_, given) => {
    const {item, calls} = await ask('deniedCalls', given, {})
    expect([item, calls]).toEqual([known([]), []])
  })

  it.each([
    ['that IAM cannot simulate', failure(400, 'InvalidInput')],
    ['of a role that is gone', failure(404, 'NoSuchEntity')],
  ])('has no verdict on a call %s', async (_, refusal) => {
    expect((await ask('deniedCalls', parts, {[simulate]: refusal})).item).toEqual(known([]))
  })

  it('is missing where it may not be called', async () => {
    expect((await ask('deniedCalls', parts, {[simulate]: denied(simulate)})).item).toMatchObject({state: 'missing', action: simulate})
  })
})

it('a call is asked about once, and without a resource about all', () => {
  expect(callsIn(logErrors(refused, {...refused, type: 'x'}, {...refused, deniedResource: null}))).toEqual([
    {action: refused.deniedAction, resource: refused.deniedResource},
    {action: refused.deniedAction, resource: '*'},
  ])
})
