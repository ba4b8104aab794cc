import fc from 'fast-check'
import {expect, test} from 'vitest'
import {functionArnParts, parseFunction} from '../../src/evidence/parse-function.ts'
import {UserError} from '../../src/model/user-error.ts'

const reference = (name: string, qualifier: string | null = null, account: string | null = null, region: string | null = null) => ({
  region,
  account,
  name,
  qualifier,
})

test.each([
  ['orders', reference('orders')],
  [' orders ', reference('orders')],
  ['orders:live', reference('orders', 'live')],
  ['orders:42', reference('orders', '42')],
  ['orders:$LATEST', reference('orders', '$LATEST')],
  ['123456789012:function:orders', reference('orders', null, '123456789012')],
  ['123456789012:function:orders:live', reference('orders', 'live', '123456789012')],
  ['my-app-1:live', reference('my-app-1', 'live')],
  ['function:live', reference('function', 'live')],
  ['arn:aws:lambda:eusc-de-east-1:123456789012:function:orders', reference('orders', null, '123456789012', 'eusc-de-east-1')],
  ['arn:aws:lambda:eu-west-1:123456789012:function:orders', reference('orders', null, '123456789012', 'eu-west-1')],
  ['arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:orders:7', reference('orders', '7', '123456789012', 'us-gov-west-1')],
])('%s', (text, expected) => {
  expect(parseFunction(text)).toEqual({...expected, unqualified: text.trim().replace(/:(live|42|7|\$LATEST)$/, '')})
})

test.each([
  '',
  ' ',
  'orders projector',
  'orders:',
  'orders:live:2',
  'orders/projector',
  '../orders',
  'arn:aws:sqs:eu-west-1:123456789012:orders',
  'arn:aws:lambda:eu-west-1:123456789012:orders',
  'arn:aws:lambda:eu-west-1:123456789012:layer:orders:1',
  'arn:aws:dynamodb:eu-west-1:123456789012:table/orders',
  'x'.repeat(141),
  'orders\u001b[31m',
])('%j is wrong usage', text => {
  expect(() => parseFunction(text)).toThrow(expect.objectContaining({code: 'E_BAD_FUNCTION', exitCode: 2}))
})

test('any text is either a function or a UserError that a terminal can show', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), text => {
      try {
        expect(parseFunction(text).name).toMatch(/^[\w-]+$/)
      } catch (error) {
        expect(error).toBeInstanceOf(UserError)
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
        expect((error as UserError).message).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
      }
    }),
  )
})

test("the parts of a mapping's FunctionArn", () => {
  expect(functionArnParts('arn:aws:lambda:eu-west-1:123456789012:function:orders:live')).toEqual(
    reference('orders', 'live', '123456789012', 'eu-west-1'),
  )
  expect(functionArnParts('')).toEqual({region: null, account: null, name: '', qualifier: null})
})
