// Pages whose code is loaded when they are opened.
import { expect, test } from './people.ts';

test('a page whose code cannot be loaded says so, and comes when tried again', async ({ logIn }) => {
  const page = await logIn('lba-3f', { at: '/', expecting: /ERR_FAILED|Failed to fetch/ });
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.route(/split_log.*\.wasm$/, (route) => route.abort());
  await page.getByRole('link', { name: 'Adgangslog' }).first().click();
  await expect(page.getByText('Der er ingen forbindelse')).toBeVisible();
  await page.unroute(/split_log.*\.wasm$/);
  await page.getByRole('button', { name: 'Prøv igen' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Adgangslog');
});

test('who only asks for access loads nothing of the pages of others', async ({ logIn }) => {
  const page = await logIn('bruger-nordisk', { at: '/mine-adgange' });
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name));
  expect(loaded.some((name) => name.endsWith('.wasm'))).toBe(true);
  expect(loaded.filter((name) => /(split|chunk)_.*\.wasm$/.test(name))).toEqual([]);
});
