// The peers of npm for checks.py: argv[2] holds node_modules, the file argv[3] says what to check
// how often, and for how long at most. Answers with medians in ms, by peer and size; a peer that is
// not installed is missing.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const peers = createRequire(join(process.argv[2], 'package.json'))
const job = JSON.parse(readFileSync(process.argv[3], 'utf8'))
const CLIENTS = ['gmail.*', 'outlook.*', 'apple-mail.*', 'yahoo.*']

const makers = {
  'doiuse-email, clients only'() {
    const { doIUseEmail } = peers('@jsx-email/doiuse-email')
    return (html) => doIUseEmail(html, { emailClients: CLIENTS })
  },
  'html-validate, HTML only'() {
    const { HtmlValidate, StaticConfigLoader } = peers('html-validate')
    const rules = { extends: ['html-validate:recommended'] }
    const validator = new HtmlValidate(new StaticConfigLoader(rules))
    return (html) => validator.validateStringSync(html, 'issue.html')
  },
}

function medianMs(run) {
  const taken = []
  const end = performance.now() + job.budgetMs
  for (let turn = 0; turn < job.warmUp + job.rounds; turn++) {
    const start = performance.now()
    run()
    if (turn >= job.warmUp || performance.now() > end) taken.push(performance.now() - start)
    if (performance.now() > end) break
  }
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)]
}

const answer = {}
for (const [peer, make] of Object.entries(makers)) {
  let check
  try {
    check = make()
  } catch {
    continue
  }
  answer[peer] = {}
  for (const [size, html] of Object.entries(job.inputs)) {
    answer[peer][size] = medianMs(() => check(html))
  }
}
console.log(JSON.stringify(answer))
