import { config } from 'zod'

// Runs in the browser ahead of everything else. The schemas of lib/contract would try whether they may compile
// themselves by eval, which the policy of every page forbids, and reports.
config({ jitless: true })
