// An agreement goes along with a support request: attached by Aarhus' LBA, read by Landssupporten byte by byte.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'attachments' });
test.describe.configure({ timeout: 180_000 });

// The smallest document that a reader opens: one empty page.
const pdf = Buffer.from(
  [
    '%PDF-1.4',
    '1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj',
    '2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj',
    '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj',
    'trailer<</Root 1 0 R>>',
    '%%EOF',
  ].join('\n'),
);
const document = (name: string, buffer: Buffer = pdf) => ({ name, mimeType: 'application/pdf', buffer });

const files = (page: Page) => page.getByRole('region', { name: /^(Filer|Files)$/ });

async function writeRequest(page: Page): Promise<void> {
  await page.goto('/anmodninger');
  await page.getByRole('link', { name: 'Send supportanmodning' }).click();
  await page.getByRole('link', { name: 'Pia Nørgaard' }).click();
  await page.getByRole('radio', { name: /JobAG\.Virksomhedsbruger/ }).check();
  await page.getByRole('button', { name: 'Videre' }).click();
  await page.getByLabel('Hvad skal adgangen bruges til?').fill('Skal formidle stillinger for virksomheder.');
}

async function downloaded(page: Page, name: string): Promise<{ name: string; content: Buffer }> {
  const waiting = page.waitForEvent('download');
  await files(page).getByRole('link', { name }).click();
  const download = await waiting;
  return { name: download.suggestedFilename(), content: readFileSync(await download.path()) };
}

test('an agreement is attached to a support request and read by Landssupporten', async ({ logIn }) => {
  const expecting = /422/;
  const lars = await logIn('lba-aarhus', { expecting });

  await test.step('Lars chooses files with the request; what is no document is refused, the rest follows', async () => {
    await writeRequest(lars);
    await lars.getByLabel(/Vedhæft filer/).setInputFiles([
      document('Aftale æøå.pdf'),
      document('løn.pdf', Buffer.from('<html>no document</html>')),
    ]);
    await expect(lars.getByText('Filer: Aftale æøå.pdf, løn.pdf')).toBeVisible();
    await checkPage(lars, 'attachments-chosen');
    await lars.getByRole('button', { name: 'Videre' }).click();
    await expect(lars.getByText('Filer: Aftale æøå.pdf, løn.pdf')).toBeVisible();
    await checkPage(lars, 'attachments-check');
    await lars.getByRole('button', { name: 'Send anmodning' }).click();
    await expect(files(lars).getByRole('link', { name: 'Hent Aftale æøå.pdf' })).toBeVisible();
    const refused = lars.getByRole('alert').filter({ hasText: 'løn.pdf blev ikke vedhæftet' });
    await expect(refused).toContainText('Filen skal være en PDF, PNG eller JPEG');
    await checkPage(lars, 'attachments-receipt');
  });

  await test.step('on the page of the request he adds one more, with the keyboard, and takes it back', async () => {
    await lars.getByRole('link', { name: 'Følg anmodningen' }).click();
    await lars.getByRole('button', { name: 'Tilføj fil' }).focus();
    await lars.keyboard.press('Enter');
    await expect(lars.getByText('Vælg en fil', { exact: true })).toBeVisible();
    await checkPage(lars, 'attachments-missing');
    await lars.getByLabel('Vælg filer').setInputFiles(document('forkert.pdf'));
    await lars.getByRole('button', { name: 'Tilføj fil' }).press('Enter');
    await expect(files(lars).getByRole('link', { name: 'Hent forkert.pdf' })).toBeVisible();
    await checkPage(lars, 'attachments-page');
    await files(lars).getByRole('button', { name: 'Fjern forkert.pdf' }).press('Enter');
    await expect(files(lars).getByRole('link', { name: 'Hent forkert.pdf' })).toHaveCount(0);
  });

  await test.step('Birgitte reads the same bytes, and Lars finds that she did in the log', async () => {
    const birgitte = await logIn('support-1', { at: '/anmodninger' });
    await birgitte.getByRole('row', { name: /Pia Nørgaard/ }).getByRole('link').click();
    await checkPage(birgitte, 'attachments-desk');
    const read = await downloaded(birgitte, 'Hent Aftale æøå.pdf');
    expect(read.name).toBe('Aftale æøå.pdf');
    expect(read.content.equals(pdf)).toBe(true);
    await expect(files(birgitte).getByRole('button', { name: /Fjern/ })).toHaveCount(0);
    await lars.goto('/adgangslog');
    await expect(lars.getByRole('main')).toContainText('Birgitte Ravn hentede en fil fra anmodningen');
  });
});

test('the page tells of files in English too, and what is late', async ({ logIn }) => {
  const birgitte = await logIn('support-1', { at: '/anmodninger', language: 'en' });
  await birgitte.getByRole('row', { name: /Pia Nørgaard/ }).getByRole('link').click();
  await expect(files(birgitte).getByRole('link', { name: 'Download Aftale æøå.pdf' })).toBeVisible();
  await expect(files(birgitte)).toContainText('At most 5 MB a file and 5 files in all.');
  await checkPage(birgitte, 'attachments-english');
});
