// A company with workplaces: registered by the desk, and what is limited to one of them.
import type { Page } from '@playwright/test';
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'units' });

const harbour = 'Nordisk Byg, Aarhus Havn (P-nummer 1900000017)';
const yard = 'Nordisk Byg, Værkstedet';

async function openUser(page: Page, name: string): Promise<void> {
  await page.goto('/brugere');
  await page.getByRole('link', { name }).click();
}

async function give(page: Page, user: string, role: string, unit: string): Promise<void> {
  await openUser(page, user);
  await page.getByRole('link', { name: 'Tildel rolle' }).click();
  await page.locator('label').filter({ hasText: role }).click();
  await page.getByLabel('Gælder for').selectOption({ label: unit });
  await page.getByLabel('Hvorfor tildeler du rollen?').fill('Skal bruge adgangen på havnen.');
  await page.getByRole('button', { name: 'Videre' }).click();
  await expect(page.getByText('kun P-nummer 1900000017')).toBeVisible();
}

test('workplaces are registered, worked at, and what access is limited to', async ({ logIn }) => {
  const desk = await logIn('support-1', { at: '/organisationer?q=Nordisk' });

  await test.step('the desk registers a workplace and changes its name', async () => {
    await desk.getByRole('link', { name: 'Nordisk Byg A/S' }).click();
    await expect(desk.getByRole('main')).toContainText(harbour);
    await checkPage(desk, 'units-of-organisation');
    await desk.getByRole('link', { name: 'Registrér eller ret P-numre' }).click();
    await desk.getByRole('button', { name: 'Registrér P-nummer' }).click();
    await expect(desk.getByRole('link', { name: 'Skriv P-nummeret med 10 cifre' })).toBeVisible();
    await checkPage(desk, 'units-register-invalid');
    await desk.getByLabel('P-nummer').fill('1900000033');
    await desk.getByLabel('Arbejdsstedets navn').fill('Værkstedet');
    await desk.getByRole('button', { name: 'Registrér P-nummer' }).click();
    await expect(desk.getByRole('row', { name: '1900000033' })).toContainText('Værkstedet');
    await desk.getByRole('row', { name: '1900000033' }).getByRole('button', { name: 'Ret navn' }).click();
    await expect(desk.getByLabel('Arbejdsstedets navn')).toBeFocused();
    await checkPage(desk, 'units-rename');
    await desk.getByLabel('Arbejdsstedets navn').fill(yard);
    await desk.locator('form').getByRole('button', { name: 'Ret navn' }).click();
    await expect(desk.getByRole('row', { name: '1900000033' })).toContainText(yard);
    await checkPage(desk, 'units-register');
  });

  const lba = await logIn('lba-nordisk', { at: '/brugere/opret' });
  await test.step('an LBA says where a user works, and finds them by it', async () => {
    await lba.getByLabel('Fulde navn').fill('Nanna Havn');
    await lba.getByLabel('E-mail', { exact: false }).fill('nanna@nordisk.example');
    await lba.getByLabel('Arbejder på').selectOption({ label: harbour });
    await checkPage(lba, 'user-create-with-unit');
    await lba.getByRole('button', { name: 'Opret bruger' }).click();
    await lba.getByRole('link', { name: 'Stamdata' }).click();
    await expect(lba.getByRole('main')).toContainText('P-nummer 1900000017');
    await lba.goto('/brugere');
    await lba.getByLabel('P-nummer').selectOption({ label: harbour });
    await expect(lba.getByRole('row')).toHaveCount(2);
    await checkPage(lba, 'users-of-unit');
  });

  await test.step('an LBA gives a role for one workplace, and makes somebody its LBA', async () => {
    await give(lba, 'Nanna Havn', 'JobAG.Virksomhedsbruger', harbour);
    await checkPage(lba, 'grant-role-for-unit');
    await lba.getByRole('button', { name: 'Tildel rollen' }).click();
    await expect(lba.getByRole('main')).toContainText('kun P-nummer 1900000017');
    await checkPage(lba, 'user-with-unit-access');
    await lba.goto('/brugere');
    const name = await lba.getByRole('row', { name: 'JobAG.Virksomhedsbruger' }).filter({ hasNotText: 'Nanna' }).getByRole('link').innerText();
    await give(lba, name, 'Brugeradministration.LBA', harbour);
    await lba.getByRole('button', { name: 'Tildel rollen' }).click();
    await expect(lba.getByText('har nu rollen')).toBeVisible();
  });
});

test('an LBA of one workplace is told so, and sees what is asked for it', async ({ logIn }) => {
  const ofHarbour = await logIn('bruger-nordisk', { at: '/' });
  await test.step('who is LBA of one workplace is told so before anything is refused', async () => {
    await expect(ofHarbour.getByRole('main')).toContainText('lokal brugeransvarlig (LBA) for P-nummer 1900000017');
    await checkPage(ofHarbour, 'overview-of-unit-lba');
    await openUser(ofHarbour, 'Nanna Havn');
    await ofHarbour.getByRole('link', { name: 'Tildel rolle' }).click();
    await checkPage(ofHarbour, 'grant-role-of-unit-lba');
    await ofHarbour.goto('/organisation');
    await checkPage(ofHarbour, 'organisation-of-unit-lba');
    await ofHarbour.goto('/brugere/opret');
    await expect(ofHarbour.getByRole('main')).toContainText(harbour);
  });

  const employee = await logIn('ny-nordisk', { at: '/anmod?rolle=JobAG.Virksomhedsbruger' });
  await test.step('an employee asks for one workplace, whose LBA sees it', async () => {
    await employee.getByLabel('Gælder for').selectOption({ label: harbour });
    await checkPage(employee, 'ask-for-unit');
    await employee.getByRole('button', { name: 'Videre' }).click();
    await employee.getByLabel('Hvad skal du bruge adgangen til?').fill('Skal slå job op på havnen.');
    await employee.getByRole('button', { name: 'Videre' }).click();
    await expect(employee.getByRole('main')).toContainText(harbour);
    await employee.getByRole('button', { name: 'Send anmodning' }).click();
    await expect(employee.getByText('Din anmodning er sendt')).toBeVisible();
    await ofHarbour.goto('/anmodninger');
    await expect(ofHarbour.getByRole('main')).toContainText('Kun P-nummer 1900000017');
    await checkPage(ofHarbour, 'inbox-of-unit-lba');
  });

  await test.step('in English', async () => {
    const english = await logIn('bruger-nordisk', { at: '/', language: 'en' });
    await expect(english.getByRole('main')).toContainText('You are local user administrator (LBA) for P number 1900000017.');
    await checkPage(english, 'english-overview-of-unit-lba');
    const inEnglish = await logIn('forvalter', { at: '/organisationer?q=Nordisk', language: 'en' });
    await inEnglish.getByRole('link', { name: 'Nordisk Byg A/S' }).click();
    await inEnglish.getByRole('link', { name: 'Register or change P numbers' }).click();
    await expect(inEnglish.getByRole('heading', { name: 'Register P number' })).toBeVisible();
    await checkPage(inEnglish, 'english-units-register');
  });
});
