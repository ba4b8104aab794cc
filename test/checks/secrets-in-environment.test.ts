import {secretsInEnvironment} from '../../src/checks/secrets-in-environment.ts'
import {lambdaFunction} from '../support/evidence.ts'
import {testCheck} from '../support/test-check.ts'

const named = (...environmentNames: string[]) => ({function: lambdaFunction({environmentNames})})

testCheck(secretsInEnvironment, {
  fail: [
    ['a password', named('DB_PASSWORD', 'TABLE_NAME'), {names: ['DB_PASSWORD']}],
    [
      'keys and tokens',
      named('STRIPE_API_KEY', 'githubToken', 'AWS_SECRET_ACCESS_KEY'),
      {names: ['STRIPE_API_KEY', 'githubToken', 'AWS_SECRET_ACCESS_KEY']},
    ],
  ],
  pass: [
    ['where a secret is', named('DB_SECRET_ARN', 'TOKEN_TABLE', 'API_KEY_PARAMETER', 'PASSWORD_PATH')],
    ['something else', named('TABLE_NAME', 'LOG_LEVEL', 'KEYSPACE')],
    ['no such function', {function: null}],
  ],
  unknownWithout: [['function']],
})
