import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import {human} from '../../../src/reports/doctor/human.ts'
import {markdown} from '../../../src/reports/formats/markdown.ts'
import type {Style} from '../../../src/reports/text/style.ts'
import {invented} from '../invented.ts'

const style = (changes: Partial<Style> = {}): Style => ({columns: 80, colour: false, unicode: true, verbose: false, ...changes})
const lines = (text: string): string[] => text.split('\n')
/** The lines of the report that are no shell command. */
const prose = (text: string): string[] => lines(text).filter(line => !/^( {4}|THEN )/.test(line))
const verbose = {verbose: true}

describe('the whole report, looked at by people (update with `npx vitest run -u`)', () => {
  test.each([
    ['poison', 80],
    ['throttled', 60],
    ['two', 80],
    ['undecided', 80],
    ['healthy', 80],
    ['fleet', 80],
  ] as const)('%s at %i columns', async (name, columns) => {
    await expect(`${human(invented[name], style({columns}))}\n`).toMatchFileSnapshot(`../../golden/${name}-${columns}.txt`)
  })

  test('poison in plain ASCII', async () => {
    await expect(`${human(invented.poison, style({columns: 60, unicode: false}))}\n`).toMatchFileSnapshot(
      '../../golden/poison-60-ascii.txt',
    )
  })
})

test.each([40, 60, 80, 200])('no line is longer than %i columns, but for a word that is', columns => {
  for (const report of Object.values(invented))
    for (const verbose of [false, true])
      for (const line of prose(human(report, style({columns, verbose})))) {
        const whole = /\S+$/.exec(line)?.[0] ?? ''
        if (stringWidth(whole) < columns) expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
      }
})

test('an ARN stays whole, so that it can be copied', () => {
  const arn = `arn:aws:dynamodb:us-east-1:123456789012:table/${'orders-'.repeat(12)}/stream/2026-10-26T22:23:22.000`
  const [pipeline] = invented.poison.pipelines
  const causes = [{...pipeline!.causes[0]!, because: [`The mapping reads ${arn}.`]}]
  for (const verbose of [false, true])
    for (const columns of [40, 80])
      expect(human({...invented.poison, pipelines: [{...pipeline!, causes}]}, style({verbose, columns}))).toContain(arn)
})

const placesIn = (text: string, parts: string[]): number[] => parts.map(part => text.indexOf(part))

test('the answer comes first: verdict, how sure, since when, until when, the fix, the proof, and why; the last line repeats it', () => {
  const text = human(invented.poison, style())
  const places = placesIn(text, [
    'CRITICAL  orders-projector:live ← orders',
    'A poison record blocks a shard. 94 % sure.',
    'One shard is blocked · since 16:50 UTC (1 h 2 min)',
    'Data loss starts Nov 24, 16:49 UTC (in 22 h 58 min): retention 24 h.',
    'FIX   ',
    'aws lambda update-event-source-mapping',
    'THEN  ddbstream iterator-age orders-projector:live',
    'WHY   ',
    'Not related: 2 settings to change later, 1 minor: --verbose',
  ])
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(lines(text).at(-1)).toBe('CRITICAL poison-record · loss in 22 h 58 min · aws lambda …')
})

test('a chart is drawn where the age moved and the screen has room', () => {
  const [pipeline] = invented.poison.pipelines
  const shown = (changes: Partial<typeof pipeline & object>) =>
    human({...invented.poison, pipelines: [{...pipeline!, ...changes} as typeof pipeline & object]}, style())
  const brief = {causes: [{...pipeline!.causes[0]!, fixes: [{summary: 'Roll back.', command: ''}]}]}
  const {lag} = pipeline!
  const chart = /^iterator age 14:52 UTC +▲ +17:51 UTC$/m
  expect(shown(brief)).toMatch(chart)
  expect(shown({})).not.toMatch(chart)
  const {series = []} = lag
  const flat = series.map(minute => ({...minute, max: minute.max === null ? null : 3000}))
  expect(shown({...brief, lag: {...lag, series: flat}})).not.toMatch(chart)
  const blank = series.map((minute, i) => ({...minute, max: i < 160 ? minute.max : null}))
  expect(shown({...brief, lag: {...lag, series: blank}})).not.toMatch(chart)
})

