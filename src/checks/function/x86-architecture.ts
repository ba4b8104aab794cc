import {defineCheck, fail} from '../../model/check.ts'

export const x86Architecture = defineCheck({
  id: 'x86-architecture',
  title: 'The function runs on x86_64',
  severity: 'info',
  why: 'The arm64 architecture is about 20 % cheaper per GB-second.',
  needs: ['function'],
  run: ({function: target}) => (target?.architecture === 'x86_64' ? [fail({architecture: target.architecture})] : []),
  say: ({architecture}) => `The architecture is ${architecture}; arm64 is about 20 % cheaper per GB-second.`,
})
