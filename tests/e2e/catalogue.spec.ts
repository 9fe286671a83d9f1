// The system administrator changes the role catalogue, and sees first what it means.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test('a system administrator adds a role, and changes another after seeing what it means', async ({ logIn }) => {
  const page = await logIn('forvalter', { at: '/' });
  await page.getByRole('link', { name: 'Rollekatalog' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rollekatalog');
  await checkPage(page, 'catalogue');

  await test.step('a new role is checked, rehearsed and added', async () => {
    await page.getByRole('link', { name: 'Opret rolle' }).click();
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(page.getByText('Der er 5 fejl')).toBeVisible();
    await checkPage(page, 'catalogue-new-invalid');
    await page.getByLabel('Nøgle').fill('Vitas.Bruger');
    await page.getByLabel('Navn på dansk').fill('Bruger i Vitas');
    await page.getByLabel('Navn på engelsk').fill('User of Vitas');
    await page.getByLabel('Beskrivelse på dansk').fill('Opretter tilskudsansættelser i Vitas.');
    await page.getByLabel('Beskrivelse på engelsk').fill('Creates subsidised jobs in Vitas.');
    await page.getByRole('group', { name: 'Kræver rollen' }).getByText('JobAG.Virksomhedsbruger').click();
    await page.getByLabel('Virksomhed: Hvor').selectOption('Egen organisation');
    await page.getByLabel('Virksomhed: Hvem kan anmode').selectOption('Medarbejderen og LBA');
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(page.getByText('Ingen nuværende tildelinger rammes')).toBeVisible();
    await page.getByRole('button', { name: 'Opret rollen' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bruger i Vitas');
    await checkPage(page, 'catalogue-role');
  });

  await test.step('a change shows the grants that it puts in breach', async () => {
    // A role that no other story gives for long: they share this demo.
    await page.goto('/rollekatalog/Arbejdsmarkedsportalen.Sagsbehandler');
    await page.getByRole('link', { name: 'Ret rolle' }).click();
    await checkPage(page, 'catalogue-change');
    await page.getByLabel('Højst antal dage').fill('30');
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Pia Nørgaard' })).toContainText('For lang tid');
    await checkPage(page, 'catalogue-effect');
    await page.getByRole('button', { name: 'Gem ændringen' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sagsbehandler i Arbejdsmarkedsportalen');
    await expect(page.getByRole('main')).toContainText('30');
  });

  await test.step('what somebody else changed meanwhile stands beside what was typed', async () => {
    const other = await logIn('forvalter', { at: '/rollekatalog/Arbejdsmarkedsportalen.Sagsbehandler/ret' });
    await page.getByRole('link', { name: 'Ret rolle' }).click();
    await page.getByLabel('Højst antal dage').fill('60');
    await other.getByLabel('Højst antal dage').fill('90');
    await other.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await other.getByRole('button', { name: 'Gem ændringen' }).click();
    await expect(other.getByText(/er gemt/)).toBeVisible();
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await expect(page.getByText('En anden har ændret det imens')).toBeVisible();
    await expect(page.getByText('Højst antal dage: 90')).toBeVisible();
    await checkPage(page, 'catalogue-stale');
    await page.getByRole('button', { name: 'Se, hvad det betyder' }).click();
    await page.getByRole('button', { name: 'Gem ændringen' }).click();
    await expect(page.getByText(/er gemt/)).toBeVisible();
  });
});

test('the catalogue is read in English, and by others only', async ({ logIn }) => {
  const page = await logIn('forvalter', { at: '/rollekatalog/Brugeradministration.LBA', language: 'en' });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Local user administrator (LBA)');
  await checkPage(page, 'catalogue-role-en');
  await page.getByRole('link', { name: 'Change role' }).click();
  await expect(page.getByText('can therefore not depend on another role')).toBeVisible();
  const employee = await logIn('bruger-nordisk', { at: '/rollekatalog/opret' });
  await expect(employee.getByRole('heading', { level: 1 })).toHaveText('Du har ikke adgang til denne side');
});
