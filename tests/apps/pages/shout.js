for (let i = 0; i < 10_000; i += 1) parent.postMessage({ millrace: 'hello', i }, '*')
