import {expect, it} from 'vitest'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {denied, failure} from '../../support/stub-aws.ts'

const [listVersions, listAliases] = ['lambda:ListVersionsByFunction', 'lambda:ListAliases']
const version = (Version: string) => ({
  Version,
  Runtime: 'python3.13',
  LastModified: '2026-11-23T10:00:00.000+0000',
  CodeSha256: 'x',
  Timeout: 30,
  MemorySize: 512,
  SnapStart: {ApplyOn: 'PublishedVersions', OptimizationStatus: Version === '$LATEST' ? 'Off' : 'On'},
})

it('the versions are read to the last page, with those that an alias points at', async () => {
  const {item} = await ask(
    'versions',
    {},
    {
      [listVersions]: ({Marker}) =>
        Marker === 'n' ? {Versions: [version('2'), version('3')]} : {Versions: [version('$LATEST'), version('1')], NextMarker: 'n'},
      [listAliases]: {Aliases: [{Name: 'live', FunctionVersion: '3', RoutingConfig: {AdditionalVersionWeights: {'2': 0.1}}}]},
    },
  )
  const lastModifiedMs = Date.UTC(2026, 10, 23, 10)
  const rest = {lastModifiedMs, codeSha256: 'x', timeoutSeconds: 30, runtime: 'python3.13', memoryMb: 512, snapStart: 'On'}
  expect(item).toEqual(
    known([
      {version: '$LATEST', ...rest, snapStart: 'Off', hasAlias: false},
      {version: '1', ...rest, hasAlias: false},
      {version: '2', ...rest, hasAlias: true},
      {version: '3', ...rest, hasAlias: true},
    ]),
  )
})

it.each([listVersions, listAliases])('are missing where %s is denied, and none of a function that is gone', async action => {
  const answers = {[listVersions]: {Versions: []}, [listAliases]: {Aliases: []}}
  expect((await ask('versions', {}, {...answers, [action]: denied(action)})).item).toMatchObject({
    state: 'missing',
    reason: 'denied',
    action,
  })
  const gone = failure(404, 'ResourceNotFoundException')
  expect((await ask('versions', {}, {[listVersions]: gone, [listAliases]: gone})).item).toEqual(known([]))
})
