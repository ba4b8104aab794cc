import {secretsInEnvironment} from '../../../src/checks/function/secrets-in-environment.ts'
import {lambdaFunction} from '../../support/evidence.ts'
import {testCheck} from '../../support/test-check.ts'

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
    // Names of the AWS Parameters and Secrets Lambda Extension (Secrets Manager User Guide).
    [
      'settings of an extension',
      named('PARAMETERS_SECRETS_EXTENSION_HTTP_PORT', 'PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL', 'SECRETS_MANAGER_TIMEOUT_MILLIS'),
    ],
    ['how a token is got, and how many', named('TOKEN_ENDPOINT', 'PASSWORD_MIN_LENGTH', 'MAX_OUTPUT_TOKENS', 'MAX_TOKENS')],
    ['something else', named('TABLE_NAME', 'LOG_LEVEL', 'KEYSPACE')],
    ['no such function', {function: null}],
  ],
  unknownWithout: [['function']],
})