test('a command that only reads is no fix, and nothing is to be proved after it', () => {
  const [pipeline] = invented.poison.pipelines
  const [cause] = pipeline!.causes
  const shown = (command: string) =>
    human({...invented.poison, pipelines: [{...pipeline!, causes: [{...cause!, fixes: [{summary: 'Do it.', command}]}]}]}, style())
  for (const command of ['ddbstream errors f', 'aws lambda get-function --function-name f', 'aws logs tail /aws/lambda/f']) {
    expect(shown(command)).toContain('NEXT  Do it.')
    expect(shown(command)).not.toContain('THEN')
  }
  for (const command of ['ddbstream configure f --set BatchSize=5', 'aws lambda create-alias --name live', 'unparsable "'])
    expect(shown(command)).toMatch(/FIX {3}Do it\.\n.*\n(.*\n)?THEN {2}ddbstream iterator-age/)
})

test('the command that shows whether it worked names no version: a rollback leaves it', () => {
  const [pipeline] = invented.poison.pipelines
  const shown = (qualifier: string | null) => human({...invented.poison, pipelines: [{...pipeline!, qualifier}]}, style({columns: 100}))
  expect(shown('17')).toMatch(/^THEN {2}ddbstream iterator-age orders-projector --region us-east-1 --watch --until drained$/m)
  expect(shown('live')).toMatch(/^THEN {2}ddbstream iterator-age orders-projector:live --region/m)
})

test('an error of the log comes before other evidence', () => {
  const [pipeline] = invented.poison.pipelines
  const because = ['46 errors in 21,321 invocations.', 'Logged in 55 requests: ValidationError', 'Lag: the age grows.']
  const text = human({...invented.poison, pipelines: [{...pipeline!, causes: [{...pipeline!.causes[0]!, because}]}]}, style())
  expect(text).toContain('WHY   Logged in 55 requests: ValidationError\n      46 errors in 21,321 invocations.\nNot related')
})

test('other fixes are named in a line, other causes only where they are likely', () => {
  const [pipeline] = invented.poison.pipelines
  const [cause] = pipeline!.causes
  const fixes = ['Roll back.', 'Raise the timeout, and look.', 'Halve the batches.'].map(summary => ({summary, command: ''}))
  const causes = [
    {...cause!, fixes: fixes},
    {...cause!, id: 'write-burst', confidence: 0.5},
    {...cause!, id: 'idle', confidence: 0.49},
  ]
  const text = human({...invented.poison, pipelines: [{...pipeline!, causes}]}, style())
  expect(text).toContain('MORE  Raise the timeout (one of 2 more: --verbose)')
  expect(text).toContain('ALSO  write-burst, 50 % sure: ')
  expect(text).not.toContain('idle, 49 % sure')
})

test('two mappings of one function and table are told apart', () => {
  const [pipeline] = invented.poison.pipelines
  const text = human({...invented.poison, pipelines: [pipeline!, {...pipeline!, mapping: 'another-mapping'}]}, style({columns: 100}))
  expect(text).toContain(`orders · ${pipeline!.mapping}`)
  expect(text).toContain('orders · another-mapping')
  expect(lines(text).at(-1)).toMatch(/^CRITICAL orders-projector:live · loss in 22 h 58 min · aws lambda/)
})

test('with --verbose the cause stands before everything else, its command can be copied', () => {
  const text = human(invented.poison, style(verbose))
  const places = placesIn(text, [
    'CRITICAL  A poison record',
    'Evidence',
    'Iterator age (max per minute)',
    'Lag  ',
    'Recommended action',
    'Findings',
    'requests to AWS',
  ])
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
  for (const whole of [text, human(invented.poison, style())]) {
    const command = lines(whole).filter(line => line.startsWith('    ') && !line.includes('•'))
    const joined = command.slice(command.findIndex(line => line.includes('aws lambda'))).join('\n')
    expect(joined.replace(/ \\\n\s+/g, ' ').trim()).toContain(invented.poison.pipelines[0]!.causes[0]!.fixes[0]!.command)
  }
})

test('a healthy pipeline takes few lines', () => {
  expect(lines(human(invented.healthy, style())).length).toBeLessThan(5)
})

