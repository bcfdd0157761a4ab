import type { Request } from './request.ts'

export const codeLanguages = ['curl', 'typescript', 'python', 'java'] as const
export type CodeLanguage = (typeof codeLanguages)[number]
export const codeTitles: Readonly<Record<CodeLanguage, string>> = {
  curl: 'curl',
  typescript: 'TypeScript',
  python: 'Python',
  java: 'Java',
}

/** The key comes from the environment: it belongs into no source. */
const KEY = 'MILLRACE_KEY'

const textOf = ({ body }: Request): string | undefined => (typeof body === 'string' && body !== '' ? body : undefined)
const shell = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`
/** A literal of JSON is one of TypeScript, Python and Java, too. */
const quoted = (text: string): string =>
  JSON.stringify(text).replaceAll(
    /[\u007f-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

type Write = (request: Request, address: string) => string

const curl: Write = (request, address) => {
  const body = textOf(request)
  return [
    `curl ${request.method === 'GET' ? '' : `-X ${request.method} `}${shell(address + request.target)}`,
    `-H "Authorization: Bearer $${KEY}"`,
    ...(request.contentType ? [`-H 'Content-Type: ${request.contentType}'`] : []),
    ...(body === undefined ? [] : [`--data ${shell(body)}`]),
    ...(request.body instanceof Blob ? ['--data-binary @file'] : []),
  ].join(' \\\n  ')
}

const typescript: Write = (request, address) => {
  const body = textOf(request)
  return `const answer = await fetch(${quoted(address + request.target)}, {
  method: '${request.method}',
  headers: {
    Authorization: \`Bearer \${process.env.${KEY}}\`,${request.contentType ? `\n    'Content-Type': '${request.contentType}',` : ''}
  },${body === undefined ? '' : `\n  body: ${quoted(body)},`}
})
console.log(answer.status, await answer.text())
`
}

const python: Write = (request, address) => {
  const body = textOf(request)
  return `import os
from urllib.request import Request, urlopen

request = Request(
    ${quoted(address + request.target)},
    method="${request.method}",
    headers={
        "Authorization": f"Bearer {os.environ['${KEY}']}",${request.contentType ? `\n        "Content-Type": "${request.contentType}",` : ''}
    },${body === undefined ? '' : `\n    data=${quoted(body)}.encode(),`}
)
with urlopen(request) as answer:
    print(answer.status, answer.read().decode())
`
}

const java: Write = (request, address) => {
  const body = textOf(request)
  const publisher =
    body === undefined ? 'HttpRequest.BodyPublishers.noBody()' : `HttpRequest.BodyPublishers.ofString(${quoted(body)})`
  return `import java.net.URI;
import java.net.http.*;

public class Call {
    public static void main(String[] arguments) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(${quoted(address + request.target)}))
            .header("Authorization", "Bearer " + System.getenv("${KEY}"))${request.contentType ? `\n            .header("Content-Type", "${request.contentType}")` : ''}
            .method("${request.method}", ${publisher})
            .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        System.out.println(answer.statusCode() + " " + answer.body());
    }
}
`
}

const writers: Readonly<Record<CodeLanguage, Write>> = { curl, typescript, python, java }

/** The call as a program makes it, with a key in place of the person. */
export const codeOf = (language: CodeLanguage, request: Request, address: string): string =>
  writers[language](request, address)
