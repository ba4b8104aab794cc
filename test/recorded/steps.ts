import type {Step} from './recording.ts'

/** The function as the recorded tests create theirs: no version, no alias, nothing set. */
export const freshFunction: Step[] = [
  {given: 'lambda:DeleteFunction', input: {FunctionName: '{function}'}},
  {
    given: 'lambda:CreateFunction',
    input: {
      FunctionName: '{function}',
      Role: 'arn:aws:iam::{account}:role/{role}',
      Code: {ZipFile: new Uint8Array([80, 75])},
      Runtime: 'python3.12',
      Handler: 'handler.handler',
      Timeout: 30,
      MemorySize: 128,
      Environment: {Variables: {}},
    },
  },
  {passSeconds: 5},
]