test('a gap is named with the permission that would close it, and the command that reads it', () => {
  const text = human(invented.undecided, style())
  expect(text).toMatch(/^UNDECIDED {2}orders-projector/)
  expect(text.replace(/\s+/g, ' ')).toContain(
    'NEXT To read it, allow the caller: cloudwatch:GetMetricData, dynamodb:DescribeTable. Then: ddbstream doctor orders-projector:live',
  )
  expect(text).toContain('Not ruled out: poison-record, throttled-concurrency.')
  expect(text).toContain('Could not be read: sts:GetCallerIdentity (failed): --verbose')
  const whole = human(invented.undecided, style(verbose))
  expect(whole).toContain('To read it, allow the caller: cloudwatch:GetMetricData,\n  dynamodb:DescribeTable.')
  expect(whole).toContain('Not ruled out: evidence is missing\n  poison-record, throttled-concurrency')
})

test('beside a cause that was found, gaps are still named', () => {
  const {missing} = invented.undecided
  const text = human({...invented.poison, missing}, style()).replace(/\s+/g, ' ')
  expect(text).toContain('Could not be read: cloudwatch:GetMetricData, dynamodb:DescribeTable (denied to')
})

test('trouble that is not explained names the missing evidence before any change', () => {
  const [first] = invented.undecided.pipelines
  const blind = {...first!, verdict: 'critical' as const, lag: {...first!.lag, state: 'stopped' as const}}
  const text = human({...invented.undecided, pipelines: [blind]}, style())
  expect(text).toContain('ddbstream doctor orders-projector')
  expect(text).not.toContain('update-event-source-mapping')
})

test('beside a cause that does no harm, no change that has nothing to do with it is a next step', () => {
  const [first] = invented.poison.pipelines
  const [cause] = first!.causes
  const nothing = {...cause!, harmful: false, fixes: [{summary: 'Nothing is to be done.', command: ''}]}
  const text = human({...invented.poison, pipelines: [{...first!, verdict: 'at-risk', causes: [nothing]}]}, style())
  expect(text).toContain('FIX   Nothing is to be done.\n')
  expect(text).not.toContain('Bound the retries')
})

describe('with no cause, while records are late', () => {
  const late = (findings: (typeof invented.poison.pipelines)[number]['findings']) => {
    const [first] = invented.poison.pipelines
    const pipeline = {...first!, verdict: 'degraded' as const, causes: [], lag: {...first!.lag, state: 'slow' as const}, findings}
    return human({...invented.poison, pipelines: [pipeline]}, style())
  }
  const [unrelated] = invented.poison.pipelines[0]!.findings.filter(({check}) => check === 'unbounded-retries')

  test('an unrelated finding is no next step', () => {
    expect(late([unrelated!])).toContain('FIX   No recommended action: no finding explains the symptom.')
  })

  test('the finding that explains the symptom is the next step', () => {
    const explaining = {...unrelated!, check: 'throttled-invocations', fix: {summary: 'Reserve concurrency.', command: ''}}
    expect(late([unrelated!, explaining])).toContain('FIX   Reserve concurrency.\n')
  })
})

describe('after a change', () => {
  const [first] = invented.poison.pipelines
  const [cause] = first!.causes
  const at = '2026-11-23T17:40:00.000Z'
  const repair = {
    state: 'unseen' as const,
    changedAt: at,
    since: null,
    newestMinute: at,
    lookAgainAt: '2026-11-23T17:55:00.000Z',
    because: ['It was updated.'],
  }
  const shown = (more: Partial<typeof first>) =>
    human({...invented.poison, pipelines: [{...first!, repair, causes: [], ...more} as typeof first & object]}, style())

  test('whose effect is not seen, the next step is to watch, and the change stands before the former state', () => {
    const text = shown({causes: [{...cause!, beforeChange: true}]})
    expect(text).toContain('A setting or the code was changed at 17:40 UTC')
    expect(text.replaceAll(/\s+/g, ' ')).toContain(
      'NEXT Make no other change: watch the effect of the last one. CloudWatch shows it by 17:55 UTC.',
    )
    expect(text).toContain('ddbstream iterator-age orders-projector:live --region us-east-1 --watch')
    expect(text).toMatch(/WHY {3}It was updated\.\nALSO {2}Before the change: poison-record, 94 % sure/)
    expect(text).not.toContain('update-event-source-mapping')
  })

  test.each([
    ['recovering', 'Recovering since 17:41 UTC, after a change.'],
    ['recovered', 'Recovered since 17:41 UTC, after a change.'],
  ] as const)('that helped: %s', (state, headline) => {
    expect(shown({repair: {...repair, state, since: '2026-11-23T17:41:00.000Z', lookAgainAt: null}})).toContain(headline)
  })

  test('a cause that the settings of now show stays the headline', () => {
    expect(shown({causes: [cause!]})).toContain(cause!.title)
  })
})

