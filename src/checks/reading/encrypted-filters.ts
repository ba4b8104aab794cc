import {defineCheck, fail} from '../../model/check.ts'

export const encryptedFilters = defineCheck({
  id: 'encrypted-filters',
  title: 'The filters cannot be read',
  severity: 'info',
  why: 'Their patterns cannot be checked. If Lambda may not decrypt them, nothing is delivered.',
  needs: ['mapping'],
  run: ({mapping}) => (mapping.filterPatterns === null ? [fail({filterPatterns: 'encrypted'})] : []),
  say: () => 'The filters are encrypted with your key, and AWS does not list them: they were not checked.',
})
