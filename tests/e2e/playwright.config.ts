import { defineConfig } from '@playwright/test';
import type { DemoOptions } from './demo.ts';

// Chromium refuses its sandbox to root, which is who runs the pipelines.
const chromiumArguments = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

export default defineConfig<object, DemoOptions>({
  testDir: '.',
  outputDir: 'test-results',
  // A story is told in order; files run beside each other, each worker with a demo of its own.
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    locale: 'da-DK',
    timezoneId: 'Europe/Copenhagen',
    viewport: { width: 1280, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: chromiumArguments,
    },
  },
  projects: [
    { name: 'sqlite', use: { database: 'sqlite' } },
    { name: 'postgres', use: { database: 'postgres' } },
  ],
});
