// The peers of npm for render.py: argv[2] holds node_modules, the file argv[3] says what
// to render how often, and for how long at most. Answers with medians in ms, by peer and size; a
// peer that is not installed is missing.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const peers = createRequire(join(process.argv[2], 'package.json'))
const job = JSON.parse(readFileSync(process.argv[3], 'utf8'))

function found(...names) {
  try {
    return names.map((name) => peers(name))
  } catch {
    return null
  }
}

async function medianMs(run) {
  const taken = []
  const end = performance.now() + job.budgetMs
  for (let turn = 0; turn < job.warmUp + job.rounds; turn++) {
    const start = performance.now()
    await run()
    if (turn >= job.warmUp) taken.push(performance.now() - start)
    if (taken.length && performance.now() > end) break
  }
  return taken.sort((a, b) => a - b)[Math.floor(taken.length / 2)]
}

function reactLetter([React, { render }, mail]) {
  const h = React.createElement
  const post = (item) =>
    h(mail.Section, { key: item.url, style: { padding: '24px 32px' } },
      h(mail.Text, { style: { fontSize: '13px', color: '#0f5c4d' } }, item.by),
      h(mail.Heading, { as: 'h3', style: { fontSize: '19px' } },
        h(mail.Link, { href: item.url, style: { color: '#1c1b19' } }, item.title)),
      h(mail.Text, { style: { fontSize: '16px', color: '#57534b' } }, item.summary),
      h(mail.Hr, { style: { borderColor: '#e2ddd2' } }))
  const letter = ({ posts }) =>
    h(mail.Html, { lang: 'en' }, h(mail.Head), h(mail.Preview, {}, 'And what they remember.'),
      h(mail.Body, { style: { background: '#f3f1ec' } },
        h(mail.Container, { style: { background: '#fffdf9' } }, posts.map(post))))
  return async ({ posts }) => {
    await render(h(letter, { posts }))
    await render(h(letter, { posts }), { plainText: true })
  }
}

const runs = {}
const mjml = found('mjml')
const juice = found('juice')
const react = found('react', '@react-email/render', '@react-email/components')
if (mjml) runs['npm mjml'] = (input) => mjml[0](input.mjml)
if (juice) runs.juice = (input) => juice[0].inlineContent(input.page, input.css)
if (mjml && juice)
  runs['npm mjml and juice'] = (input) => juice[0].inlineContent(mjml[0](input.mjml).html, input.css)
if (react) runs['react-email'] = reactLetter(react)
const answer = {}
for (const [name, run] of Object.entries(runs)) {
  answer[name] = {}
  for (const [size, input] of Object.entries(job.inputs))
    answer[name][size] = await medianMs(() => run(input))
}
console.log(JSON.stringify(answer))
process.exit()
