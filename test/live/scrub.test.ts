import {describe, expect, it} from 'vitest'
import {cleanText, scrub} from '../../bench/live/record/scrub.ts'

const keeping = {prefix: 'ddbstream-live', accountId: '999988887777'}
const arn = (name: string) => `arn:aws:lambda:eu-central-1:999988887777:function:${name}`

describe('a recording', () => {
  it.each([
    [
      'the id of the account',
      arn('ddbstream-live-projector'),
      'arn:aws:lambda:eu-central-1:123456789012:function:ddbstream-live-projector',
    ],
    ['the id of another account', 'arn:aws:iam::444455556666:role/x', 'arn:aws:iam::123456789012:role/x'],
    ['the caller', 'arn:aws:sts::999988887777:assumed-role/Admin/jane', 'arn:aws:sts::123456789012:assumed-role/operator/session'],
    ['a user', '<Arn>arn:aws:iam::999988887777:user/jane</Arn>', '<Arn>arn:aws:iam::123456789012:user/operator</Arn>'],
    ['an access key', 'AKIAIOSFODNN7EXAMPLE', 'AKIAEXAMPLE'],
    ['the id of a session', 'AROA1234567890ABCDEF:jane', 'AROAEXAMPLE'],
    [
      'a token in an address',
      'https://x/?X-Amz-Security-Token=abc%2F&X-Amz-Date=1',
      'https://x/?X-Amz-Security-Token=removed&X-Amz-Date=1',
    ],
    ['an address of a person', 'jane.doe@example.org', 'somebody@example.com'],
  ])('has not %s', (_, text, clean) => {
    expect(cleanText(text, keeping)).toBe(clean)
  })

  it.each(['29999888877771', '000000000009999888877770'])('keeps the number %s, which only has the digits of the account', number => {
    expect(cleanText(number, keeping)).toBe(number)
  })

  it('leaves out members of lists that are about other resources', () => {
    const mine = {FunctionArn: arn('ddbstream-live-projector')}
    const body = JSON.stringify({
      EventSourceMappings: [mine, {FunctionArn: arn('payroll'), FilterCriteria: {Filters: [{Pattern: '{"salary":[1]}'}]}}],
    })
    const {answer} = scrub(
      {
        operation: 'GET /',
        request: {path: '/', body: ''},
        answer: {status: 200, headers: {'Content-Type': 'application/json', 'x-amzn-requestid': '1'}, body},
      },
      keeping,
    )
    expect(JSON.parse(answer.body).EventSourceMappings).toHaveLength(1)
    expect(answer.body).not.toMatch(/payroll|salary|999988887777/)
    expect(answer.headers).toEqual({'content-type': 'application/json'})
  })
})
