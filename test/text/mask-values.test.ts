import fc from 'fast-check'
import {expect, test} from 'vitest'
import {maskValues} from '../../src/text/mask-values.ts'

test.each([
  ["Cannot read properties of undefined (reading 'S')", "Cannot read properties of undefined (reading 'S')"],
  ["could not convert string to float: '128,40'", "could not convert string to float: '…'"],
  ["AuthorizationException(403, 'cluster_block_exception', 'index x')", "AuthorizationException(403, 'cluster_block_exception', '…')"],
  ["failed with 'ValidationException'", "failed with 'ValidationException'"],
  ["failed with 'jane_doe'", "failed with '…'"],
  ["KeyError: 'jane.doe'", "KeyError: '…'"],
  ['"total" must be a number', '"…" must be a number'],
  ['Cannot convert 128,40 to a BigInt', 'Cannot convert … to a BigInt'],
  ['customer jane.doe@example.com has no address', 'customer … has no address'],
  ['bad item {"pk":"c#1","name":"Jane"}', 'bad item {…}'],
  ['order 1b4e28ba-2fa1-11d2-883f-0016d3cca427 is void', 'order … is void'],
  ['card 4111-1111-1111-1111 declined', 'card … declined'],
  ['Request failed with status code 503', 'Request failed with status code 503'],
  ['connect ECONNREFUSED 10.0.0.7:443', 'connect ECONNREFUSED …'],
  ["Unable to import module 'app': No module named 'acme'", "Unable to import module 'app': No module named '…'"],
  [
    'not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/orders',
    'not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/orders',
  ],
])('%s', (message, masked) => {
  expect(maskValues(message)).toBe(masked)
})

test('any text in quotes or braces that is no name of the code is gone', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z][a-z]{3,12} [A-Z][a-z]{3,12}$/), secret => {
      for (const message of [`bad value "${secret}"`, `bad value '${secret}' here`, `item {name: ${secret}}`, `x \`${secret}\``])
        expect(maskValues(message)).not.toContain(secret)
    }),
  )
})
