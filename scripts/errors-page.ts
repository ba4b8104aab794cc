import {type ErrorCode, errorCodes} from '../src/model/error-codes.ts'
import {exitCodeFor} from '../src/model/user-error.ts'

const row = (code: ErrorCode): string => {
  return `| \`${code}\` | ${exitCodeFor(code)} | ${errorCodes[code].when} |`
}

/** docs/errors.md: every error code with its exit code and its meaning. */
export const errorsPage = (): string =>
  [
    '# Errors',
    '',
    'Generated from `src/model/error-codes.ts` by `npm run docs`; do not edit.',
    '',
    'An error goes to stderr, with the next step. Under `--json` it goes to stdout, with its code:',
    '`{"error":{"code":"E_…","message":"…","hints":["…"]}}`. [verdicts.md](verdicts.md) explains the exit codes.',
    '',
    '| code | exit code | when |',
    '|---|---|---|',
    ...(Object.keys(errorCodes) as ErrorCode[]).map(row),
    '',
  ].join('\n')
