import {readdirSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {commandActions, policyFor} from '../../src/use-cases/policy.ts'

// test/policy runs the commands with it.
describe('policy', () => {
  it('has an entry for every command that asks AWS', () => {
    const local = ['config', 'history', 'init', 'lab', 'merge', 'policy']
    const all = readdirSync('src/commands').map(file => file.replace('.ts', ''))
    expect(all.filter(name => !local.includes(name) && !(name in commandActions))).toEqual([])
  })
  it('of all that read changes nothing', () => {
    const actions = policyFor([]).Statement.flatMap(({Action}) => Action)
    expect(actions.filter(action => /:(Update|Put|Delete|Tag|Untag|Publish|Create)/.test(action))).toEqual([])
    expect(actions).toContain('lambda:ListFunctions')
  })
  it('names functions, tables and streams where IAM lets it', () => {
    const statements = policyFor(['iterator-age']).Statement
    expect(statements).toContainEqual({Effect: 'Allow', Action: ['lambda:GetFunction'], Resource: 'arn:aws:lambda:*:*:function:*'})
    expect(statements.find(({Resource}) => Resource === '*')?.Action).toEqual([
      'cloudwatch:GetMetricData',
      'lambda:ListEventSourceMappings',
    ])
  })
  it.each(['doktor', 'toString'])('of an unknown command is refused: %s', command =>
    expect(() => policyFor([command])).toThrow(`no command "${command}"`),
  )
})
