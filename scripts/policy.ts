// What the build writes into the head of a page: its content security policy, and preloads of its fonts.
import type { Plugin } from 'vite';

/**
 * Writes a content security policy without 'unsafe-inline' into a built page, as a meta tag: it holds on file servers
 * that send no headers. Not in dev, where Vite injects inline styles.
 * @param own where the page's own files come from, as a CSP source list. 'self' means nothing to WebKit in a frame
 * sandboxed without allow-same-origin, so an embedded page would name schemes instead.
 */
export const contentSecurityPolicy = (own = "'self'"): Plugin => ({
  name: 'content-security-policy',
  apply: 'build',
  transformIndexHtml: () => {
    const content = [
      `default-src 'none'; script-src ${own}; style-src ${own}; font-src ${own}; img-src ${own} data: blob:`,
      "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'",
      "base-uri 'none'; form-action 'none'",
    ].join('; ');
    return [
      { tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' },
    ];
  },
});

/**
 * Lets a built page ask for its fonts at once. Without it the browser learns of them only after the style has arrived
 * and some text needs them, so the fallback face would be on screen for longer than it has to be.
 */
export const preloadFonts = (): Plugin => ({
  name: 'preload-fonts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => file.endsWith('.woff2'))
        .map((file) => ({
          tag: 'link',
          // fonts are always fetched with CORS: without crossorigin the preload would be fetched a second time
          attrs: { rel: 'preload', as: 'font', type: 'font/woff2', href: `./${file}`, crossorigin: true },
          injectTo: 'head' as const,
        })),
  },
});
