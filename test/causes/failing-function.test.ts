import {describe, expect, it} from 'vitest'
import {
  functionMetrics,
  functionVersion,
  lambdaFunction,
  mapping,
  mappingMetrics,
  nowMs,
  type Parts,
  published,
  stream,
} from '../support/evidence.ts'
import {loggedOf, logMinutes} from '../support/on-demand.ts'
import {logStarts, start} from '../support/starts.ts'
import {found, weighing} from '../support/weigh.ts'

/** Whatever command shows the errors in the log. */
const readLog = /^(?:aws logs tail|ddbstream errors) /
const blocked = (ago: number) => (ago > 20 ? 1 : (21 - ago) * 60)
const all: Partial<Parts> = {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 60))}, blocked)}
const released = {function: lambdaFunction({lastModifiedMs: nowMs - 22 * 60_000})}

describe('failing-function', () => {
  it('is found when all invocations fail on all shards, and says that the log tells why', () => {
    const [cause] = weighing(all).causes
    expect(cause?.id).toBe('failing-function')
    expect(cause?.summary).toMatch(/100 % of the invocations fail/)
    expect(cause?.settledBy).toMatch(/log/)
  })

  it.each<[string, number]>([
    ['import', 0.96],
    ['exception', 0.96],
  ])('is sure when the log says %s', (kind, confidence) => {
    expect(weighing({...all, logErrors: loggedOf(kind)}).causes[0]).toMatchObject({id: 'failing-function', confidence, settledBy: null})
  })

  it('names an update of the runtime when it began, and goes back to the version before', () => {
    const starts = (first: number) => logStarts([start('nodejs:22.v34', 55, first + 1), start('nodejs:22.v35', first, 2)])
    const [cause] = weighing({...all, logErrors: loggedOf('import'), logStarts: starts(22)}).causes
    expect(cause?.because.join(' ')).toMatch(
      /The runtime version changed from nodejs:22.v34 to nodejs:22.v35 at \S+, \d+ min before it began/,
    )
    expect(cause?.against.join(' ')).not.toMatch(/was not changed/)
    const commands = (given: Partial<Parts>) =>
      (weighing({...all, ...given}).causes[0]?.fixes ?? []).map(one => ('command' in one ? one.command : ''))
    const back = /put-runtime-management-config .*--update-runtime-on Manual --runtime-version-arn arn:aws:lambda:us-east-1::runtime:v34$/
    expect(commands({logErrors: loggedOf('import'), logStarts: starts(22)}).filter(command => back.test(command))).toHaveLength(1)
    expect(commands({logErrors: loggedOf('import'), logStarts: starts(40)}).filter(command => back.test(command))).toEqual([])
  })

  it.each<[string, Parameters<typeof loggedOf>[1], RegExp]>([
    ['init', {type: 'Extension.Crash', starts: 4, phase: 'init'}, /^Initialization fails in 4 starts, phase init: Extension\.Crash\.$/],
    [
      'init',
      {starts: 4, phase: 'restore', sample: 'Status: timeout'},
      /^The restore from the snapshot fails in 4 starts: Status: timeout\.$/,
    ],
  ])('names starts that fail: %s %o', (kind, given, words) => {
    expect(weighing({...all, logErrors: loggedOf(kind, given)}).causes[0]?.because).toContainEqual(expect.stringMatching(words))
  })

  it.each(['out-of-memory', 'access-denied'])('gives way to the cause of its own that the log tells: %s', kind => {
    expect(found({...all, logErrors: loggedOf(kind)})).not.toContain('failing-function')
  })

  it('asks for the log, and a healthy pipeline asks for nothing', () => {
    expect(weighing(all).onDemand).toContain('logErrors')
    expect(weighing().onDemand).toEqual([])
  })

  const began: Partial<Parts> = {functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago === 4 ? 20 : 0))})}
  it('is open where CloudWatch shows one failing minute, asks for the log of those since, and tells by it', () => {
    const {open, onDemand} = weighing(began)
    expect(open).toContain('failing-function')
    expect(onDemand).toContain('logMinutes')
    const since = [3, 2].map(ago => ({ago, invocations: 30, failed: 30}))
    const [cause] = weighing({...began, logErrors: loggedOf('exception'), logMinutes: logMinutes(since)}).causes
    expect(cause).toMatchObject({id: 'failing-function', confidence: 0.96})
    expect(cause?.because.join(' ')).toMatch(/60 errors in 60 invocations .* by its log: CloudWatch has not published them yet/)
  })

  const someFail: Partial<Parts> = {
    mapping: mapping({qualifier: 'live', maximumRetryAttempts: -1}),
    functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 6))}),
  }
  it.each<[string, Record<string, number>, string[]]>([
    ['as many fail as a new version gets', {'8': 0.1}, ['failing-function']],
    ['more fail than a new version gets', {'8': 0.02}, []],
    ['there is one version', {}, []],
  ])('an alias with weights: %s', (_name, weights, ids) => {
    expect(found({...someFail, alias: {name: 'live', functionVersion: '7', weights}})).toEqual(ids)
  })

  it('asks for the alias of a mapping that targets one', () => {
    expect(weighing(someFail).onDemand).toContain('alias')
    expect(weighing({...someFail, mapping: mapping({qualifier: '7'})}).open).not.toContain('failing-function')
  })

  it('names a release just before', () => {
    expect(weighing({...all, ...released}).causes[0]?.because.join(' ')).toMatch(/changed at 2026-11-23T02:38.*, 2 min before it began/)
  })

  it.each([
    [31, false],
    [30, true],
    [20, true],
    [19, false],
  ])('the function changed %i min ago, where it fails for 20 min: released before is %s', (ago, isBefore) => {
    const parts = {...all, stream: stream(1), function: lambdaFunction({lastModifiedMs: nowMs - ago * 60_000})}
    const [cause] = weighing(parts).causes
    expect(cause?.id).toBe(isBefore ? 'failing-function' : 'poison-record')
    expect(JSON.stringify(weighing(parts).causes).includes('The function was changed at')).toBe(isBefore)
  })

  it('stands beside poison-record on one shard of one, unless the function was just released', () => {
    expect(found({...all, stream: stream(1)}).sort()).toEqual(['failing-function', 'poison-record'])
    expect(weighing({...all, ...released, stream: stream(1)}).causes[0]).toMatchObject({id: 'failing-function', confidence: 0.85})
  })

  it('is no more likely than poison-record where the shards could not be read', () => {
    const {causes} = weighing(all, ['stream'])
    expect(causes.map(({id, confidence}) => [id, confidence])).toEqual([
      ['poison-record', 0.55],
      ['failing-function', 0.45],
    ])
    expect(causes[1]?.against.join(' ')).toMatch(/one bad record that is retried has the same metrics/)
  })

  it.each<[string, Partial<Parts>]>([
    ['one shard of four fails', {functionMetrics: functionMetrics(blocked, {'Errors.Sum': published(() => 1)})}],
    [
      'it runs into its timeout',
      {
        functionMetrics: functionMetrics(
          blocked,
          {
            'Errors.Sum': published(ago => (ago > 20 ? 0 : 60)),
            'Duration.Average': published(() => 30_000),
            'Duration.Maximum': published(() => 30_000),
          },
          blocked,
        ),
      },
    ],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('failing-function')
  })

  const reporting = {functionResponseTypes: ['ReportBatchItemFailures'], maximumRetryAttempts: -1}
  const standing: Partial<Parts> = {
    mapping: mapping(reporting),
    functionMetrics: functionMetrics(blocked, {'Invocations.Sum': published(ago => (ago > 20 ? 60 : 14))}, blocked),
  }
  it('sees failures that the response of every batch reports, and rolls a release before them back', () => {
    const {causes} = weighing({...standing, ...released})
    expect(causes.map(({id}) => id)).toEqual(['failing-function'])
    const [cause] = causes
    expect(cause).toMatchObject({confidence: 0.93, summary: expect.stringMatching(/reports failed records for every batch/)})
    expect(cause?.because.join(' ')).toMatch(/Errors is 0 in .* All shards lag, not one alone: .* 14 times a minute \(before: 60\)/)
    expect(cause?.fixes[0]?.command).toMatch(/^aws lambda update-function-code .*PREVIOUS_PACKAGE/)
    expect(weighing(standing).causes[0]).toMatchObject({id: 'failing-function', confidence: 0.85})
  })

  it.each<[string, Partial<Parts>]>([
    ['another shard is current', {functionMetrics: functionMetrics(blocked)}],
    ['the youngest batch moves', {functionMetrics: functionMetrics(blocked, {}, ago => (ago > 20 ? 1 : 60 + (21 - ago) * 20))}],
    ['the function reports nothing', {mapping: mapping()}],
  ])('sees none where %s', (_name, parts) => {
    expect(found({...standing, ...parts})).not.toContain('failing-function')
  })

  it('goes back to the version before where the mapping invokes one', () => {
    const at = (qualifier: string, version: string) => ({
      mapping: mapping({qualifier}),
      function: lambdaFunction({version, lastModifiedMs: nowMs - 22 * 60_000}),
      logErrors: loggedOf('import'),
    })
    const commands = (parts: Partial<Parts>) => weighing({...all, ...parts}).causes[0]?.fixes.map(({command}) => command)
    expect(commands(at('live', '8'))?.[0]).toMatch(/^ddbstream remap orders-projector:live .* --version 7$/)
    expect(commands(at('8', '8'))?.[0]).toMatch(/^ddbstream remap orders-projector:8 .* --version 7$/)
    const versions = ['$LATEST', '5'].map(version => functionVersion(version))
    expect(commands({...at('live', '8'), versions})?.[0]).toMatch(/--version 5$/)
    const unqualified = {mapping: mapping(), function: lambdaFunction({lastModifiedMs: nowMs - 22 * 60_000}), logErrors: loggedOf('import')}
    expect(commands({...unqualified, versions})?.[0]).toMatch(/^ddbstream remap orders-projector --region us-east-1 .* --version 5$/)
    expect(weighing({...all, ...unqualified, versions: []}).causes[0]?.fixes[0]).toMatchObject({
      command: expect.stringMatching(/^aws lambda update-function-code/),
      doubt: expect.stringMatching(/without your package no command restores it/),
    })
    expect(commands(at('live', '1'))?.[0]).toMatch(/update-function-code .* && ddbstream remap orders-projector:live .* --publish$/)
  })

  it('offers a version that was published since, after the way back, and before a package that is not here', () => {
    const parts = (present: string): Partial<Parts> => ({
      ...all,
      mapping: mapping({qualifier: 'live', maximumRetryAttempts: -1}),
      function: lambdaFunction({version: present, lastModifiedMs: nowMs - 22 * 60_000}),
      versions: ['$LATEST', '7', '8', '9'].map(one => functionVersion(one, one === '9' ? {lastModifiedMs: nowMs - 300_000} : {})),
      logErrors: loggedOf('exception'),
    })
    const fixes = (present: string) => weighing(parts(present)).causes[0]?.fixes
    expect(fixes('8')?.map(({command}) => command)).toEqual([
      expect.stringMatching(/^ddbstream remap orders-projector:live .* --version 7$/),
      expect.stringMatching(/^ddbstream remap orders-projector:live .* --version 9$/),
    ])
    expect(fixes('8')?.[1]?.summary).toMatch(
      /^Version 9 was published at 2026-11-23T02:55Z, after the failures began, and the alias live still points at version 8\. If version 9 contains the correction/,
    )
    expect(fixes('7')?.map(({command}) => command)).toEqual([
      expect.stringMatching(/ --version 9$/),
      expect.stringMatching(/^aws lambda update-function-code/),
    ])
  })

  it.each<[string, boolean, Partial<ReturnType<typeof lambdaFunction>>, string[]]>([
    ['a level that hides it', true, {logFormat: 'JSON', applicationLogLevel: 'WARN'}, ['no message', 'level WARN']],
    ['a level that shows it', true, {logFormat: 'JSON', applicationLogLevel: 'INFO'}, ['no message']],
    ['text, which has no levels', true, {logFormat: 'Text', applicationLogLevel: 'ERROR'}, ['no message']],
    ['a message beside such a level', false, {logFormat: 'JSON', applicationLogLevel: 'FATAL'}, []],
  ])('says why the log has no message: %s', (_, wordless, given, expected) => {
    const {because = []} =
      weighing({...all, function: lambdaFunction(given), logErrors: loggedOf('unknown', {type: null, wordless})}).causes[0] ?? {}
    const lines = [
      ...because.filter(line => line.includes('The log has no message of the failures')).map(() => 'no message'),
      ...because.flatMap(line => /ApplicationLogLevel is (\w+)/.exec(line)?.[1] ?? []).map(level => `level ${level}`),
    ]
    expect(lines).toEqual(expected)
  })

  it.each<[string, number, string | null, RegExp[]]>([
    ['without end', -1, null, [readLog]],
    ['to a destination', 3, 'arn:aws:sqs:us-east-1:123456789012:orders-failed', [readLog, /MaximumRetryAttempts=-1/]],
    ['to nowhere', 3, null, [/MaximumRetryAttempts=-1/, readLog]],
  ])('lets records wait where retries are bounded: %s', (_name, maximumRetryAttempts, onFailureDestination, commands) => {
    const [cause] = weighing({...all, mapping: mapping({maximumRetryAttempts, onFailureDestination})}).causes
    expect(cause?.fixes.map(({command}) => command)).toEqual(commands.map(command => expect.stringMatching(command)))
  })

  describe('in part', () => {
    const late = (ago: number) => (ago > 30 ? 1 : (31 - ago) * 30)
    const youngest = (ago: number) => Math.max(1, late(ago) - 40)
    const inPart = (failed: number, before = 0, youngestOf = youngest): Partial<Parts> => ({
      functionMetrics: functionMetrics(
        late,
        {'Invocations.Sum': published(() => 100), 'Errors.Sum': published(ago => (ago > 30 ? before : failed))},
        youngestOf,
      ),
    })
    const throttling = loggedOf('downstream-throttled', {
      type: 'ProvisionedThroughputExceededException',
      sample: 'The level of configured provisioned throughput for the table was exceeded.',
    })

    it.each<[string, Partial<Parts>, boolean]>([
      ['40 of 100 fail, and all shards are late since', inPart(40), true],
      ['5 of 100 fail', inPart(5), true],
      ['4 of 100 fail', inPart(4), false],
      ['13 of 100 fail, and 6 did before', inPart(13, 6), true],
      ['12 of 100 fail, and 7 did before', inPart(12, 7), false],
      ['40 of 100 fail, and another shard is current', inPart(40, 0, () => 0.5), false],
      ['the log names memory, a cause of its own', {...inPart(40), logErrors: loggedOf('out-of-memory')}, false],
      [
        'some fail and nothing is late',
        {functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago > 20 ? 0 : 24))})},
        false,
      ],
    ])('%s', (_name, parts, isFound) => {
      expect(found(parts).includes('failing-function')).toBe(isFound)
    })

    it('names the service that throttles it, and advises nothing that gives records up', () => {
      const endless = mapping({maximumRetryAttempts: -1, parallelizationFactor: 2})
      const [cause] = weighing({...inPart(40), logErrors: throttling, mapping: endless}).causes
      expect(cause).toMatchObject({id: 'failing-function', confidence: 0.94})
      expect(cause?.because.join(' ')).toMatch(/ProvisionedThroughputExceededException.* throttles it/)
      expect(cause?.fixes.map(({command}) => command)).toEqual([
        expect.stringMatching(/^aws dynamodb update-table .*--table-name TARGET_TABLE --billing-mode PAY_PER_REQUEST$/),
        expect.stringMatching(/--set ParallelizationFactor=1$/),
      ])
    })

    it('counts records where the mapping alone counts them', () => {
      const counts = mappingMetrics({
        'InvokedEventCount.Sum': published(() => 1000),
        'FailedInvokeEventCount.Sum': published(ago => (ago > 30 ? 0 : 400)),
      })
      const parts = {...inPart(0), mapping: mapping(reporting), mappingMetrics: counts}
      const [cause] = weighing(parts).causes
      expect(cause).toMatchObject({id: 'failing-function', summary: expect.stringMatching(/^40 % of the records fail/)})
      expect(cause?.because[0]).toMatch(/by the mapping's own count \(FailedInvokeEventCount\)/)
    })
  })
})

describe('batches that are discarded', () => {
  it('is named with the loss, and its first command stops the loss', () => {
    const parts = {
      mapping: mapping({maximumRetryAttempts: 2, onFailureDestination: null}),
      functionMetrics: functionMetrics(() => 1.2, {'Errors.Sum': published(ago => (ago > 60 ? 0 : 60))}),
    }
    const [cause, ...others] = weighing(parts).causes
    expect(cause).toMatchObject({id: 'failing-function', harm: expect.stringMatching(/discards every batch/)})
    expect(cause?.summary).toMatch(/discards each batch after 3 attempts/)
    expect(cause?.summary).not.toMatch(/has succeeded/)
    expect(cause?.fixes[0]?.command).toMatch(/--set MaximumRetryAttempts=-1$/)
    expect(others.map(({id}) => id)).toEqual(['silent-loss'])
  })
})
