import fc from 'fast-check'
import {describe, expect, test} from 'vitest'
import {maskValues} from '../../src/text/mask-values.ts'

test.each([
  ["could not convert string to float: '128,40'", "could not convert string to float: '…'"],
  ["failed with 'jane_doe'", "failed with '…'"],
  ["KeyError: 'jane.doe'", "KeyError: '…'"],
  ["KeyError: 'Jane'", "KeyError: '…'"],
  ["KeyError: 'c17'", "KeyError: '…'"],
  ['"Jane" must be a number', '"…" must be a number'],
  ["customer name 'jane' is bad", "customer name '…' is bad"],
  ['a customer named "jane"', 'a customer named "…"'],
  ["can't read 'Kim Doe'", "can't read '…'"],
  ["field's value: 'Kim Doe'", "field's value: '…'"],
  ["bad value 'Kim's order' here", "bad value '…' here"],
  ["bad value 'Kim Doe, of which the rest is cut off", "bad value '…"],
  ['bad value “Kim Doe”', 'bad value “…”'],
  ["undefined method `total' for #<Order name: 'Kim'>", "undefined method `total' for #<Order name: '…'>"],
  ['Cannot convert 128,40 to a BigInt', 'Cannot convert … to a BigInt'],
  ['customer jane.doe@example.com has no address', 'customer … has no address'],
  ['bad item {"pk":"c#1","name":"Jane"}', 'bad item {…}'],
  ['bad item {"pk":{"S":"c"},"name":Jane}', 'bad item {…}'],
  ['Key (name)=(Kim Doe) already exists', 'Key (name)=(…) already exists'],
  ["[SQL: INSERT INTO x] [parameters: ('Kim Doe', 'payment failed')]", '[…] […]'],
  ["VALUES (1, 'payment failed for Kim')", "VALUES (1, '…')"],
  ['parsing "abc": invalid syntax', 'parsing "…": invalid syntax'],
  ["Access denied for user 'kim'@'10.0.0.1'", "Access denied for user '…'@'…'"],
  ['order 1b4e28ba-2fa1-11d2-883f-0016d3cca427 is void', 'order … is void'],
  ['card 4111-1111-1111-1111 declined', 'card … declined'],
])('masks a value: %s', (message, masked) => {
  expect(maskValues(message)).toBe(masked)
})

test.each([
  ["Cannot read properties of undefined (reading 'S')"],
  ["failed with 'ValidationException'"],
  ['Request failed with status code 503'],
  ["Unable to import module 'app': No module named 'acme.orders'"],
  ["Cannot find package '@acme/orders-client' imported from /var/task/index.mjs"],
  ["KeyError: 'NewImage'"],
  ["KeyError: 'N'"],
  ["KeyError: 'total'"],
  ["KeyError('total')"],
  ["KeyError: 'TABLE_NAME'"],
  ['key not found: "total"'],
  ['Undefined array key "total"'],
  ['"total" must be a number'],
  ["NameError: name 'total' is not defined"],
  ["unsupported operand type(s) for +: 'Decimal' and 'float'"],
  ["'NoneType' object is not subscriptable"],
  ['Cannot invoke "java.util.Map.get(Object)" because the return value of "com.acme.Order.lines()" is null'],
  ['SQLSTATE[23505]: Unique violation'],
  ['ORA-00001: unique constraint (APP.PK) violated'],
  ['cancellation reasons [TransactionConflict, None, ConditionalCheckFailed]'],
  ['ValidationException: "The provided key element does not match the schema"'],
  ['not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/orders'],
])('keeps names and codes: %s', message => {
  expect(maskValues(message)).toBe(message)
})

describe('the argument of an exception is its message', () => {
  test.each([
    [
      `DataError: (1366, "Incorrect string value: '\\\\xF0\\\\x9F da...' for column 'body' at row 37")`,
      `DataError: (1366, "Incorrect string value: '…' for column 'body' at row 37")`,
    ],
    [
      "Max retries exceeded (Caused by SSLError(SSLError(1, '[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1032)')))",
      "Max retries exceeded (Caused by SSLError(SSLError(1, '[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol (_ssl.c:1032)')))",
    ],
    [
      "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
      "('Connection aborted.', RemoteDisconnected('Remote end closed connection without response'))",
    ],
    [
      `IntegrityError: (1062, "Duplicate entry 'Kim Doe' for key 'PRIMARY'")`,
      `IntegrityError: (1062, "Duplicate entry '…' for key 'PRIMARY'")`,
    ],
    [
      `E_Error(400, "failed to parse field [total]. Preview of field's value: 'Kim'")`,
      `E_Error(400, "failed to parse field [total]. Preview of field's value: '…'")`,
    ],
    ["AuthorizationException(403, 'cluster_block_exception', 'index x')", "AuthorizationException(403, 'cluster_block_exception', '…')"],
    ["BadOrderError('Kim Doe')", "BadOrderError('…')"],
    ["BadOrderError('payment failed for Kim Doe')", "BadOrderError('payment failed for … …')"],
    ["BadOrderError(name='payment failed for Kim')", "BadOrderError(name='…')"],
    ["format('payment failed for Kim')", "format('…')"],
  ])('%s', (message, masked) => {
    expect(maskValues(message)).toBe(masked)
  })
})

const person = fc.stringMatching(/^[A-Z]z[a-z]{3,12} [A-Z]z[a-z]{3,12}$/)
const inPlaces = (secret: string): string[] => [
  `bad value "${secret}"`,
  `bad value '${secret}' here`,
  `can't read \`${secret}\``,
  `item {name: ${secret}}`,
  `Key (name)=(${secret}) exists`,
  `KeyError: '${secret}'`,
  `BadError('${secret}')`,
  `DataError: (1062, "Duplicate entry '${secret}' for key 'x'")`,
  `BadError("request failed: invalid value '${secret}'")`,
  `BadError('request failed for ${secret}')`,
  `Error: "${secret}`,
]

test('a name of a person in a quotation or an object is gone', () => {
  fc.assert(
    fc.property(person, secret => {
      for (const message of inPlaces(secret)) expect(maskValues(message)).not.toContain(secret.split(' ')[1])
    }),
  )
})

test('no e-mail address, no number of five digits, no UUID and no token with digits is left in a quotation', () => {
  const email = fc.stringMatching(/^[a-z]{3,8}\.[a-z]{3,8}@[a-z]{3,8}\.com$/)
  const number = fc.stringMatching(/^[1-9]\d{4,14}$/)
  const token = fc.stringMatching(/^[a-z]{2}\d[a-zA-Z\d]{7,20}$/)
  fc.assert(
    fc.property(fc.oneof(email, number, token, fc.uuid()), secret => {
      for (const message of [
        ...inPlaces(secret),
        `"${secret}" is required`,
        `column '${secret}'`,
        `module '${secret}'`,
        `ValueError('bad ${secret} request')`,
      ])
        expect(maskValues(message)).not.toContain(secret)
    }),
  )
})
