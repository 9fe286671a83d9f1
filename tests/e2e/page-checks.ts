// What must hold on every page, and its picture.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { expect, test, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const pictures = join(import.meta.dirname, 'artefacts');

/** Every check, at a desk's width and at a telephone's; leaves `name`'s pictures in `artefacts`. */
export async function checkPage(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    await expectLoaded(page);
    await page.screenshot({ path: join(pictures, test.info().project.name, `${name}-${width}.png`), fullPage: true });
    await expectNoSidewaysScroll(page, name);
    await expectAccessible(page, `${name} at ${width} px`);
  }
  if (before) await page.setViewportSize(before);
}

/** One `h1`, named in the tab's title too, and nothing still loading. */
export async function expectLoaded(page: Page): Promise<void> {
  await expect(page.locator('h1')).toHaveCount(1);
  await expect(page.locator('.skeleton')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** WCAG 2.2 AA and best practices, without a single finding. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe);
  const violations = await page.evaluate(async (values) => {
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    const results = await axe.run({ runOnly: { type: 'tag', values } });
    return results.violations.map(({ id, help, nodes }) => ({ id, help, at: nodes.map((node) => node.html) }));
  }, tags);
  expect(violations, `axe on ${where}`).toEqual([]);
}

async function expectNoSidewaysScroll(page: Page, where: string): Promise<void> {
  const { content, window } = await page.evaluate(() => ({
    content: document.documentElement.scrollWidth,
    window: document.documentElement.clientWidth,
  }));
  expect(content, `width of ${where}`).toBeLessThanOrEqual(window);
}
