import {defineCheck, fail} from '../../model/check.ts'

const secret = /(SECRET|PASSW(OR)?D|PASSPHRASE|TOKEN|CREDENTIALS?|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY)/i
/** Where the secret is to be found, how long it lasts, or how it is used. */
const pointer =
  /(_ARN|_NAME|_ID|_PATH|_URL|_PARAMETER|_REF|_TTL|_EXPIRY|_SECONDS|_TABLE|_BUCKET|_ALIAS|_VERSION|_ENABLED|_ENDPOINT|_HOST|_PORT|_REGION|_TIMEOUT|_MILLIS|_SIZE|_LENGTH|_LIMIT|_LEVEL|_CONNECTIONS|_POLICY|_TYPE)$/i
/** Tokens of a language model, which are counted. */
const counted = /^(MAX|MIN)_?\w{0,40}TOKENS$/i

export const secretsInEnvironment = defineCheck({
  id: 'secrets-in-environment',
  severity: 'medium',
  needs: ['function'],
  run: ({function: target}) => {
    const names = (target?.environmentNames ?? []).filter(name => secret.test(name) && !pointer.test(name) && !counted.test(name))
    return names.length > 0 ? [fail({names, ownKey: target?.environmentKeyArn !== null})] : []
  },
  text: {
    title: 'Environment variables look like secrets',
    why: 'Everybody who may read the configuration of the function, and every tool that lists functions, reads them in plain text.',
    found: ({names, ownKey}) => {
      const look = names.length === 1 ? 'looks like a secret' : 'look like secrets'
      const key = ownKey ? ' The environment is encrypted with your key.' : ''
      return `${names.join(', ')} ${look} by name.${key} ddbstream does not keep values.`
    },
  },
})
