import {expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {mapping} from '../../support/evidence.ts'
import {denied} from '../../support/stub-aws.ts'

const source = mapping().eventSourceArn
const arn = (name: string) => `arn:aws:pipes:us-east-1:123456789012:pipe/${name}`
const pipe = (name: string, CurrentState: string, Source = source) => ({
  Name: name,
  Arn: arn(name),
  CurrentState,
  DesiredState: 'RUNNING',
  Source,
})

it('the pipes of the stream are read to the last page, and those of a longer ARN are left out', async () => {
  const {item, calls} = await ask(
    'pipes',
    {},
    {
      'pipes:ListPipes': ({NextToken}) =>
        NextToken === 'next'
          ? {Pipes: [pipe('to-bus', 'STOPPED')]}
          : {Pipes: [pipe('to-search', 'RUNNING'), pipe('other', 'RUNNING', `${source}0`)], NextToken: 'next'},
    },
  )
  expect(item).toEqual(
    known([
      {name: 'to-search', arn: arn('to-search'), state: 'RUNNING'},
      {name: 'to-bus', arn: arn('to-bus'), state: 'STOPPED'},
    ]),
  )
  expect(calls[0]?.input).toMatchObject({SourcePrefix: source})
})

it('pipes that may not be listed are missing', async () => {
  const {item} = await ask('pipes', {}, {'pipes:ListPipes': denied('pipes:ListPipes')})
  expect(item).toMatchObject({state: 'missing', reason: 'denied', action: 'pipes:ListPipes'})
})
