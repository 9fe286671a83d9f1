// The kommuner move to STAR's module and back: what a system administrator reads before and does,
// and what an LBA who was at work meanwhile is told.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'cutover' });
test.describe.configure({ timeout: 120_000 });

const title = 'Skift af modul';
const reason = 'Kommunerne flytter efter aftale med KL.';

test('the kommuner are rehearsed, moved and moved back, and their LBA is told', async ({ logIn }) => {
  const henrik = await logIn('forvalter', { at: '/' });
  const lars = await logIn('lba-aarhus', { at: '/brugere' });
  const kommuner = henrik.getByRole('table', { name: 'Modulerne i dag' }).getByRole('row', { name: /Kommuner/ });

  await test.step('the rehearsal changes nothing and shows that rights stay as they are', async () => {
    await henrik.getByRole('link', { name: title }).click();
    await expect(henrik.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(kommuner).toContainText('Arbejdsmarkedsportalen');
    await checkPage(henrik, 'modules');
    await kommuner.getByRole('button', { name: 'Gennemgå skift' }).click();
    await expect(henrik.getByRole('heading', { name: 'Gennemgang: kommuner' })).toBeVisible();
    await expect(henrik.getByText(/rettigheder er nøjagtig de samme før og efter/)).toBeVisible();
    await henrik.getByText('Vis organisationerne').click();
    await expect(henrik.getByRole('row', { name: /^Aarhus Kommune/ })).toBeVisible();
    await checkPage(henrik, 'cutover-rehearsed');
    await henrik.getByText('Vis organisationerne').click();
    await expect(kommuner).toContainText('Arbejdsmarkedsportalen');
    await expect(henrik.getByText('Ingen skift endnu')).toBeVisible();
  });

  await lars.getByRole('link', { name: 'Opret bruger' }).click();
  await lars.getByLabel('Fulde navn').fill('Åse Ørum');
  await lars.getByLabel('E-mail', { exact: false }).fill('aase@aarhus.example');

  await test.step('the move asks why, and stands in the history', async () => {
    await henrik.getByRole('button', { name: /^Flyt kommuner til STAR/ }).click();
    const dialog = henrik.getByRole('dialog', { name: /^Flyt kommuner til STAR/ });
    await dialog.getByRole('button', { name: 'Flyt nu' }).click();
    await expect(dialog.getByRole('alert')).toBeVisible();
    await checkPage(henrik, 'cutover-without-reason');
    await dialog.getByLabel('Begrundelse').fill(reason);
    await dialog.getByRole('button', { name: 'Flyt nu' }).click();
    await expect(kommuner).toContainText('STAR');
    await expect(henrik.getByRole('row', { name: new RegExp(reason) })).toContainText('I kraft');
    await checkPage(henrik, 'cutover-done');
  });

  await test.step('who was at work in the old module is told, and sends the same in the new one', async () => {
    await lars.getByRole('button', { name: 'Opret bruger' }).click();
    const told = lars.getByRole('dialog', { name: /Kommuner administreres nu i STAR/ });
    await expect(told).toContainText('Det, du sendte, er ikke gemt');
    await checkPage(lars, 'cutover-told');
    await told.getByRole('button', { name: /Gå til STAR/ }).click();
    await expect(lars.getByLabel('Fulde navn')).toHaveValue('Åse Ørum');
    await lars.getByRole('button', { name: 'Opret bruger' }).click();
    await expect(lars.getByRole('heading', { level: 1, name: 'Åse Ørum' })).toBeVisible();
    await lars.goto('/adgangslog');
    await expect(lars.getByRole('main')).toContainText(reason);
  });

  await test.step('the move is reversed, and what was done since stays', async () => {
    await henrik.getByRole('row', { name: new RegExp(reason) }).getByRole('button', { name: 'Rul tilbage' }).click();
    const dialog = henrik.getByRole('dialog', { name: /Rul skiftet af kommuner tilbage/ });
    await checkPage(henrik, 'cutover-reverse');
    await dialog.getByLabel('Begrundelse').fill('KL har bedt om en måned mere.');
    await dialog.getByRole('button', { name: 'Rul tilbage' }).click();
    await expect(kommuner).toContainText('Arbejdsmarkedsportalen');
    await expect(henrik.getByRole('row', { name: new RegExp(reason) })).toContainText('Rullet tilbage');
    await lars.goto('/brugere');
    await expect(lars.getByRole('link', { name: 'Åse Ørum' })).toBeVisible();
  });

  await test.step('the same in English', async () => {
    const english = await logIn('forvalter', { at: '/skift-af-modul', language: 'en' });
    await english.getByRole('button', { name: /^Rehearse the move/ }).last().click();
    await expect(english.getByRole('heading', { name: /^Rehearsal:/ })).toBeVisible();
    await checkPage(english, 'cutover-rehearsed-en');
  });
});
