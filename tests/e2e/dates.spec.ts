// What soon ends: the holder asks for longer, the LBA extends, and a last LBA who ends is told of.
import { checkPage } from './page-checks.ts';
import { expect, test } from './people.ts';

test.use({ alone: 'dates' });

test('an access that soon ends is shown and extended', async ({ logIn }) => {
  const oliver = await logIn('ny-fjord');
  const karen = await logIn('lba-fjord', { at: '/brugere' });
  const soon = new Date(Date.now() + 10 * 24 * 3600 * 1000);

  await test.step('Karen gives a role until a day', async () => {
    await karen.getByRole('link', { name: 'Oliver Bak' }).click();
    await karen.getByRole('link', { name: 'Tildel rolle' }).click();
    await karen.locator('label').filter({ hasText: 'JobAG.Virksomhedsbruger' }).click();
    await karen.getByLabel('Dag', { exact: true }).fill(String(soon.getDate()));
    await karen.getByLabel('Måned', { exact: true }).fill(String(soon.getMonth() + 1));
    await karen.getByLabel('År', { exact: true }).fill(String(soon.getFullYear()));
    await karen.getByLabel('Hvorfor tildeler du rollen?').fill('Skal slå job op i sommer.');
    await karen.getByRole('button', { name: 'Videre' }).click();
    await karen.getByRole('button', { name: 'Tildel rollen' }).click();
    await expect(karen.getByRole('main')).toContainText(/Slutter om 1[01] dage/);
    await checkPage(karen, 'dated-access-of-a-user');
  });

  await test.step('Oliver sees it, and may ask for longer', async () => {
    await oliver.goto('/mine-adgange');
    await expect(oliver.getByRole('main')).toContainText(/Slutter om 1[01] dage/);
    await checkPage(oliver, 'dated-access-of-mine');
    await oliver.getByRole('link', { name: 'Anmod om forlængelse' }).click();
    await expect(oliver.locator('label').filter({ hasText: 'JobAG.Virksomhedsbruger' })).toBeVisible();
  });

  await test.step('it stands on the overview, and is extended', async () => {
    await karen.goto('/');
    await expect(karen.getByRole('region', { name: 'Adgange, der slutter' })).toContainText('Oliver Bak');
    await checkPage(karen, 'overview-expiring');
    await karen.getByRole('region', { name: 'Adgange, der slutter' }).getByRole('link', { name: 'Oliver Bak' }).click();
    await karen.getByRole('button', { name: 'Forlæng' }).click();
    await checkPage(karen, 'extend');
    await karen.getByLabel('Begrundelse').fill('Arbejdet varer længere.');
    await karen.getByRole('dialog').getByRole('button', { name: 'Forlæng' }).click();
    await expect(karen.getByText('Oliver Bak har nu')).toBeVisible();
    await expect(karen.getByRole('button', { name: 'Forlæng' })).toHaveCount(0);
  });
});
