// Before the first paint, so that a dark screen never flashes white; a file of its own because the page's CSP allows no inline script.
{
  const asked = localStorage.getItem('millrace.scheme') ?? 'auto'
  const dark = asked === 'dark' || (asked === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
}
