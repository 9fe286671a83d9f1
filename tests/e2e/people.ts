// `test` with a demo behind it, and people who log in to it, each in a browser of their own.
import { test as base, type BrowserContext, type Page } from '@playwright/test';
import { Demo, type DemoOptions } from './demo.ts';
import { complaintsOf, type Complaints } from './complaints.ts';

export { expect } from '@playwright/test';

export type Language = 'da' | 'en';
/** `expecting`: what the browser may complain of, since the test provokes it. */
type Visit = { at?: string; language?: Language; width?: number; expecting?: RegExp };

type Fixtures = {
  /** Logs the person behind `key` in, and leaves them at `at`. */
  logIn: (key: string, visit?: Visit) => Promise<Page>;
  /** A browser that nobody is logged in to, at `at`. */
  visit: (visit: Visit) => Promise<Page>;
};

export const test = base.extend<Fixtures, DemoOptions & { alone: string; demo: Demo }>({
  // A file that names itself here gets a demo of its own: its story changes what others rely on.
  alone: ['', { option: true, scope: 'worker' }],
  database: ['sqlite', { option: true, scope: 'worker' }],

  demo: [
    async ({ database, alone: _ }, use) => {
      const demo = await Demo.start({ database });
      await use(demo);
      await demo.stop();
    },
    { scope: 'worker' },
  ],

  visit: async ({ browser, demo }, use) => {
    const opened: { context: BrowserContext; complaints: Complaints }[] = [];
    await use(async ({ at = '/', language = 'da', width, expecting }) => {
      const context = await browser.newContext({
        baseURL: demo.origin,
        locale: language === 'da' ? 'da-DK' : 'en-GB',
        ...(width && { viewport: { width, height: 900 } }),
      });
      await context.addCookies([{ name: 'language', value: language, url: demo.origin }]);
      const page = await context.newPage();
      opened.push({ context, complaints: complaintsOf(page, expecting) });
      await page.goto(at);
      return page;
    });
    for (const { context, complaints } of opened) {
      await context.close();
      complaints.mustBeNone();
    }
  },

  logIn: async ({ visit }, use) => {
    await use((key, { at = '/', ...rest } = {}) => {
      const query = new URLSearchParams({ login_hint: key, return_to: at });
      return visit({ at: `/auth/login?${query}`, ...rest });
    });
  },
});
