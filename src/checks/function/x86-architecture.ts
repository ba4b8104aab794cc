import {defineCheck, fail} from '../../model/check.ts'

export const x86Architecture = defineCheck({
  id: 'x86-architecture',
  severity: 'info',
  needs: ['function'],
  run: ({function: target}) => (target?.architecture === 'x86_64' ? [fail({architecture: target.architecture})] : []),
  text: {
    title: 'The function runs on x86_64',
    why: 'Lambda on arm64 costs less for the same memory and time.',
    found: ({architecture}) => `The architecture is ${architecture}; arm64 is about 20 % cheaper per GB-second.`,
  },
})
