// What a browser complains of: script errors, console errors, violations of the security policy.
import { expect, type Page } from '@playwright/test';

// Chromium reports every answer of 400 and above as an error in the console. A refusal that the page
// explains is no fault; a failure of the server is.
const explainedRefusal = /^Failed to load resource: the server responded with a status of 4\d\d/;

export class Complaints {
  private readonly all: string[] = [];

  add(complaint: string): void {
    this.all.push(complaint);
  }

  mustBeNone(): void {
    expect(this.all, 'what the browser complained of').toEqual([]);
  }
}

export function complaintsOf(page: Page, expected?: RegExp): Complaints {
  const complaints = new Complaints();
  page.on('pageerror', (error) => complaints.add(`script error: ${error.message} (${page.url()})`));
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && !explainedRefusal.test(text) && !expected?.test(text)) {
      complaints.add(`console: ${text} (${page.url()})`);
    }
  });
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.add(`${response.status()} from ${response.url()}`);
  });
  return complaints;
}
