// An organisation's first LBA: by law, and by two persons of Landssupporten, who say why they look.
import type { Page } from '@playwright/test';
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'first-lba' });

const REASON = 'Firmaet har ringet, fordi ingen kan give adgang.';

test('one of the desk proposes the first LBA and another decides', async ({ logIn }) => {
  await logIn('ny-solo');
  const birgitte = await logIn('support-1', { at: '/organisationer?lba=uden&q=Solo' });
  await expect(birgitte.getByText('Ingen LBA')).toBeVisible();
  await checkPage(birgitte, 'organisations');
  await birgitte.getByRole('link', { name: 'Solo Consult' }).click();
  await checkPage(birgitte, 'organisation-without-lba');
  await birgitte.getByRole('link', { name: 'Udpeg første LBA' }).click();
  await birgitte.getByText('Rasmus Dahl').click();
  await birgitte.getByLabel('Hvad viser, at personen').fill('Fuldmagt fra ejeren, set i original.');
  await birgitte.getByLabel('Hvorfor udpeger').fill(REASON);
  await checkPage(birgitte, 'appoint-lba');
  await birgitte.getByRole('button', { name: 'Foreslå' }).click();
  await expect(birgitte.getByRole('main')).toContainText('Venter på en kollega');
  await expect(birgitte.getByRole('button', { name: 'Bekræft' })).toHaveCount(0);

  const colleague = await logIn('support-2', { at: new URL(birgitte.url()).pathname });
  await expect(colleague.getByRole('main')).toContainText('Fuldmagt fra ejeren');
  await checkPage(colleague, 'appointment');
  await colleague.getByRole('button', { name: 'Bekræft' }).click();
  const question = colleague.getByRole('dialog');
  await expect(question).toContainText('Gør Rasmus Dahl til lokal brugeransvarlig i Solo Consult?');
  await checkPage(colleague, 'appointment-confirm');
  await question.getByRole('button', { name: 'Annullér' }).click();
  // The owner is there to become LBA themself.
  await colleague.getByRole('button', { name: 'Afvis' }).click();
  await colleague.getByLabel('Begrundelse').fill('Ejeren kan selv tage rollen.');
  await colleague.getByRole('dialog').getByRole('button', { name: 'Afvis' }).click();
  await expect(colleague.getByRole('main')).toContainText('Ejeren kan selv tage rollen.');
});

test('the owner becomes LBA at once and approves the employee', async ({ logIn }) => {
  const owner = await logIn('ejer-solo', { at: '/ingen-adgang' });
  await checkPage(owner, 'no-access-owner');
  await owner.getByRole('link', { name: 'Bliv lokal brugeransvarlig' }).click();
  await expect(owner.getByRole('main')).toContainText('alle, der må tegne virksomheden, får besked');
  await checkPage(owner, 'become-lba');
  await owner.getByRole('button', { name: 'Bliv lokal brugeransvarlig' }).click();
  await expect(owner.getByRole('heading', { level: 1, name: 'Solo Consult' })).toBeVisible();

  const rasmus = await logIn('ny-solo', { at: '/anmod' });
  await ask(rasmus);
  await owner.goto('/anmodninger');
  await owner.getByRole('link', { name: 'Rasmus Dahl' }).click();
  await owner.getByRole('button', { name: 'Godkend', exact: true }).click();
  await expect(owner.getByRole('main')).toContainText('Godkendt');
});

test('the desk says why before it sees what somebody may do', async ({ logIn }) => {
  await logIn('bruger-nordisk');
  const birgitte = await logIn('support-1', { at: '/opslag' });
  await birgitte.getByLabel('Navn, e-mail, CVR-nummer eller UUID').fill('Mette Lund');
  await birgitte.getByRole('button', { name: 'Søg' }).click();
  await birgitte.getByRole('button', { name: 'Slå Mette Lund op' }).click();
  await checkPage(birgitte, 'look-up');
  await birgitte.getByRole('button', { name: 'Slå op', exact: true }).click();
  await expect(birgitte.getByRole('link', { name: 'Skriv en begrundelse' })).toBeVisible();
  await birgitte.getByLabel('Begrundelse').fill('Mette har ringet om sin adgang.');
  await birgitte.getByRole('button', { name: 'Slå op', exact: true }).click();
  await expect(birgitte.getByRole('heading', { level: 1, name: 'Mette Lund' })).toBeVisible();
  await expect(birgitte.getByRole('main')).toContainText('JobAG.Virksomhedsbruger');
});

async function ask(page: Page): Promise<void> {
  await page.locator('label').filter({ hasText: 'JobAG.Virksomhedsbruger' }).click();
  await page.getByRole('button', { name: 'Videre' }).click();
  await page.getByLabel('Hvad skal du bruge adgangen til?').fill(REASON);
  await page.getByRole('button', { name: 'Videre' }).click();
  await page.getByRole('button', { name: 'Send anmodning' }).click();
}