test('--verbose says why a check could not be judged', () => {
  const [finding] = invented.undecided.pipelines[0]!.findings.filter(({status}) => status === 'unknown')
  expect(human(invented.undecided, style({columns: 200, verbose: true}))).toContain(finding!.summary)
})

test('colour changes nothing but colour', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
  const plain = human(invented.poison, style({colour: true})).replace(/\u001b\[[\d;]*m/g, '')
  const words = (text: string): string => text.replace(/\s+/g, ' ').trim()
  expect(words(plain)).toBe(words(human(invented.poison, style())))
})

test('the worst pipeline comes first', () => {
  const text = human(invented.two, style())
  expect(text.indexOf('orders-projector')).toBeLessThan(text.indexOf('orders-mailer'))
  expect(text).toContain('2 pipelines: 1 degraded, 1 healthy.')
})

test('terminal escapes in names and logs are not obeyed', () => {
  const [pipeline] = invented.poison.pipelines
  const evil = '\u001b[31mred\u001b]0;title\u0007\u009b2J'
  const text = human(
    {
      ...invented.poison,
      pipelines: [
        {
          ...pipeline!,
          function: evil,
          causes: [{...pipeline!.causes[0]!, summary: evil, fixes: [{summary: evil, command: `echo ${evil}`}]}],
        },
      ],
    },
    style(),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})

test('of a fleet, the sick pipelines are shown in full, those at risk in a line, and the healthy are counted', async () => {
  const [one, two, three] = [invented.poison.pipelines[0]!, invented.atRisk.pipelines[0]!, invented.healthy.pipelines[0]!]
  const many = [...Array.from({length: 25}, () => one), ...Array.from({length: 45}, () => two), ...Array.from({length: 300}, () => three)]
  const text = human({...invented.poison, pipelines: many}, style())
  expect(text.match(/A poison record blocks a shard/g)?.length).toBe(20)
  expect(text).toContain('5 more pipelines like these')
  expect(text.match(/^ {2}us-east-1 {2}orders-projector:live {2}unbounded-retries$/gm)?.length).toBe(40)
  expect(text).toContain('300 healthy pipelines: --verbose shows them.')
})

test('a part into which no pipeline falls is not one that could not be seen', () => {
  const empty = {...invented.healthy, part: {shard: 3, of: 8}, pipelines: []}
  for (const text of [human(empty, style()), markdown(empty)]) expect(text).toContain('No pipeline falls into slice 3/8')
  expect(human({...empty, verdict: 'undecided'}, style())).toContain('No pipeline could be read')
})

test('why a cause is still possible stands below its name, for people and in markdown', () => {
  const [pipeline] = invented.undecided.pipelines
  const openBecause = ['8 of 40 invocations failed in the newest minute that CloudWatch shows.']
  const report = {...invented.undecided, pipelines: pipeline ? [{...pipeline, openBecause}] : []}
  expect(human(report, style())).toMatch(/Not ruled out: poison-record, .*\. 8 of 40 invocations\s+failed/)
  expect(human(report, style(verbose))).toMatch(/Not ruled out: .*\n +poison-record, .*\n +• 8 of 40 invocations failed/)
  expect(markdown(report)).toMatch(/Not ruled out.*poison-record.*\n- 8 of 40 invocations failed/)
})

test('causes that look alike and were ruled out are shown under --verbose alone', () => {
  expect(human(invented.poison, style())).not.toContain('Ruled out')
  expect(human(invented.poison, style({verbose: true}))).toMatch(/Ruled out\n.*throttled-concurrency: No invocation is throttled\./)
})
